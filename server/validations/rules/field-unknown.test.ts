import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { fieldUnknown } from './field-unknown.ts'

const given = (
  spec: string,
  kind = 'VirtualService',
  apiVersion = 'networking.istio.io/v1',
): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, labels: { any: thing }, annotations: { some: thing } }
spec: ${spec}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a slip, and corrects it',
    yaml: given('{ http: [{ timout: 1s }] }'),
    hits: ['web spec.http[0].timout'],
  },
  {
    desc: 'finds the way of writing of another language',
    yaml: given(
      '{ host: a, trafficPolicy: { outlierDetection: { consecutive_5xx_errors: 5 } } }',
      'DestinationRule',
    ),
    hits: ['web spec.trafficPolicy.outlierDetection.consecutive_5xx_errors'],
  },
  {
    desc: 'finds a field in the wrong place',
    yaml: given('{ weight: 5 }'),
    hits: ['web spec.weight'],
  },
  {
    desc: 'finds a field beside the one that was meant',
    yaml: given('{ http: [{ timeout: 1s, timout: 2s }] }'),
    hits: ['web spec.http[0].timout'],
  },
  { desc: 'finds it at the top', yaml: `${given('{}')}\nspecs: {}`, hits: ['web specs'] },
  {
    desc: 'is content with fields of the kind',
    yaml: given('{ hosts: [a], http: [{ timeout: 1s }] }'),
    hits: [],
  },
  {
    desc: 'lets maps have any names',
    yaml: given(
      '{ host: a, subsets: [{ name: v1, labels: { anything: goes } }] }',
      'DestinationRule',
    ),
    hits: [],
  },
  {
    desc: 'lets open objects be',
    yaml: given(
      '{ configPatches: [{ applyTo: CLUSTER, patch: { operation: MERGE, value: { anything: goes } } }] }',
      'EnvoyFilter',
      'networking.istio.io/v1alpha3',
    ),
    hits: [],
  },
  { desc: 'does not judge status', yaml: `${given('{}')}\nstatus: { strange: 1 }`, hits: [] },
  { desc: 'says nothing of a spec that is none', yaml: given('text'), hits: [] },
]

describe('field-unknown', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(fieldUnknown, rest)).toEqual(hits)
  })
})
