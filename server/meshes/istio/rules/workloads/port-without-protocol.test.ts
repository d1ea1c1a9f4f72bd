import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { portWithoutProtocol } from './port-without-protocol.ts'

const given = (port: string, namespace = '{ istio-injection: enabled }', rest = ''): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [${port}]${rest} }`

const cases: readonly RuleCase[] = [
  { desc: 'finds a port without a name', yaml: given('{ port: 80 }'), hits: ['web spec.ports[0]'] },
  {
    desc: 'finds a name that says nothing',
    yaml: given('{ port: 80, name: web }'),
    hits: ['web spec.ports[0].name'],
  },
  {
    desc: 'finds a slip, and says it in appProtocol',
    yaml: given('{ port: 80, name: htpp-web }'),
    hits: ['web spec.ports[0].name'],
  },
  {
    desc: 'wants a hyphen',
    yaml: given('{ port: 80, name: httpweb }'),
    hits: ['web spec.ports[0].name'],
  },
  {
    desc: 'is content with a protocol and a suffix',
    yaml: given(
      '{ port: 80, name: http-web }, { port: 81, name: grpc-web-x }, { port: 82, name: HTTP }',
    ),
    hits: [],
  },
  {
    desc: 'is content with appProtocol',
    yaml: given('{ port: 80, name: web, appProtocol: http }'),
    hits: [],
  },
  { desc: 'lets UDP be', yaml: given('{ port: 53, name: dns, protocol: UDP }'), hits: [] },
  { desc: 'lets services outside of the mesh be', yaml: given('{ port: 80 }', '{}'), hits: [] },
  {
    desc: 'lets names of other hosts be',
    yaml: given('{ port: 80 }', '{ istio-injection: enabled }', ', type: ExternalName'),
    hits: [],
  },
  {
    desc: 'lets gateways be',
    yaml: given('{ port: 15021, name: status-port }').replace('{ app: web }', '{ istio: ingress }'),
    hits: [],
  },
  { desc: 'leaves ports that are none to the schema', yaml: given('null, text, {}'), hits: [] },
]

describe('port-without-protocol', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(portWithoutProtocol, rest)).toEqual(hits)
  })
})
