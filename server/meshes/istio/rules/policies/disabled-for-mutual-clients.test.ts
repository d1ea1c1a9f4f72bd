import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { disabledForMutualClients } from './disabled-for-mutual-clients.ts'

const peer = (namespace: string, spec = '{mtls: {mode: DISABLE}}'): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: it, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const rule = (name: string, host: string, mode = 'ISTIO_MUTUAL'): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name}}, spec: {host: "${host}", trafficPolicy: {tls: {mode: ${mode}}}}}\n---\n`
const mode = 'it spec.mtls.mode'
const shop = '*.shop.svc.cluster.local'

const cases: readonly RuleCase[] = [
  { desc: 'finds it for a namespace', yaml: peer('shop') + rule('d', shop), hits: [mode] },
  {
    desc: 'finds it for a namespace under a rule of the mesh',
    yaml: peer('shop') + rule('d', '*.local'),
    hits: [mode],
  },
  {
    desc: 'finds it for the mesh',
    yaml: peer('istio-system') + rule('d', '*.local'),
    hits: [mode],
  },
  {
    desc: 'finds it for some workloads',
    yaml:
      peer('shop', '{selector: {matchLabels: {a: b}}, mtls: {mode: DISABLE}}') + rule('d', shop),
    hits: [mode],
  },
  {
    desc: 'lets it be where the namespace is told plain text',
    yaml: peer('shop') + rule('d', '*.local') + rule('e', shop, 'DISABLE'),
    hits: [],
  },
  { desc: 'lets it be where nobody is told', yaml: peer('shop'), hits: [] },
  { desc: 'lets it be where others are told', yaml: peer('web') + rule('d', shop), hits: [] },
  {
    desc: 'lets servers be that take both',
    yaml: peer('shop', '{mtls: {mode: PERMISSIVE}}') + rule('d', shop),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: peer('shop', '{mtls: [DISABLE]}') + rule('d', shop), hits: [] },
]

describe('disabledForMutualClients', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(disabledForMutualClients, one)).toEqual(one.hits)
  })
})
