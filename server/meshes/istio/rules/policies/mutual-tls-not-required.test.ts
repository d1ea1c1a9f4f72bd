import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { mutualTlsNotRequired } from './mutual-tls-not-required.ts'

const manual = `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "enableAutoMtls: false"}}\n---\n`
const rule = (host: string, mode = 'ISTIO_MUTUAL'): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: it}, spec: {host: "${host}", trafficPolicy: {tls: {mode: ${mode}}}}}\n---\n`
const peer = (namespace: string, mode: string): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p, namespace: ${namespace}}, spec: {mtls: {mode: ${mode}}}}\n---\n`
const mode = 'it spec.trafficPolicy.tls.mode'
const shop = '*.shop.svc.cluster.local'

const cases: readonly RuleCase[] = [
  { desc: 'finds it for the mesh', yaml: manual + rule('*.local'), hits: [mode] },
  { desc: 'finds it for a namespace', yaml: manual + rule(shop, 'MUTUAL'), hits: [mode] },
  {
    desc: 'finds it where only others require it',
    yaml: manual + rule(shop) + peer('web', 'STRICT'),
    hits: [mode],
  },
  {
    desc: 'finds it where nothing is said',
    yaml: manual + rule(shop) + peer('shop', 'UNSET'),
    hits: [mode],
  },
  { desc: 'lets it be with auto mTLS', yaml: rule('*.local'), hits: [] },
  {
    desc: 'lets it be where the namespace requires it',
    yaml: manual + rule(shop) + peer('shop', 'STRICT'),
    hits: [],
  },
  {
    desc: 'lets it be where the mesh says so',
    yaml: manual + rule(shop) + peer('istio-system', 'PERMISSIVE'),
    hits: [],
  },
  { desc: 'lets plain text be', yaml: manual + rule('*.local', 'DISABLE'), hits: [] },
  { desc: 'lets one host be', yaml: manual + rule('reviews'), hits: [] },
]

describe('mutualTlsNotRequired', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(mutualTlsNotRequired, one)).toEqual(one.hits)
  })
})
