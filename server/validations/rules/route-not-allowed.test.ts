import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeNotAllowed } from './route-not-allowed.ts'

const given = (listener: string, kind = 'HTTPRoute', namespace = 'shop'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: a, tier: gold } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
spec: { listeners: [{ name: main, port: 80, ${listener} }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: web, namespace: ${namespace} }
spec: { parentRefs: [{ name: edge, namespace: infra }] }`
const selector = (text: string): string =>
  `protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: ${text} } }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a listener that takes its own namespace',
    yaml: given('protocol: HTTP'),
    hits: ['web spec.parentRefs[0]'],
  },
  {
    desc: 'finds a listener that takes none',
    yaml: given('protocol: HTTP, allowedRoutes: { namespaces: { from: None } }'),
    hits: ['web spec.parentRefs[0]'],
  },
  {
    desc: 'finds a selector that does not fit',
    yaml: given(selector('{ matchLabels: { team: b } }')),
    hits: ['web spec.parentRefs[0]'],
  },
  {
    desc: 'finds an expression that does not fit',
    yaml: given(selector('{ matchExpressions: [{ key: tier, operator: NotIn, values: [gold] }] }')),
    hits: ['web spec.parentRefs[0]'],
  },
  {
    desc: 'finds a kind that the protocol does not carry',
    yaml: given('protocol: TLS, allowedRoutes: { namespaces: { from: All } }'),
    hits: ['web spec.parentRefs[0]'],
  },
  {
    desc: 'finds a kind that is not among the listed',
    yaml: given(
      'protocol: HTTP, allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: GRPCRoute }] }',
    ),
    hits: ['web spec.parentRefs[0]'],
  },
  {
    desc: 'is content in the same namespace',
    yaml: given('protocol: HTTP', 'HTTPRoute', 'infra'),
    hits: [],
  },
  {
    desc: 'is content with all namespaces',
    yaml: given('protocol: HTTP, allowedRoutes: { namespaces: { from: All } }'),
    hits: [],
  },
  {
    desc: 'is content with labels and expressions that fit',
    yaml: given(
      selector(
        '{ matchLabels: { team: a }, matchExpressions: [{ key: tier, operator: In, values: [gold] }, { key: old, operator: DoesNotExist }] }',
      ),
    ),
    hits: [],
  },
  {
    desc: 'lets a protocol of a vendor carry anything',
    yaml: given('protocol: HBONE, allowedRoutes: { namespaces: { from: All } }'),
    hits: [],
  },
  {
    desc: 'leaves a Gateway without listeners to another rule',
    yaml: given('protocol: HTTP').replace(/listeners: .*\] }/, 'listeners: null }'),
    hits: [],
  },
]

describe('route-not-allowed', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(routeNotAllowed, rest)).toEqual(hits)
  })
})
