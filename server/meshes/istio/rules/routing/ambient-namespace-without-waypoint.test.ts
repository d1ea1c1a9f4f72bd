import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { ambientNamespaceWithoutWaypoint } from './ambient-namespace-without-waypoint.ts'

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
    desc: 'finds a virtual service for a host outside',
    yaml: namespace('default') + object('VirtualService', routes('api.test')),
    hits: ['it spec.hosts'],
  },
  {
    desc: 'finds a destination rule',
    yaml: namespace('default') + object('DestinationRule', limits('api.test')),
    hits: ['it spec.host'],
  },
  {
    desc: 'finds limits of a subset',
    yaml:
      namespace('default') +
      object(
        'DestinationRule',
        '{host: api.test, subsets: [{trafficPolicy: {portLevelSettings: [{outlierDetection: {}}]}}]}',
      ),
    hits: ['it spec.host'],
  },
  {
    desc: 'lets a waypoint be',
    yaml: namespace('default', enrolled) + object('VirtualService', routes('api.test')),
    hits: [],
  },
  {
    desc: 'lets other namespaces be',
    yaml: namespace('default', '{}') + object('VirtualService', routes('api.test')),
    hits: [],
  },
  {
    desc: 'lets TCP be',
    yaml:
      namespace('default') +
      object('VirtualService', '{hosts: [api.test], tcp: [{}]}') +
      object('DestinationRule', '{host: api.test, trafficPolicy: {connectionPool: {tcp: {}}}}'),
    hits: [],
  },
  {
    desc: 'lets gateways be',
    yaml:
      namespace('default') +
      object('VirtualService', '{hosts: [api.test], gateways: [web], http: [{}]}'),
    hits: [],
  },
  {
    desc: 'lets a service be, of which another rule speaks',
    yaml:
      namespace('default') +
      service('a') +
      object('VirtualService', routes('a')) +
      object('DestinationRule', limits('a')),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml:
      namespace('default') +
      object('VirtualService', '{hosts: 7, http: 8}') +
      object('DestinationRule', '{trafficPolicy: 9}'),
    hits: [],
  },
]

describe('ambientNamespaceWithoutWaypoint', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(ambientNamespaceWithoutWaypoint, one)).toEqual(one.hits)
  })
})
