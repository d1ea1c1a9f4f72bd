import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewayCredential } from './gateway-credential.ts'

const given = (
  tls: string,
  data = '{ tls.crt: YQ==, tls.key: YQ== }',
  labels = '{ istio: ingress }',
): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: infra }
spec: { template: { metadata: { labels: ${labels} } } }
---
apiVersion: v1
kind: Secret
metadata: { name: shop-cert, namespace: infra }
type: kubernetes.io/tls
data: ${data}
---
apiVersion: v1
kind: Secret
metadata: { name: here }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop }
spec: { selector: { istio: ingress }, servers: [{ port: { number: 443 }, tls: ${tls} }] }`
const place = 'shop spec.servers[0].tls.credentialName'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a Secret that is nowhere',
    yaml: given('{ credentialName: other }'),
    hits: [place],
  },
  {
    desc: 'finds a Secret beside the Gateway object instead of its pods',
    yaml: given('{ credentialName: here }'),
    hits: [place],
  },
  { desc: 'offers the nearest name', yaml: given('{ credentialName: shop-certt }'), hits: [place] },
  {
    desc: 'finds a Secret without its key',
    yaml: given('{ credentialName: shop-cert }', '{ tls.crt: YQ== }'),
    hits: [place],
  },
  {
    desc: 'is content with a certificate and key',
    yaml: given('{ credentialName: shop-cert }'),
    hits: [],
  },
  {
    desc: 'is content with the older names of the two',
    yaml: given('{ credentialName: shop-cert }', '{ cert: YQ==, key: YQ== }'),
    hits: [],
  },
  {
    desc: 'takes a Secret of which only metadata is known at its word',
    yaml: given('{ credentialName: shop-cert }', 'null'),
    hits: [],
  },
  {
    desc: 'does not look for certificates from files',
    yaml: given('{ serverCertificate: /etc/a }'),
    hits: [],
  },
  {
    desc: 'does not look for certificates from elsewhere',
    yaml: given('{ credentialName: "sds://x" }'),
    hits: [],
  },
  {
    desc: 'says nothing where nobody knows the namespace of the pods',
    yaml: given('{ credentialName: other }', 'null', '{ istio: other }'),
    hits: [],
  },
]

describe('gateway-credential', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayCredential, rest)).toEqual(hits)
  })
})
