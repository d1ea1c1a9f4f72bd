import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeMatchTwice } from './route-match-twice.ts'

const given = (rules: string, kind = 'HTTPRoute'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: web }
spec: { rules: ${rules} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds the same path',
    yaml: given(
      '[{ matches: [{ path: { type: Exact, value: /a } }] }, { matches: [{ path: { value: /a, type: Exact } }] }]',
    ),
    hits: ['web spec.rules[1].matches[0]'],
  },
  {
    desc: 'knows what no match means',
    yaml: given('[{ matches: [{ path: { type: PathPrefix, value: / } }] }, { backendRefs: [] }]'),
    hits: ['web spec.rules[1]'],
  },
  {
    desc: 'knows that headers have no order and are exact',
    yaml: given(
      '[{ matches: [{ headers: [{ name: a, value: b }, { name: c, value: d }] }] }, { matches: [{ headers: [{ name: c, value: d, type: Exact }, { name: a, value: b }] }] }]',
    ),
    hits: ['web spec.rules[1].matches[0]'],
  },
  {
    desc: 'finds the same method of gRPC',
    yaml: given(
      '[{ matches: [{ method: { service: s } }] }, { matches: [{ method: { service: t } }, { method: { service: s } }] }]',
      'GRPCRoute',
    ),
    hits: ['web spec.rules[1].matches[1]'],
  },
  {
    desc: 'is content with another path',
    yaml: given('[{ matches: [{ path: { value: /a } }] }, { matches: [{ path: { value: /b } }] }]'),
    hits: [],
  },
  {
    desc: 'is content with one more header',
    yaml: given(
      '[{ matches: [{ path: { value: /a } }] }, { matches: [{ path: { value: /a }, headers: [{ name: a, value: b }] }] }]',
    ),
    hits: [],
  },
  {
    desc: 'lets a rule repeat itself',
    yaml: given('[{ matches: [{ path: { value: /a } }, { path: { value: /a } }] }]'),
    hits: [],
  },
  { desc: 'says nothing of rules that are none', yaml: given('[null]'), hits: [] },
]

describe('route-match-twice', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(routeMatchTwice, rest)).toEqual(hits)
  })
})
