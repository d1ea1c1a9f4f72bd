import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { targetWithoutWaypoint } from './target-without-waypoint.ts'

const namespace = (labels: string): string =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: ${labels}}}\n---\n`
const service = (labels = '{}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: cart, labels: ${labels}}}\n---\n`
const waypoint = (labels = '{}'): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: wp, labels: ${labels}}, spec: {gatewayClassName: istio-waypoint}}\n---\n`
const ambient = 'istio.io/dataplane-mode: ambient'
const use = 'istio.io/use-waypoint: wp'
const object = (kind: string, spec: string): string => {
  const api = kind === 'WasmPlugin' ? 'extensions.istio.io/v1alpha1' : 'security.istio.io/v1'
  return `{apiVersion: ${api}, kind: ${kind}, metadata: {name: it}, spec: ${spec}}\n---\n`
}
const toCart = '{targetRefs: [{kind: Service, name: cart}]}'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a service of ambient without a waypoint',
    yaml: namespace(`{${ambient}}`) + service() + object('AuthorizationPolicy', toCart),
    hits: ['it spec.targetRefs[0]'],
  },
  {
    desc: 'finds the single targetRef of old',
    yaml:
      namespace('{}') +
      service() +
      object('WasmPlugin', '{targetRef: {kind: Service, name: cart}}'),
    hits: ['it spec.targetRef'],
  },
  {
    desc: 'finds a service that is told to use none',
    yaml:
      namespace(`{${ambient}, ${use}}`) +
      service('{istio.io/use-waypoint: none}') +
      waypoint() +
      object('RequestAuthentication', toCart),
    hits: ['it spec.targetRefs[0]'],
  },
  {
    desc: 'finds a waypoint that is for workloads',
    yaml:
      namespace(`{${ambient}, ${use}}`) +
      service() +
      waypoint('{istio.io/waypoint-for: workload}') +
      object('AuthorizationPolicy', toCart),
    hits: ['it spec.targetRefs[0]'],
  },
  {
    desc: 'lets the waypoint of the namespace be',
    yaml: namespace(`{${use}}`) + service() + waypoint() + object('AuthorizationPolicy', toCart),
    hits: [],
  },
  {
    desc: 'lets the waypoint of the service be',
    yaml:
      namespace('{}') + service(`{${use}}`) + waypoint() + object('AuthorizationPolicy', toCart),
    hits: [],
  },
  {
    desc: 'lets gateways be',
    yaml:
      namespace('{}') +
      object(
        'AuthorizationPolicy',
        '{targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: wp}]}',
      ),
    hits: [],
  },
  {
    desc: 'lets services that are not there be, which is another finding',
    yaml: namespace('{}') + object('AuthorizationPolicy', toCart),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: service() + object('AuthorizationPolicy', '{targetRefs: [7, {}]}'),
    hits: [],
  },
]

describe('targetWithoutWaypoint', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(targetWithoutWaypoint, one)).toEqual(one.hits)
  })
})
