import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { conditionNegative } from './condition-negative.ts'

const given = (
  status: string,
  kind = 'AuthorizationPolicy',
  apiVersion = 'security.istio.io/v1',
): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, generation: 2 }
status: ${status}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a policy that ztunnel cannot enforce',
    yaml: given(
      '{ conditions: [{ type: ZtunnelAccepted, status: "False", reason: UnsupportedValue, message: "methods need a waypoint" }] }',
    ),
    hits: ['web status.conditions[0]'],
  },
  {
    desc: 'finds a service without its waypoint',
    yaml: given(
      '{ conditions: [{ type: istio.io/WaypointBound, status: "False" }] }',
      'Service',
      'v1',
    ),
    hits: ['web status.conditions[0]'],
  },
  {
    desc: 'finds what the analysis in the cluster wrote',
    yaml: given(
      '{ validationMessages: [{ type: { code: IST0101 }, level: ERROR, documentationUrl: "https://istio.io" }] }',
      'VirtualService',
      'networking.istio.io/v1',
    ),
    hits: ['web status.validationMessages[0]'],
  },
  {
    desc: 'is content with what is true',
    yaml: given('{ conditions: [{ type: ZtunnelAccepted, status: "True" }] }'),
    hits: [],
  },
  {
    desc: 'does not repeat what was said of an older version',
    yaml: given('{ conditions: [{ type: a, status: "False", observedGeneration: 1 }] }'),
    hits: [],
  },
  {
    desc: 'waits for what is not known',
    yaml: given('{ conditions: [{ type: a, status: Unknown }] }'),
    hits: [],
  },
  { desc: 'says nothing of a status that is none', yaml: given('text'), hits: [] },
]

describe('condition-negative', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(conditionNegative, rest)).toEqual(hits)
  })
})
