import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeRuleWithoutBackend } from './route-rule-without-backend.ts'

const given = (rules: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { rules: ${rules} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a rule without backends',
    yaml: given('[{ matches: [{ path: { value: /a } }] }]'),
    hits: ['web spec.rules[0]'],
  },
  {
    desc: 'finds backends that are all turned off',
    yaml: given('[{ backendRefs: [{ name: a, weight: 0 }, { name: b, weight: 0 }] }]'),
    hits: ['web spec.rules[0].backendRefs'],
  },
  {
    desc: 'finds a rule that rewrites for nobody',
    yaml: given('[{ filters: [{ type: URLRewrite }] }]'),
    hits: ['web spec.rules[0]'],
  },
  {
    desc: 'is content with one backend that takes some',
    yaml: given('[{ backendRefs: [{ name: a, weight: 0 }, { name: b, weight: 1 }] }]'),
    hits: [],
  },
  { desc: 'knows that no weight is 1', yaml: given('[{ backendRefs: [{ name: a }] }]'), hits: [] },
  {
    desc: 'is content with a redirect',
    yaml: given('[{ filters: [{ type: RequestRedirect }] }]'),
    hits: [],
  },
  {
    desc: 'lets extensions answer',
    yaml: given('[{ filters: [{ type: ExtensionRef }] }]'),
    hits: [],
  },
  { desc: 'says nothing without rules', yaml: given('null'), hits: [] },
]

describe('route-rule-without-backend', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(routeRuleWithoutBackend, rest)).toEqual(hits)
  })
})
