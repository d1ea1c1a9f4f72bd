import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeParentMissing } from './route-parent-missing.ts'

const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
---
apiVersion: v1
kind: Service
metadata: { name: reviews }
---`
const route = (parents: string, kind = 'HTTPRoute'): string => `${gateway}
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: web }
spec: { parentRefs: ${parents} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a Gateway that is in another namespace',
    yaml: route('[{ name: edge }]'),
    hits: ['web spec.parentRefs[0].name'],
  },
  {
    desc: 'offers the name that is nearly the same',
    yaml: route('[{ name: edgee, namespace: infra }]'),
    hits: ['web spec.parentRefs[0].name'],
  },
  {
    desc: 'finds a Service of the mesh, whichever way the core group is written',
    yaml: route(
      '[{ group: "", kind: Service, name: reviewz }, { group: core, kind: Service, name: b }]',
    ),
    hits: ['web spec.parentRefs[0].name', 'web spec.parentRefs[1].name'],
  },
  {
    desc: 'finds the second of two parents, in a route of another kind',
    yaml: route('[{ name: edge, namespace: infra }, { name: gone }]', 'TLSRoute'),
    hits: ['web spec.parentRefs[1].name'],
  },
  {
    desc: 'is content with a Gateway that is there',
    yaml: route('[{ name: edge, namespace: infra }]'),
    hits: [],
  },
  {
    desc: 'is content with a Service that is there',
    yaml: route('[{ group: "", kind: Service, name: reviews }]'),
    hits: [],
  },
  {
    desc: 'lets parents of other vendors be',
    yaml: route('[{ group: policy.linkerd.io, kind: Server, name: x }]'),
    hits: [],
  },
  {
    desc: 'leaves a parent without a name to the schema',
    yaml: route('[{ namespace: infra }, 7]'),
    hits: [],
  },
  { desc: 'says nothing of a route without parents', yaml: route('null'), hits: [] },
]

describe('route-parent-missing', () => {
  it.each(cases)('$desc', ({ hits, ...given }) => {
    expect(checkRule(routeParentMissing, given)).toEqual(hits)
  })
})
