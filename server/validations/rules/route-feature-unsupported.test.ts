import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeFeatureUnsupported } from './route-feature-unsupported.ts'

const given = (
  rule: string,
  features = '[{ name: HTTPRoute }, { name: HTTPRouteRequestTimeout }]',
): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: small }
status: { supportedFeatures: ${features} }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: { gatewayClassName: small }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: edge }], rules: [${rule}] }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a mirror',
    yaml: given('{ filters: [{ type: RequestMirror, requestMirror: {} }] }'),
    hits: ['web spec.rules[0].filters[0].requestMirror'],
  },
  {
    desc: 'finds a match by method',
    yaml: given('{ matches: [{ method: GET }] }'),
    hits: ['web spec.rules[0].matches[0].method'],
  },
  {
    desc: 'finds the timeout of a backend',
    yaml: given('{ timeouts: { request: 2s, backendRequest: 1s } }'),
    hits: ['web spec.rules[0].timeouts.backendRequest'],
  },
  {
    desc: 'reads the older list of names',
    yaml: given('{ timeouts: { request: 2s } }', '[HTTPRoute]'),
    hits: ['web spec.rules[0].timeouts.request'],
  },
  {
    desc: 'is content with what is listed',
    yaml: given('{ timeouts: { request: 2s } }'),
    hits: [],
  },
  {
    desc: 'is content with what every controller must do',
    yaml: given(
      '{ matches: [{ path: { value: /a }, headers: [{ name: a, value: b }] }], filters: [{ requestHeaderModifier: {} }] }',
    ),
    hits: [],
  },
  {
    desc: 'does not believe a list that is not kept',
    yaml: given('{ matches: [{ method: GET }] }', '[{ name: Gateway }]'),
    hits: [],
  },
  {
    desc: 'says nothing without a list',
    yaml: given('{ matches: [{ method: GET }] }', 'null'),
    hits: [],
  },
]

describe('route-feature-unsupported', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(routeFeatureUnsupported, rest)).toEqual(hits)
  })
})
