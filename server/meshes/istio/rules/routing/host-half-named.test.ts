import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { hostHalfNamed } from './host-half-named.ts'

const service = (name: string, namespace: string): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}}\n---\n`
const vs = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a name with its namespace',
    yaml: service('a', 'shop') + vs('{hosts: [a.shop]}'),
    hits: ['it spec.hosts[0]'],
  },
  {
    desc: 'finds one with svc',
    yaml: service('a', 'default') + vs('{hosts: [a, a.default.svc], gateways: [mesh, web]}'),
    hits: ['it spec.hosts[1]'],
  },
  {
    desc: 'finds each',
    yaml: service('a', 'shop') + service('b', 'shop') + vs('{hosts: [a.shop, b.shop.svc]}'),
    hits: ['it spec.hosts[0]', 'it spec.hosts[1]'],
  },
  {
    desc: 'lets short and full names be',
    yaml: service('a', 'default') + vs('{hosts: [a, a.default.svc.cluster.local]}'),
    hits: [],
  },
  {
    desc: 'lets hosts outside be',
    yaml: service('a', 'shop') + vs('{hosts: [a.test, example.com]}'),
    hits: [],
  },
  {
    desc: 'lets gateways be',
    yaml: service('a', 'shop') + vs('{hosts: [a.shop], gateways: [web]}'),
    hits: [],
  },
  {
    desc: 'lets a registered host be',
    yaml:
      service('a', 'shop') +
      '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}, spec: {hosts: [a.shop]}}\n---\n' +
      vs('{hosts: [a.shop]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: service('a', 'shop') + vs('{hosts: [7, "", [a.shop]]}') + vs('{hosts: a.shop}'),
    hits: [],
  },
]

describe('hostHalfNamed', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(hostHalfNamed, one)).toEqual(one.hits)
  })
})
