import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { ambientServiceWithoutWaypoint } from './ambient-service-without-waypoint.ts'

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
    yaml: namespace('default') + service('a') + object('VirtualService', routes('a')),
    hits: ['it spec.hosts[0]'],
  },
  {
    desc: 'finds a destination rule',
    yaml: namespace('default') + service('a') + object('DestinationRule', limits('a')),
    hits: ['it spec.host'],
  },
  {
    desc: 'finds a service that is told to use none',
    yaml:
      namespace('default', enrolled) +
      service('a', '{istio.io/use-waypoint: none}') +
      object('VirtualService', routes('a')),
    hits: ['it spec.hosts[0]'],
  },
  {
    desc: 'finds it from another namespace',
    yaml:
      namespace('shop') +
      namespace('default', '{}') +
      service('a', '{}', 'shop') +
      object('VirtualService', routes('a.shop.svc.cluster.local')),
    hits: ['it spec.hosts[0]'],
  },
  {
    desc: 'lets the waypoint of the service be',
    yaml:
      namespace('default') +
      service('a', '{istio.io/use-waypoint: w}') +
      object('VirtualService', routes('a')),
    hits: [],
  },
  {
    desc: 'lets the waypoint of the namespace be',
    yaml: namespace('default', enrolled) + service('a') + object('DestinationRule', limits('a')),
    hits: [],
  },
  {
    desc: 'lets services with sidecars be',
    yaml: namespace('default', '{}') + service('a') + object('VirtualService', routes('a')),
    hits: [],
  },
  {
    desc: 'lets TCP be',
    yaml:
      namespace('default') +
      service('a') +
      object('VirtualService', '{hosts: [a], tcp: [{}]}') +
      object('DestinationRule', '{host: a}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml:
      namespace('default') +
      service('a') +
      object('VirtualService', '{hosts: [7], http: [8]}') +
      object('DestinationRule', '{host: [a]}'),
    hits: [],
  },
]

describe('ambientServiceWithoutWaypoint', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(ambientServiceWithoutWaypoint, one)).toEqual(one.hits)
  })
})
