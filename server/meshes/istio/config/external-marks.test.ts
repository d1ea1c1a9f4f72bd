import { describe, expect, it } from 'vitest'
import type { Mark } from '#contract/graph.ts'
import { anInventory } from '../../../../test/support/inventory.ts'
import type { ConfigObject } from '../../../seams/inventory.ts'
import { istio } from '../index.ts'

const anObject = (kind: string, namespace: string, spec: unknown): ConfigObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name: kind.toLowerCase(), namespace },
  spec,
})

const twoWays = [{ route: [{ destination: { host: 'x' } }, { destination: { host: 'y' } }] }]
const cutOff = { outlierDetection: { consecutive5xxErrors: 3 } }

describe('marks of what a service entry adds', () => {
  it.each<{ desc: string; hosts: string[]; rule: [string, unknown]; expected: Mark[] }>([
    {
      desc: 'a rule for the host',
      hosts: ['api.bank.example'],
      rule: ['VirtualService', { hosts: ['api.bank.example'], http: twoWays }],
      expected: ['routing', 'trafficShifting'],
    },
    {
      desc: 'a rule for one of its hosts',
      hosts: ['a.example', 'b.example'],
      rule: ['VirtualService', { hosts: ['b.example'], http: [{ timeout: '3s' }] }],
      expected: ['routing', 'timeout'],
    },
    {
      desc: 'a rule for a wildcard above it',
      hosts: ['api.bank.example'],
      rule: ['VirtualService', { hosts: ['*.bank.example'], tls: [{ route: [{}, {}] }] }],
      expected: ['routing', 'tcpTrafficShifting'],
    },
    {
      desc: 'a rule for a host below its wildcard',
      hosts: ['*.bank.example'],
      rule: ['VirtualService', { hosts: ['api.bank.example'], http: [{ fault: { abort: {} } }] }],
      expected: ['routing', 'faultInjection'],
    },
    {
      desc: 'a rule for everything',
      hosts: ['api.bank.example'],
      rule: ['VirtualService', { hosts: ['*'], http: [{}] }],
      expected: ['routing'],
    },
    {
      desc: 'where a gateway sends requests',
      hosts: ['api.bank.example'],
      rule: [
        'VirtualService',
        {
          hosts: ['in.example'],
          gateways: ['out'],
          http: [{ route: [{ destination: { host: 'api.bank.example' } }] }],
        },
      ],
      expected: ['routing'],
    },
    {
      desc: 'a limit for the host',
      hosts: ['api.bank.example'],
      rule: ['DestinationRule', { host: 'api.bank.example', trafficPolicy: cutOff }],
      expected: ['circuitBreaker'],
    },
    {
      desc: 'a rule for a host with the name of a service, by its short name',
      hosts: ['vm.payments.svc.cluster.local'],
      rule: ['VirtualService', { hosts: ['vm'], http: [{}] }],
      expected: ['routing'],
    },
    {
      desc: 'none for another host',
      hosts: ['api.bank.example', '*.shop.example'],
      rule: ['VirtualService', { hosts: ['bank.example', 'shop.example', 'x.y'], http: [{}] }],
      expected: [],
    },
  ])('$desc', ({ hosts, rule: [kind, spec], expected }) => {
    const objects = [
      anObject('ServiceEntry', 'payments', { hosts }),
      anObject(kind, 'payments', spec),
    ]
    const [entry] = istio.readConfig(
      anInventory({ config: Map.groupBy(objects, (one) => one.kind) }),
    ).externalServices
    expect(entry?.marks).toEqual(expected)
  })
})
