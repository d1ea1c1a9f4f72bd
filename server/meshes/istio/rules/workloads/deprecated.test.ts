import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { deprecated } from './deprecated.ts'

const given = (kind: string, spec: string, apiVersion = 'networking.istio.io/v1'): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web }
spec: ${spec}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a delay in percent',
    yaml: given('VirtualService', '{ http: [{ fault: { delay: { percent: 10 } } }] }'),
    hits: ['web spec.http[0].fault.delay.percent'],
  },
  {
    desc: 'finds a mirror in percent',
    yaml: given('VirtualService', '{ http: [{}, { mirrorPercent: 10 }] }'),
    hits: ['web spec.http[1].mirrorPercent'],
  },
  {
    desc: 'finds a proxy for egress, and takes it out',
    yaml: given('Sidecar', '{ outboundTrafficPolicy: { egressProxy: { host: a } } }'),
    hits: ['web spec.outboundTrafficPolicy.egressProxy'],
  },
  {
    desc: 'finds errors counted as of old, in a subset',
    yaml: given(
      'DestinationRule',
      '{ subsets: [{ trafficPolicy: { outlierDetection: { consecutiveErrors: 5 } } }] }',
    ),
    hits: ['web spec.subsets[0].trafficPolicy.outlierDetection.consecutiveErrors'],
  },
  {
    desc: 'finds a kind that is no longer read',
    yaml: given('ServiceRole', '{}', 'rbac.istio.io/v1alpha1'),
    hits: ['web kind'],
  },
  {
    desc: 'is content with a percentage',
    yaml: given(
      'VirtualService',
      '{ http: [{ fault: { delay: { percentage: { value: 10 } } }, mirrorPercentage: { value: 5 } }] }',
    ),
    hits: [],
  },
  {
    desc: 'is content with a policy alone',
    yaml: given('Sidecar', '{ outboundTrafficPolicy: { mode: ALLOW_ANY } }'),
    hits: [],
  },
  {
    desc: 'is content with errors counted as of today',
    yaml: given(
      'DestinationRule',
      '{ trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } } }',
    ),
    hits: [],
  },
  { desc: 'says nothing of a spec that is none', yaml: given('VirtualService', 'text'), hits: [] },
]

describe('deprecated', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(deprecated, rest)).toEqual(hits)
  })
})
