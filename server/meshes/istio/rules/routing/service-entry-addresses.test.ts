import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { serviceEntryAddresses } from './service-entry-addresses.ts'

const entry = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const mesh = (capture: boolean): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "${capture}", ISTIO_META_DNS_AUTO_ALLOCATE: "true"}}
---
`
const tcp = '{hosts: [a.test], ports: [{number: 9000, protocol: TCP}]}'

const cases: readonly RuleCase[] = [
  { desc: 'finds TCP', yaml: entry('it', tcp), hits: ['it spec.ports[0]'] },
  {
    desc: 'finds no protocol, among others',
    yaml: entry(
      'it',
      '{hosts: [a.test], addresses: [], ports: [{number: 443, protocol: TLS}, {number: 9000}]}',
    ),
    hits: ['it spec.ports[1]'],
  },
  {
    desc: 'needs DNS to be captured for addresses to be allocated',
    yaml: mesh(false) + entry('it', tcp),
    hits: ['it spec.ports[0]'],
  },
  {
    desc: 'lets addresses be',
    yaml: entry(
      'it',
      '{hosts: [a.test], addresses: [10.0.0.1], ports: [{number: 9000, protocol: TCP}]}',
    ),
    hits: [],
  },
  {
    desc: 'lets allocated addresses be',
    yaml: entry('it', tcp).replace('spec:', 'status: {addresses: [{value: 240.0.0.1}]}, spec:'),
    hits: [],
  },
  { desc: 'lets the mesh allocate', yaml: mesh(true) + entry('it', tcp), hits: [] },
  {
    desc: 'lets protocols be that name the host',
    yaml: entry(
      'it',
      '{hosts: [a.test], ports: [{number: 443, protocol: TLS}, {number: 80, protocol: HTTP}]}',
    ),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: entry('it', '{ports: [7, {protocol: TCP}]}') + entry('none', '{ports: 8}'),
    hits: [],
  },
]

describe('serviceEntryAddresses', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(serviceEntryAddresses, one)).toEqual(one.hits)
  })
})
