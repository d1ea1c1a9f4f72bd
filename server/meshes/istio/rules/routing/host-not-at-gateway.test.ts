import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { hostNotAtGateway } from './host-not-at-gateway.ts'

const gateway = (hosts: string, name = 'web'): string =>
  `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: ${name}, namespace: edge}, spec: {servers: [{hosts: ${hosts}}]}}\n---\n`
const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a host that it does not have',
    yaml: gateway('[shop.test]') + virtual('{hosts: [cart.test], gateways: [edge/web]}'),
    hits: ['it spec.gateways[0]'],
  },
  {
    desc: 'finds a host for other namespaces only',
    yaml:
      gateway('[./cart.test, shop/cart.test]') +
      virtual('{hosts: [cart.test], gateways: [edge/web]}'),
    hits: ['it spec.gateways[0]'],
  },
  {
    desc: 'finds one of several hosts',
    yaml:
      gateway('["*.test"]') + virtual('{hosts: [cart.test, cart.example], gateways: [edge/web]}'),
    hits: ['it spec.hosts[1]'],
  },
  {
    desc: 'finds one of several gateways',
    yaml:
      gateway('[a.test]') +
      gateway('[b.test]', 'other') +
      virtual('{hosts: [a.test], gateways: [mesh, edge/web, edge/other]}'),
    hits: ['it spec.gateways[2]'],
  },
  {
    desc: 'lets the same host be',
    yaml: gateway('[cart.test]') + virtual('{hosts: [cart.test], gateways: [edge/web]}'),
    hits: [],
  },
  {
    desc: 'lets everything be',
    yaml: gateway('["*"]') + virtual('{hosts: [cart.test], gateways: [edge/web]}'),
    hits: [],
  },
  {
    desc: 'lets a wildcard around the gateway host be',
    yaml: gateway('[a.cart.test]') + virtual('{hosts: ["*.cart.test"], gateways: [edge/web]}'),
    hits: [],
  },
  {
    desc: 'lets a host for this namespace be',
    yaml:
      gateway('[default/cart.test, "*/b.test"]') +
      virtual('{hosts: [cart.test, b.test], gateways: [edge/web]}'),
    hits: [],
  },
  {
    desc: 'lets a host be that is for sidecars as well',
    yaml:
      gateway('[cart.test]') + virtual('{hosts: [cart.test, cart], gateways: [edge/web, mesh]}'),
    hits: [],
  },
  {
    desc: 'lets a gateway be that is not there',
    yaml: virtual('{hosts: [cart.test], gateways: [edge/web]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml:
      gateway('7') +
      virtual('{hosts: [7], gateways: [edge/web, 8]}') +
      virtual('{gateways: [edge/web]}'),
    hits: [],
  },
]

describe('hostNotAtGateway', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(hostNotAtGateway, one)).toEqual(one.hits)
  })
})
