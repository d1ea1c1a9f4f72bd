import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import type { TrafficFacts } from '../../../../seams/rule.ts'
import { hostNobodyCalls } from './host-nobody-calls.ts'

const object = (kind: string, spec: string, created = '2026-01-01T00:00:00Z'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: it, creationTimestamp: "${created}"}, spec: ${spec}}\n---\n`
const a = '{apiVersion: v1, kind: Service, metadata: {name: a}}\n---\n'
const nowMs = Date.parse('2026-02-01T00:00:00Z')
const calls = (perSecond: number | null): TrafficFacts => ({
  isCalled: (host) => host === 'a.default.svc.cluster.local' && perSecond !== null && perSecond > 0,
  perSecondTo: (host) => (host === 'a.default.svc.cluster.local' ? perSecond : null),
  perSecondToVersion: () => null,
  plainTextPerSecondTo: () => null,
})

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a virtual service',
    yaml: a + object('VirtualService', '{hosts: [a]}'),
    hits: ['it spec.hosts[0]'],
    nowMs,
    traffic: calls(null),
  },
  {
    desc: 'finds a destination rule',
    yaml: a + object('DestinationRule', '{host: a}'),
    hits: ['it spec.host'],
    nowMs,
    traffic: calls(0),
  },
  {
    desc: 'finds a service entry',
    yaml: object('ServiceEntry', '{hosts: [api.test, "*.api.test"]}'),
    hits: ['it spec.hosts[0]'],
    nowMs,
    traffic: calls(5),
  },
  {
    desc: 'needs no clock',
    yaml: a + object('VirtualService', '{hosts: [a]}'),
    hits: ['it spec.hosts[0]'],
    traffic: calls(null),
  },
  {
    desc: 'lets a host be that is called',
    yaml: a + object('VirtualService', '{hosts: [a]}') + object('DestinationRule', '{host: a}'),
    hits: [],
    nowMs,
    traffic: calls(0.01),
  },
  {
    desc: 'lets what was made today be',
    yaml: a + object('VirtualService', '{hosts: [a]}', '2026-01-31T12:00:00Z'),
    hits: [],
    nowMs,
    traffic: calls(null),
  },
  {
    desc: 'lets names of the outside be',
    yaml: a + object('VirtualService', '{hosts: [a], gateways: [web]}'),
    hits: [],
    nowMs,
    traffic: calls(null),
  },
  {
    desc: 'lets a host be that nobody knows',
    yaml: object('VirtualService', '{hosts: [b]}'),
    hits: [],
    nowMs,
    traffic: calls(null),
  },
  {
    desc: 'says nothing without traffic',
    yaml: a + object('VirtualService', '{hosts: [a]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml:
      object('VirtualService', '{hosts: 7}') +
      object('DestinationRule', '{host: [a]}') +
      object('ServiceEntry', '{hosts: [8]}'),
    hits: [],
    nowMs,
    traffic: calls(null),
  },
]

describe('hostNobodyCalls', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(hostNobodyCalls, one)).toEqual(one.hits)
  })
})
