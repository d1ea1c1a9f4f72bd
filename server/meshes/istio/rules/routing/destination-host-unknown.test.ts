import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { destinationHostUnknown } from './destination-host-unknown.ts'

const service = (name: string, namespace = 'default', rest = ''): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}${rest}}}\n---\n`
const entry = (hosts: string, exportTo = '["*"]'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e, namespace: outside}, spec: {hosts: ${hosts}, exportTo: ${exportTo}}}\n---\n`
const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const routeTo = (host: string): string =>
  virtual(`{hosts: [x], http: [{route: [{destination: {host: ${host}}}]}]}`)
const place = 'it spec.http[0].route[0].destination.host'

const cases: readonly RuleCase[] = [
  { desc: 'finds a name without a service', yaml: routeTo('reviews'), hits: [place] },
  {
    desc: 'offers the service that is a letter off',
    yaml: service('reviews') + routeTo('review'),
    hits: [place],
  },
  {
    desc: 'finds the service of another namespace named short',
    yaml: service('reviews', 'shop') + routeTo('reviews'),
    hits: [place],
  },
  {
    desc: 'completes a half-finished name',
    yaml: service('reviews', 'shop') + routeTo('reviews.shop'),
    hits: [place],
  },
  {
    desc: 'finds a service that is not exported here',
    yaml:
      service('reviews', 'shop', ', annotations: {networking.istio.io/exportTo: "."}') +
      routeTo('reviews.shop.svc.cluster.local'),
    hits: [place],
  },
  {
    desc: 'finds a service entry that is not exported here',
    yaml: entry('[api.example.com]', '[.]') + routeTo('api.example.com'),
    hits: [place],
  },
  {
    desc: 'looks at mirrors, TLS and TCP as well',
    yaml:
      service('a') +
      virtual(
        '{http: [{route: [{destination: {host: a}}], mirror: {host: b}, mirrors: [{destination: {host: c}}]}], tls: [{route: [{destination: {host: d}}]}], tcp: [{route: [{destination: {host: f}}]}]}',
      ),
    hits: [
      'it spec.http[0].mirror.host',
      'it spec.http[0].mirrors[0].destination.host',
      'it spec.tcp[0].route[0].destination.host',
      'it spec.tls[0].route[0].destination.host',
    ],
  },
  {
    desc: 'asks for those that it is exported to',
    yaml:
      service('reviews', 'shop', ', annotations: {networking.istio.io/exportTo: "., default"}') +
      virtual(
        '{exportTo: [web], http: [{route: [{destination: {host: reviews.shop.svc.cluster.local}}]}]}',
      ),
    hits: [place],
  },
  {
    desc: 'lets a host be that those know that it is exported to',
    yaml:
      service('reviews', 'shop', ', annotations: {networking.istio.io/exportTo: web}') +
      virtual(
        '{exportTo: [web], http: [{route: [{destination: {host: reviews.shop.svc.cluster.local}}]}]}',
      ),
    hits: [],
  },
  { desc: 'lets a service be', yaml: service('reviews') + routeTo('reviews'), hits: [] },
  {
    desc: 'lets a service of another namespace in full be',
    yaml: service('reviews', 'shop') + routeTo('reviews.shop.svc.cluster.local'),
    hits: [],
  },
  {
    desc: 'lets a host of a service entry be',
    yaml: entry('[api.example.com]') + routeTo('api.example.com'),
    hits: [],
  },
  {
    desc: 'lets a host within a wildcard be',
    yaml: entry('["*.example.com"]') + routeTo('a.b.example.com'),
    hits: [],
  },
  {
    desc: 'lets a delegating or redirecting rule be',
    yaml: virtual('{http: [{delegate: {name: a}}, {redirect: {uri: /}}]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: virtual('{http: [7, {route: {a: 1}}, {route: [{destination: {host: 7}}, null]}]}'),
    hits: [],
  },
]

describe('destinationHostUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(destinationHostUnknown, one)).toEqual(one.hits)
  })
})
