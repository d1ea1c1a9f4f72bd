import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeSectionMissing } from './route-section-missing.ts'

const route = (parent: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: { listeners: [{ name: http, port: 80, protocol: HTTP }, { name: https, port: 443, protocol: HTTPS }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [${parent}] }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a name that no listener has, and offers the nearest',
    yaml: route('{ name: edge, sectionName: httpss }'),
    hits: ['web spec.parentRefs[0].sectionName'],
  },
  {
    desc: 'finds a port that no listener has',
    yaml: route('{ name: edge, port: 8080 }'),
    hits: ['web spec.parentRefs[0].port'],
  },
  {
    desc: 'finds a name and a port of two listeners',
    yaml: route('{ name: edge, sectionName: http, port: 443 }'),
    hits: ['web spec.parentRefs[0].sectionName'],
  },
  {
    desc: 'is content with a listener by name',
    yaml: route('{ name: edge, sectionName: https }'),
    hits: [],
  },
  { desc: 'is content with a listener by port', yaml: route('{ name: edge, port: 80 }'), hits: [] },
  { desc: 'is content with all of them', yaml: route('{ name: edge }'), hits: [] },
  {
    desc: 'leaves a Gateway that is not there to another rule',
    yaml: route('{ name: gone, port: 80 }'),
    hits: [],
  },
]

describe('route-section-missing', () => {
  it.each(cases)('$desc', ({ hits, ...given }) => {
    expect(checkRule(routeSectionMissing, given)).toEqual(hits)
  })
})
