import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { referenceNotGranted } from './reference-not-granted.ts'

const grant = (from: string, to: string, namespace = 'data'): string => `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: allow, namespace: ${namespace} }
spec: { from: [${from}], to: [${to}] }
---`
const fromShop = '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }'
const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { rules: [{ backendRefs: [{ name: store, namespace: data, port: 80 }] }] }`
const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
spec: { listeners: [{ name: a, tls: { certificateRefs: [{ name: cert, namespace: certs }] } }] }`
const place = 'web spec.rules[0].backendRefs[0].namespace'

const cases: readonly RuleCase[] = [
  { desc: 'finds a backend without any grant', yaml: route, hits: [place] },
  {
    desc: 'finds a grant in the wrong namespace',
    yaml: grant(fromShop, '{ group: "", kind: Service }', 'shop') + route,
    hits: [place],
  },
  {
    desc: 'finds a grant for another kind of route',
    yaml: grant(fromShop.replace('HTTP', 'GRPC'), '{ group: "", kind: Service }') + route,
    hits: [place],
  },
  {
    desc: 'finds a grant for another name',
    yaml: grant(fromShop, '{ group: "", kind: Service, name: other }') + route,
    hits: [place],
  },
  {
    desc: 'finds a certificate of another namespace',
    yaml: gateway,
    hits: ['edge spec.listeners[0].tls.certificateRefs[0].namespace'],
  },
  {
    desc: 'is content with a grant',
    yaml: grant(fromShop, '{ group: "", kind: Service }') + route,
    hits: [],
  },
  {
    desc: 'is content with a grant by name',
    yaml: grant(fromShop, '{ group: "", kind: Service, name: store }') + route,
    hits: [],
  },
  {
    desc: 'is content with a grant for the Secret',
    yaml:
      grant(
        '{ group: gateway.networking.k8s.io, kind: Gateway, namespace: infra }',
        '{ group: "", kind: Secret }',
        'certs',
      ) + gateway,
    hits: [],
  },
  {
    desc: 'needs none within a namespace',
    yaml: route.replace('namespace: data', 'namespace: shop'),
    hits: [],
  },
]

describe('reference-not-granted', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(referenceNotGranted, rest)).toEqual(hits)
  })
})
