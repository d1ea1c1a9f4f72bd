import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { peerAuthenticationIgnored } from './peer-authentication-ignored.ts'

const peer = (namespace: string, spec: string): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: it, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const root = `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "rootNamespace: mesh-root"}}\n---\n`
const selecting = '{selector: {matchLabels: {app: cart}}}'
const ports = 'portLevelMtls: {80: {mode: DISABLE}}'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a selector in the root namespace',
    yaml: peer('istio-system', selecting),
    hits: ['it spec.selector.matchLabels'],
  },
  {
    desc: 'knows another root namespace',
    yaml: root + peer('mesh-root', selecting),
    hits: ['it spec.selector.matchLabels'],
  },
  {
    desc: 'finds ports without a selector',
    yaml: peer('shop', `{${ports}}`),
    hits: ['it spec.portLevelMtls'],
  },
  {
    desc: 'finds ports under an empty selector',
    yaml: peer('shop', `{selector: {}, ${ports}}`),
    hits: ['it spec.portLevelMtls'],
  },
  { desc: 'lets a selector elsewhere be', yaml: peer('shop', selecting), hits: [] },
  {
    desc: 'lets a selector where the root namespace is another be',
    yaml: root + peer('istio-system', selecting),
    hits: [],
  },
  {
    desc: 'lets ports with a selector be',
    yaml: peer('shop', `{selector: {matchLabels: {a: b}}, ${ports}}`),
    hits: [],
  },
  { desc: 'lets none be', yaml: peer('istio-system', '{portLevelMtls: {}}'), hits: [] },
]

describe('peerAuthenticationIgnored', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(peerAuthenticationIgnored, one)).toEqual(one.hits)
  })
})
