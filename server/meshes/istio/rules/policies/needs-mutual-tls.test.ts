import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { needsMutualTls } from './needs-mutual-tls.ts'

const cart = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart}, spec: {template: {metadata: {labels: {app: cart}}}}}\n---\n`
const peer = (spec: string, namespace = 'default'): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const off = '{mtls: {mode: DISABLE}}'
const manual = `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "enableAutoMtls: false"}}\n---\n`
const rule = (host: string, mode: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: d}, spec: {host: "${host}", trafficPolicy: {tls: {mode: ${mode}}}}}\n---\n`
const policy = (rest: string, namespace = 'default'): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it, namespace: ${namespace}}, spec: {${rest}}}`
const byPrincipal = 'rules: [{from: [{source: {principals: [a]}}]}]'
const place = 'it spec.rules[0].from[0].source.principals'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds it where the namespace disables',
    yaml: peer(off) + policy(byPrincipal),
    hits: [place],
  },
  {
    desc: 'finds it where the mesh disables, for policies of the mesh',
    yaml: peer(off, 'istio-system') + policy(byPrincipal, 'istio-system'),
    hits: [place],
  },
  {
    desc: 'finds it where the workload disables',
    yaml:
      cart +
      peer('{selector: {matchLabels: {app: cart}}, mtls: {mode: DISABLE}}') +
      policy(`selector: {matchLabels: {app: cart}}, ${byPrincipal}`),
    hits: [place],
  },
  { desc: 'finds it without auto mTLS', yaml: manual + policy(byPrincipal), hits: [place] },
  {
    desc: 'finds it where clients are told otherwise',
    yaml: rule('*.default.svc.cluster.local', 'DISABLE') + policy(byPrincipal),
    hits: [place],
  },
  {
    desc: 'finds each field once, and conditions',
    yaml:
      peer(off) +
      policy(
        'rules: [{from: [{source: {notNamespaces: [a, b]}}], when: [{key: connection.sni, values: [x]}, {key: source.ip, values: [x]}]}]',
      ),
    hits: ['it spec.rules[0].from[0].source.notNamespaces', 'it spec.rules[0].when[0].key'],
  },
  { desc: 'lets it be where mutual TLS is taken', yaml: policy(byPrincipal), hits: [] },
  {
    desc: 'lets it be where a rule turns it on',
    yaml: manual + rule('*.local', 'ISTIO_MUTUAL') + policy(byPrincipal),
    hits: [],
  },
  {
    desc: 'lets other sources be',
    yaml:
      peer(off) + policy('rules: [{from: [{source: {ipBlocks: [10.0.0.0/8], principals: []}}]}]'),
    hits: [],
  },
  {
    desc: 'lets it be where only others disable',
    yaml:
      cart +
      peer('{selector: {matchLabels: {app: other}}, mtls: {mode: DISABLE}}') +
      policy(`selector: {matchLabels: {app: cart}}, ${byPrincipal}`),
    hits: [],
  },
  {
    desc: 'lets ambient be',
    yaml: `{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {istio.io/dataplane-mode: ambient}}}\n---\n${manual}${policy(byPrincipal)}`,
    hits: [],
  },
]

describe('needsMutualTls', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(needsMutualTls, one)).toEqual(one.hits)
  })
})
