import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { gatewayAddressShared } from './gateway-address-shared.ts'

const given = (...addresses: readonly string[]): string =>
  addresses
    .map(
      (one, index) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: g${index} }
spec: { addresses: ${one} }`,
    )
    .join('\n---')
const ip = '[{ type: IPAddress, value: 10.0.0.1 }]'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds both',
    yaml: given(ip, ip),
    hits: ['g0 spec.addresses[0]', 'g1 spec.addresses[0]'],
  },
  {
    desc: 'takes a missing type for an IP address',
    yaml: given(ip, '[{ value: 10.0.0.1 }]'),
    hits: ['g0 spec.addresses[0]', 'g1 spec.addresses[0]'],
  },
  {
    desc: 'finds the second of a list',
    yaml: given(ip, '[{ value: 10.0.0.2 }, { value: 10.0.0.1 }]'),
    hits: ['g0 spec.addresses[0]', 'g1 spec.addresses[1]'],
  },
  { desc: 'is content with two addresses', yaml: given(ip, '[{ value: 10.0.0.2 }]'), hits: [] },
  { desc: 'tells types apart', yaml: given(ip, '[{ type: Hostname, value: 10.0.0.1 }]'), hits: [] },
  {
    desc: 'lets a Gateway name its own twice',
    yaml: given('[{ value: 10.0.0.1 }, { value: 10.0.0.1 }]'),
    hits: [],
  },
  {
    desc: 'says nothing of addresses without value',
    yaml: given('[{ type: IPAddress }, null]', 'null'),
    hits: [],
  },
]

describe('gateway-address-shared', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayAddressShared, rest)).toEqual(hits)
  })
})
