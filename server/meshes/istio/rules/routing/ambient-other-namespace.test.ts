import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { ambientOtherNamespace } from './ambient-other-namespace.ts'

const namespace = (name: string, labels = '{istio.io/dataplane-mode: ambient}'): string =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: ${labels}}}\n---\n`
const enrolled = '{istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint}'
const service = (name: string, labels = '{}', owner = 'default'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${owner}, labels: ${labels}}}\n---\n`
const object = (kind: string, spec: string, owner = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: it, namespace: ${owner}}, spec: ${spec}}\n---\n`
const routes = (host: string): string =>
  `{hosts: [${host}], http: [{route: [{destination: {host: ${host}}}]}]}`
const limits = (host: string): string =>
  `{host: ${host}, trafficPolicy: {connectionPool: {http: {maxRetries: 1}}}}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a virtual service',
    yaml:
      namespace('shop', enrolled) +
      service('a', '{}', 'shop') +
      object('VirtualService', routes('a.shop.svc.cluster.local')),
    hits: ['it spec.hosts[0]'],
  },
  {
    desc: 'finds a destination rule',
    yaml:
      namespace('shop') +
      service('a', '{}', 'shop') +
      object('DestinationRule', limits('a.shop.svc.cluster.local')),
    hits: ['it spec.host'],
  },
  {
    desc: 'finds one of several hosts',
    yaml:
      namespace('shop') +
      namespace('default') +
      service('b') +
      service('a', '{}', 'shop') +
      object('VirtualService', '{hosts: [b, a.shop.svc.cluster.local], http: [{}]}'),
    hits: ['it spec.hosts[1]'],
  },
  {
    desc: 'lets its own namespace be',
    yaml:
      namespace('default') +
      service('a') +
      object('VirtualService', routes('a')) +
      object('DestinationRule', limits('a')),
    hits: [],
  },
  {
    desc: 'lets services with sidecars be',
    yaml:
      namespace('shop', '{}') +
      service('a', '{}', 'shop') +
      object('VirtualService', routes('a.shop.svc.cluster.local')),
    hits: [],
  },
  {
    desc: 'lets TCP be',
    yaml:
      namespace('shop') +
      service('a', '{}', 'shop') +
      object('VirtualService', '{hosts: [a.shop.svc.cluster.local], tcp: [{}]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml:
      namespace('shop') +
      object('VirtualService', '{hosts: [7], http: [8]}') +
      object('DestinationRule', '{host: [a]}'),
    hits: [],
  },
]

describe('ambientOtherNamespace', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(ambientOtherNamespace, one)).toEqual(one.hits)
  })
})
