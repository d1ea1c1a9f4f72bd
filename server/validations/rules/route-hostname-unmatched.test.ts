import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeHostnameUnmatched } from './route-hostname-unmatched.ts'

const given = (listeners: string, hostnames: string, parent = '{ name: edge }'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: { listeners: [${listeners}] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [${parent}], hostnames: ${hostnames} }`
const shop = '{ name: a, port: 80, protocol: HTTP, hostname: "*.shop.example" }'
const bare = '{ name: b, port: 81, protocol: HTTP, hostname: shop.example }'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds another domain',
    yaml: given(shop, '[www.example.org]'),
    hits: ['web spec.hostnames[0]'],
  },
  {
    desc: 'knows that a wildcard does not mean the domain itself',
    yaml: given(shop, '[shop.example]'),
    hits: ['web spec.hostnames[0]'],
  },
  {
    desc: 'looks at the listener asked for alone',
    yaml: given(`${shop}, ${bare}`, '[shop.example]', '{ name: edge, sectionName: a }'),
    hits: ['web spec.hostnames[0]'],
  },
  {
    desc: 'finds the one of two that does not fit',
    yaml: given(bare, '[shop.example, cart.shop.example]'),
    hits: ['web spec.hostnames[1]'],
  },
  {
    desc: 'finds wildcards apart',
    yaml: given(shop, '["*.example.org"]'),
    hits: ['web spec.hostnames[0]'],
  },
  {
    desc: 'is content below a wildcard, however deep',
    yaml: given(shop, '[a.b.shop.example]'),
    hits: [],
  },
  {
    desc: 'is content with a wildcard around the listener',
    yaml: given(bare, '["*.example"]'),
    hits: [],
  },
  { desc: 'does not look at upper and lower case', yaml: given(bare, '[Shop.Example]'), hits: [] },
  {
    desc: 'is content with a listener for all hosts',
    yaml: given(`${shop}, { name: c, port: 82, protocol: HTTP }`, '[www.example.org]'),
    hits: [],
  },
  { desc: 'is content without hostnames', yaml: given(shop, 'null'), hits: [] },
]

describe('route-hostname-unmatched', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(routeHostnameUnmatched, rest)).toEqual(hits)
  })
})
