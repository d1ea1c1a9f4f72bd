import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { severalVirtualServices } from './several-virtual-services.ts'

const vs = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const sidecar = (namespace: string, hosts: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: s, namespace: ${namespace}}, spec: {egress: [{hosts: [${hosts}]}]}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds two in the mesh, on both sides',
    yaml: vs('one', '{hosts: [a]}') + vs('two', '{hosts: [b, a]}'),
    hits: ['one spec.hosts[0]', 'two spec.hosts[1]'],
  },
  {
    desc: 'knows the long form of a short name',
    yaml:
      vs('one', '{hosts: [a]}') +
      vs('two', '{hosts: [a.default.svc.cluster.local], gateways: [mesh]}', 'shop'),
    hits: ['one spec.hosts[0]', 'two spec.hosts[0]'],
  },
  {
    desc: 'finds two at a gateway, however it is named',
    yaml:
      vs('one', '{hosts: [a.test], gateways: [edge/web]}') +
      vs('two', '{hosts: [a.test], gateways: [web]}', 'edge'),
    hits: ['one spec.hosts[0]', 'two spec.hosts[0]'],
  },
  {
    desc: 'finds both in mesh and gateway',
    yaml:
      vs('one', '{hosts: [a.test], gateways: [mesh, web]}') +
      vs('two', '{hosts: [a.test], gateways: [web, mesh]}'),
    hits: ['one spec.hosts[0]', 'one spec.hosts[0]', 'two spec.hosts[0]', 'two spec.hosts[0]'],
  },
  {
    desc: 'finds them where one namespace sees both',
    yaml:
      vs('one', '{hosts: [a.test], exportTo: [shop]}') +
      vs('two', '{hosts: [a.test], exportTo: [.]}', 'shop'),
    hits: ['one spec.hosts[0]', 'two spec.hosts[0]'],
  },
  {
    desc: 'lets namespaces keep to themselves',
    yaml:
      vs('one', '{hosts: [a.test], exportTo: [.]}') +
      vs('two', '{hosts: [a.test], exportTo: [.]}', 'shop'),
    hits: [],
  },
  {
    desc: 'lets what Sidecars keep apart be',
    yaml:
      sidecar('default', '"./*"') +
      sidecar('shop', '"shop/*"') +
      vs('one', '{hosts: [a.test]}') +
      vs('two', '{hosts: [a.test]}', 'shop'),
    hits: [],
  },
  {
    desc: 'finds them where a Sidecar keeps only one apart',
    yaml:
      sidecar('default', '"./*"') +
      vs('one', '{hosts: [a.test]}') +
      vs('two', '{hosts: [a.test]}', 'shop'),
    hits: ['one spec.hosts[0]', 'two spec.hosts[0]'],
  },
  {
    desc: 'lets short names of two namespaces be',
    yaml: vs('one', '{hosts: [a]}') + vs('two', '{hosts: [a]}', 'shop'),
    hits: [],
  },
  {
    desc: 'lets mesh and gateway be two things',
    yaml: vs('one', '{hosts: [a.test]}') + vs('two', '{hosts: [a.test], gateways: [web]}'),
    hits: [],
  },
  {
    desc: 'lets a wildcard around it be, as the narrower host wins',
    yaml: vs('one', '{hosts: [a.test]}') + vs('two', '{hosts: ["*.test"]}'),
    hits: [],
  },
  { desc: 'lets delegates be', yaml: vs('one', '{}') + vs('two', '{hosts: []}'), hits: [] },
  {
    desc: 'lets nonsense be',
    yaml: vs('one', '{hosts: [7, {}, ""]}') + vs('two', '{hosts: [7, {}, ""]}'),
    hits: [],
  },
]

describe('severalVirtualServices', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(severalVirtualServices, one)).toEqual(one.hits)
  })
})
