import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { routeBackendPort } from './route-backend-port.ts'

const given = (backend: string, ports = '[{ port: 9080, targetPort: 8080 }]'): string => `
apiVersion: v1
kind: Service
metadata: { name: reviews }
spec: { ports: ${ports} }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: web }
spec: { rules: [{ backendRefs: [${backend}] }] }`
const port = 'web spec.rules[0].backendRefs[0].port'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds the port of the pods',
    yaml: given('{ name: reviews, port: 8080 }'),
    hits: [port],
  },
  {
    desc: 'finds none at all, and puts the only one in',
    yaml: given('{ name: reviews }'),
    hits: [port],
  },
  {
    desc: 'finds text in place of a number',
    yaml: given('{ name: reviews, port: "9080" }'),
    hits: [port],
  },
  {
    desc: 'finds a port beside two others, and offers none',
    yaml: given('{ name: reviews, port: 1 }', '[{ port: 2 }, { port: 3 }]'),
    hits: [port],
  },
  {
    desc: 'is content with a port of the Service',
    yaml: given('{ name: reviews, port: 9080 }'),
    hits: [],
  },
  {
    desc: 'leaves a Service that is not there to another rule',
    yaml: given('{ name: gone, port: 1 }'),
    hits: [],
  },
  {
    desc: 'says nothing of a Service without ports',
    yaml: given('{ name: reviews, port: 1 }', 'null'),
    hits: [],
  },
  {
    desc: 'lets other kinds be',
    yaml: given('{ group: g.example, kind: Pool, name: reviews }'),
    hits: [],
  },
]

describe('route-backend-port', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(routeBackendPort, rest)).toEqual(hits)
  })
})
