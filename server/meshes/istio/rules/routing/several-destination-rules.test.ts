import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { severalDestinationRules } from './several-destination-rules.ts'

const rule = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const sidecar = (namespace: string, hosts: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: s, namespace: ${namespace}}, spec: {egress: [{hosts: [${hosts}]}]}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds two for a host as a whole',
    yaml: rule('one', '{host: a}') + rule('two', '{host: a.default.svc.cluster.local}', 'shop'),
    hits: ['one spec.host', 'two spec.host'],
  },
  {
    desc: 'finds two with one subset',
    yaml:
      rule('one', '{host: a, subsets: [{name: v1}]}') +
      rule('two', '{host: a, subsets: [{name: v2}, {name: v1}]}'),
    hits: ['one spec.host', 'two spec.host'],
  },
  {
    desc: 'finds a wildcard around a host',
    yaml: rule('one', '{host: a}') + rule('two', '{host: "*.default.svc.cluster.local"}'),
    hits: ['one spec.host', 'two spec.host'],
  },
  {
    desc: 'finds everything around a host',
    yaml:
      rule('one', '{host: a.test}') +
      rule('two', '{host: "*", trafficPolicy: {tls: {mode: DISABLE}}}'),
    hits: ['one spec.host', 'two spec.host'],
  },
  {
    desc: 'lets subsets of their own be',
    yaml:
      rule('one', '{host: a, subsets: [{name: v1}]}') +
      rule('two', '{host: a, subsets: [{name: v2}]}'),
    hits: [],
  },
  {
    desc: 'lets mutual TLS for the mesh be',
    yaml:
      rule('one', '{host: a}') +
      rule('two', '{host: "*.local", trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}'),
    hits: [],
  },
  {
    desc: 'lets mutual TLS for a namespace be',
    yaml:
      rule('one', '{host: a}') +
      rule(
        'two',
        '{host: "*.default.svc.cluster.local", trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}',
      ),
    hits: [],
  },
  {
    desc: 'lets rules for chosen callers be',
    yaml:
      rule('one', '{host: a}') +
      rule('two', '{host: a, workloadSelector: {matchLabels: {app: b}}}'),
    hits: [],
  },
  {
    desc: 'lets namespaces keep to themselves',
    yaml:
      rule('one', '{host: a.test, exportTo: [.]}') +
      rule('two', '{host: a.test, exportTo: [.]}', 'shop'),
    hits: [],
  },
  {
    desc: 'lets what Sidecars keep apart be',
    yaml:
      sidecar('default', '"./*"') +
      sidecar('shop', '"./*"') +
      rule('one', '{host: a.test}') +
      rule('two', '{host: a.test}', 'shop'),
    hits: [],
  },
  {
    desc: 'lets short names of two namespaces be',
    yaml: rule('one', '{host: a}') + rule('two', '{host: a}', 'shop'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: rule('one', '{host: 7}') + rule('two', '{host: 7}') + rule('three', '{}'),
    hits: [],
  },
]

describe('severalDestinationRules', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(severalDestinationRules, one)).toEqual(one.hits)
  })
})
