import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { gatewayListenerShared } from './gateway-listener-shared.ts'

const given = (...listeners: readonly string[]): string =>
  listeners
    .map(
      (one, index) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: g${index} }
spec: { listeners: [${one}], addresses: [{ value: 10.0.0.1 }] }`,
    )
    .join('\n---')
const shop = '{ name: a, port: 443, protocol: HTTPS, hostname: shop.example }'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds both',
    yaml: given(shop, shop),
    hits: ['g0 spec.listeners[0]', 'g1 spec.listeners[0]'],
  },
  {
    desc: 'does not look at case',
    yaml: given(shop, shop.replace('shop.', 'SHOP.')),
    hits: ['g0 spec.listeners[0]', 'g1 spec.listeners[0]'],
  },
  {
    desc: 'finds one among several',
    yaml: given(shop, `{ name: z, port: 80, protocol: HTTP }, ${shop}`),
    hits: ['g0 spec.listeners[0]', 'g1 spec.listeners[1]'],
  },
  {
    desc: 'is content with another port',
    yaml: given(shop, shop.replace('443', '8443')),
    hits: [],
  },
  {
    desc: 'is content with another host',
    yaml: given(shop, shop.replace('shop.', '"*."').replaceAll('"', '')).replace(
      'hostname: *.example',
      'hostname: "*.example"',
    ),
    hits: [],
  },
  {
    desc: 'lets listeners for all hosts be, as every waypoint has one',
    yaml: given(
      '{ name: mesh, port: 15008, protocol: HBONE }',
      '{ name: mesh, port: 15008, protocol: HBONE }',
    ),
    hits: [],
  },
  {
    desc: 'says nothing of what is half written',
    yaml: given('{ hostname: x.example }, null', '{ hostname: x.example }'),
    hits: [],
  },
]

describe('gateway-listener-shared', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayListenerShared, rest)).toEqual(hits)
  })
})
