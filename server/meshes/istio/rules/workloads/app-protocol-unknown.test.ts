import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { appProtocolUnknown } from './app-protocol-unknown.ts'

const given = (appProtocol: string, namespace = '{ istio.io/dataplane-mode: ambient }'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80, appProtocol: ${appProtocol} }] }`
const place = 'web spec.ports[0].appProtocol'

const cases: readonly RuleCase[] = [
  { desc: 'finds a protocol that nobody knows', yaml: given('amqp'), hits: [place] },
  { desc: 'finds a slip, and offers what was meant', yaml: given('htttp'), hits: [place] },
  {
    desc: 'tells of a protocol that is meant for another',
    yaml: given('example.com/custom'),
    hits: [place],
  },
  { desc: 'is content with a protocol of Istio', yaml: given('grpc-web'), hits: [] },
  { desc: 'does not look at case', yaml: given('HTTP2'), hits: [] },
  { desc: 'is content with those of Kubernetes', yaml: given('kubernetes.io/h2c'), hits: [] },
  { desc: 'lets services outside of the mesh be', yaml: given('amqp', '{}'), hits: [] },
  { desc: 'leaves what is no text to the schema', yaml: given('7'), hits: [] },
]

describe('app-protocol-unknown', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(appProtocolUnknown, rest)).toEqual(hits)
  })
})
