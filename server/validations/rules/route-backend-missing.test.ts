import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeBackendMissing } from './route-backend-missing.ts'

const given = (rule: string): string => `
apiVersion: v1
kind: Service
metadata: { name: reviews }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { rules: [${rule}] }`
const name = 'web spec.rules[0].backendRefs[0].name'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a Service that is not there',
    yaml: given('{ backendRefs: [{ name: ratings, port: 80 }] }'),
    hits: [name],
  },
  {
    desc: 'offers the nearest name',
    yaml: given('{ backendRefs: [{ name: reviewz, port: 80 }] }'),
    hits: [name],
  },
  {
    desc: 'takes a host apart',
    yaml: given('{ backendRefs: [{ name: reviews.default.svc.cluster.local }] }'),
    hits: [name],
  },
  {
    desc: 'looks into the namespace that is named',
    yaml: given('{ backendRefs: [{ name: reviews, namespace: other }] }'),
    hits: [name],
  },
  {
    desc: 'finds the target of a mirror',
    yaml: given(
      '{ filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: shadow } } }] }',
    ),
    hits: ['web spec.rules[0].filters[0].requestMirror.backendRef.name'],
  },
  {
    desc: 'finds one with weight 0 as well, as somebody will turn it up',
    yaml: given('{ backendRefs: [{ name: reviews }, { name: next, weight: 0 }] }'),
    hits: ['web spec.rules[0].backendRefs[1].name'],
  },
  {
    desc: 'is content with a Service that is there',
    yaml: given(
      '{ backendRefs: [{ name: reviews, port: 80 }, { name: reviews, namespace: default }] }',
    ),
    hits: [],
  },
  {
    desc: 'lets backends of other kinds be',
    yaml: given(
      '{ backendRefs: [{ group: inference.networking.k8s.io, kind: InferencePool, name: x }] }',
    ),
    hits: [],
  },
  {
    desc: 'leaves a backend without a name to the schema',
    yaml: given('{ backendRefs: [{}, null, text] }'),
    hits: [],
  },
  { desc: 'says nothing of rules that are none', yaml: given('text'), hits: [] },
]

describe('route-backend-missing', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(routeBackendMissing, rest)).toEqual(hits)
  })
})
