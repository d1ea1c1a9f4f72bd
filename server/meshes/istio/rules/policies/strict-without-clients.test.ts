import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { strictWithoutClients } from './strict-without-clients.ts'

const manual = `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "enableAutoMtls: false"}}\n---\n`
const peer = (namespace: string, spec = '{mtls: {mode: STRICT}}'): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: it, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const rule = (host: string, mode = 'ISTIO_MUTUAL'): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: d}, spec: {host: "${host}", trafficPolicy: {tls: {mode: ${mode}}}}}\n---\n`
const mode = 'it spec.mtls.mode'
const shop = '*.shop.svc.cluster.local'

const cases: readonly RuleCase[] = [
  { desc: 'finds it for the mesh', yaml: manual + peer('istio-system'), hits: [mode] },
  { desc: 'finds it for a namespace', yaml: manual + peer('shop'), hits: [mode] },
  {
    desc: 'finds it where clients are told plain text',
    yaml: manual + peer('shop') + rule(shop, 'DISABLE'),
    hits: [mode],
  },
  {
    desc: 'finds it where only others are told',
    yaml: manual + peer('web') + rule(shop),
    hits: [mode],
  },
  { desc: 'lets it be with auto mTLS', yaml: peer('shop'), hits: [] },
  {
    desc: 'lets it be where the namespace is told',
    yaml: manual + peer('shop') + rule(shop),
    hits: [],
  },
  {
    desc: 'lets it be where the mesh is told',
    yaml: manual + peer('shop') + rule('*.local'),
    hits: [],
  },
  {
    desc: 'lets servers be that take both',
    yaml: manual + peer('shop', '{mtls: {mode: PERMISSIVE}}'),
    hits: [],
  },
  {
    desc: 'lets selectors be, for whose hosts rules may be',
    yaml: manual + peer('shop', '{selector: {matchLabels: {a: b}}, mtls: {mode: STRICT}}'),
    hits: [],
  },
]

describe('strictWithoutClients', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(strictWithoutClients, one)).toEqual(one.hits)
  })
})
