import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { strictRefusesClients } from './strict-refuses-clients.ts'

const rule = (host: string, spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: it}, spec: {host: "${host}", ${spec}}}\n---\n`
const off = 'trafficPolicy: {tls: {mode: DISABLE}}'
const peer = (namespace: string, spec = '{mtls: {mode: STRICT}}'): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const cart = (containers: string): string => `
{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart}, spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: ${containers}}}}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {selector: {app: cart}}}
---
`
const inMesh = cart('[{name: app}, {name: istio-proxy}]')
const mode = 'it spec.trafficPolicy.tls.mode'
const shop = '*.shop.svc.cluster.local'

const cases: readonly RuleCase[] = [
  { desc: 'finds it for a namespace', yaml: rule(shop, off) + peer('shop'), hits: [mode] },
  {
    desc: 'finds it for the mesh',
    yaml: rule('*.local', off) + peer('istio-system'),
    hits: [mode],
  },
  {
    desc: 'finds it for a namespace that inherits',
    yaml: rule(shop, off) + peer('istio-system'),
    hits: [mode],
  },
  {
    desc: 'finds it for one host',
    yaml: inMesh + rule('cart', off) + peer('default'),
    hits: [mode],
  },
  {
    desc: 'finds it in subsets and ports',
    yaml:
      inMesh +
      rule(
        'cart',
        'trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}, subsets: [{name: v1, trafficPolicy: {tls: {mode: DISABLE}}}]',
      ) +
      peer('default'),
    hits: [
      'it spec.subsets[0].trafficPolicy.tls.mode',
      'it spec.trafficPolicy.portLevelSettings[0].tls.mode',
    ],
  },
  {
    desc: 'lets workloads outside of the mesh be',
    yaml: cart('[{name: app}]') + rule('cart', off) + peer('default'),
    hits: [],
  },
  {
    desc: 'lets servers be that take both',
    yaml: rule(shop, off) + peer('istio-system') + peer('shop', '{mtls: {mode: PERMISSIVE}}'),
    hits: [],
  },
  {
    desc: 'lets workloads be that take plain text on a port',
    yaml:
      inMesh +
      rule('cart', off) +
      peer(
        'default',
        '{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}, portLevelMtls: {80: {mode: DISABLE}}}',
      ),
    hits: [],
  },
  {
    desc: 'lets mutual TLS be',
    yaml: rule(shop, 'trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}') + peer('shop'),
    hits: [],
  },
  {
    desc: 'lets hosts of the outside be',
    yaml: rule('example.com', off) + peer('istio-system'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: rule(shop, 'trafficPolicy: {tls: 7}, subsets: [7]') + peer('shop'),
    hits: [],
  },
]

describe('strictRefusesClients', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(strictRefusesClients, one)).toEqual(one.hits)
  })
})
