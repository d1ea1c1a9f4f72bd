import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { portNotExposed } from './port-not-exposed.ts'

const given = (
  port: string,
  ports = '[{ containerPort: 8080, name: web }]',
  labels = '{ app: web }',
): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: app, ports: ${ports} }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: ${labels}, ports: [${port}] }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a number that nobody declares',
    yaml: given('{ port: 80, targetPort: 9090 }'),
    hits: ['web spec.ports[0].targetPort'],
  },
  {
    desc: 'finds a name that nobody has, and offers the nearest',
    yaml: given('{ port: 80, targetPort: wep }'),
    hits: ['web spec.ports[0].targetPort'],
  },
  {
    desc: 'takes the port where there is no target',
    yaml: given('{ port: 80 }'),
    hits: ['web spec.ports[0].port'],
  },
  {
    desc: 'tells UDP from TCP',
    yaml: given('{ port: 80, targetPort: 8080, protocol: UDP }'),
    hits: ['web spec.ports[0].targetPort'],
  },
  { desc: 'is content with a number', yaml: given('{ port: 80, targetPort: 8080 }'), hits: [] },
  { desc: 'is content with a name', yaml: given('{ port: 80, targetPort: web }'), hits: [] },
  { desc: 'is content with the port itself', yaml: given('{ port: 8080 }'), hits: [] },
  {
    desc: 'has nothing to compare with when nobody declares',
    yaml: given('{ port: 80, targetPort: 9090 }', 'null'),
    hits: [],
  },
  {
    desc: 'lets gateways be, which open what they are told',
    yaml: given(
      '{ port: 80, targetPort: 9090 }',
      '[{ containerPort: 15090 }]',
      '{ istio: ingress }',
    ),
    hits: [],
  },
]

describe('port-not-exposed', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(portNotExposed, rest)).toEqual(hits)
  })
})
