import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { egressHostUnknown } from './egress-host-unknown.ts'

const service = (name: string, namespace = 'default', spec = '{}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const entry = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const sidecar = (hosts: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: it}, spec: {egress: [{hosts: ${hosts}}]}}\n---\n`
const place = 'it spec.egress[0].hosts[0]'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a service that is not there',
    yaml: sidecar('[shop/a.shop.svc.cluster.local]'),
    hits: [place],
  },
  {
    desc: 'offers the name that is a letter off',
    yaml: service('reviews', 'shop') + sidecar('[shop/reveiws.shop.svc.cluster.local]'),
    hits: [place],
  },
  {
    desc: 'finds the service under another namespace',
    yaml: service('a', 'shop') + sidecar('[web/a.shop.svc.cluster.local]'),
    hits: [place],
  },
  {
    desc: 'completes a short name',
    yaml: service('a', 'shop') + sidecar('[shop/a]'),
    hits: [place],
  },
  {
    desc: 'finds a host that is registered for others',
    yaml: entry('e', '{hosts: [api.test], exportTo: [.]}', 'shop') + sidecar('["*/api.test"]'),
    hits: [place],
  },
  {
    desc: 'looks at each',
    yaml: service('a') + sidecar('[./a.default.svc.cluster.local, ./b.default.svc.cluster.local]'),
    hits: ['it spec.egress[0].hosts[1]'],
  },
  {
    desc: 'lets a service be',
    yaml:
      service('a', 'shop') +
      sidecar('[shop/a.shop.svc.cluster.local, "*/a.shop.svc.cluster.local"]'),
    hits: [],
  },
  {
    desc: 'lets a registered host be',
    yaml: entry('e', '{hosts: ["*.api.test"]}', 'shop') + sidecar('[shop/eu.api.test]'),
    hits: [],
  },
  { desc: 'lets wildcards and nothing be', yaml: sidecar('["./*", "~/*", "*/*.test"]'), hits: [] },
  { desc: 'lets nonsense be', yaml: sidecar('[7, a, "./"]') + sidecar('8'), hits: [] },
]

describe('egressHostUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(egressHostUnknown, one)).toEqual(one.hits)
  })
})
