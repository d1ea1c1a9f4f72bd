import { describe, expect, it } from 'vitest'
import { objectsOf } from '../../../../../test/support/check-rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { routingRules } from './index.ts'

const object = (kind: string, spec: string, namespace = 'shop'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: it, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const reviews = `
{apiVersion: v1, kind: Service, metadata: {name: reviews, namespace: shop}, spec: {selector: {app: reviews}, ports: [{port: 9080}]}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: reviews, namespace: shop}, spec: {template: {metadata: {labels: {app: reviews, version: canary}}}}}
---
`
const subsets = object(
  'DestinationRule',
  '{host: reviews, subsets: [{name: canary, labels: {version: canary}}]}',
)

const rows = [
  {
    rule: 'MC200',
    yaml:
      reviews +
      object('VirtualService', '{hosts: [x], http: [{route: [{destination: {host: reveiws}}]}]}'),
    expected: [
      'error: Destination reveiws (reveiws.shop.svc.cluster.local) is no Service and in no ServiceEntry that its readers can see; did you mean reviews?',
      'Send to reviews',
    ],
  },
  {
    rule: 'MC200',
    yaml: object(
      'VirtualService',
      '{hosts: [x], http: [{route: [{destination: {host: api.example.com}}]}]}',
    ),
    expected: [
      'warning: Destination api.example.com is no Service and in no ServiceEntry that its readers can see',
      null,
    ],
  },
  {
    rule: 'MC200',
    yaml:
      reviews +
      object(
        'VirtualService',
        '{hosts: [x], http: [{route: [{destination: {host: reviews.shop}}]}]}',
        'web',
      ),
    expected: [
      'error: Destination reviews.shop is no Service and in no ServiceEntry that its readers can see; did you mean reviews.shop.svc.cluster.local?',
      'Send to reviews.shop.svc.cluster.local',
    ],
  },
  {
    rule: 'MC204',
    yaml:
      object('VirtualService', '{hosts: [a]}').replace('name: it', 'name: b') +
      object('VirtualService', '{hosts: [a]}'),
    expected: [
      'error: VirtualService shop/it is for a.shop.svc.cluster.local too: sidecars ignore the others',
      null,
      'error: VirtualService shop/b is for a.shop.svc.cluster.local too: sidecars obey VirtualService shop/b and ignore this one',
      null,
    ],
  },
  {
    rule: 'MC205',
    yaml:
      reviews +
      subsets +
      object(
        'VirtualService',
        '{hosts: [x], http: [{route: [{destination: {host: reviews, subset: cannary}}]}]}',
      ),
    expected: [
      'error: DestinationRule shop/it does not define subset cannary of reviews.shop.svc.cluster.local; there are canary',
      'Send to subset canary',
    ],
  },
  {
    rule: 'MC212',
    yaml: object(
      'VirtualService',
      '{hosts: [x], http: [{}, {name: second, match: [{uri: {prefix: /a}}]}]}',
    ),
    expected: ['warning: No request reaches rule second: http[0] before it takes them all', null],
  },
  {
    rule: 'MC212',
    yaml: object(
      'VirtualService',
      '{hosts: [x], http: [{name: all}, {match: [{uri: {prefix: /a}}]}]}',
    ),
    expected: [
      'warning: No request reaches this rule: http[0] (all) before it takes them all',
      null,
    ],
  },
  {
    rule: 'MC215',
    yaml: object('VirtualService', '{hosts: [x], http: [{route: [{weight: 90}, {weight: 20}]}]}'),
    expected: [
      'warning: The weights 90, 20 add up to 110, not 100: the destinations get 81.8 % and 18.2 %',
      'Write the shares as they are, in percent',
    ],
  },
  {
    rule: 'MC217',
    yaml: object(
      'VirtualService',
      '{hosts: [x], http: [{timeout: 2s, retries: {attempts: 3, perTryTimeout: 1500ms}}]}',
    ),
    expected: [
      'warning: 4 tries (3 of them retries) of up to 1500ms are asked for, of which 1 fits into the time-out of 2s',
      null,
    ],
  },
  {
    rule: 'MC242',
    yaml:
      reviews +
      object(
        'DestinationRule',
        '{host: reviews, subsets: [{name: c, labels: {version: cannary}}]}',
      ),
    expected: [
      'warning: Nothing behind reviews.shop.svc.cluster.local has version=cannary; nothing is sent there yet',
      'Select version=canary',
    ],
  },
  {
    rule: 'MC270',
    yaml: reviews + object('Sidecar', '{egress: [{hosts: [shop/reviews]}]}', 'web'),
    expected: [
      'warning: There is no host reviews in namespace shop that namespace web can see; did you mean shop/reviews.shop.svc.cluster.local?',
      'Import shop/reviews.shop.svc.cluster.local',
    ],
  },
  {
    rule: 'MC261',
    yaml:
      object('ServiceEntry', '{hosts: [a.test], ports: [{number: 443, protocol: TLS}]}') +
      object('ServiceEntry', '{hosts: [a.test], ports: [{number: 443}]}', 'web'),
    expected: [
      'warning: a.test:443 is TLS here and without a protocol in ServiceEntry web/it',
      null,
      'warning: a.test:443 is without a protocol here and TLS in ServiceEntry shop/it',
      null,
    ],
  },
]

describe('what is said of what is wrong', () => {
  it.each(rows)('$rule', ({ rule, yaml, expected }) => {
    const validator = new Validator({ rules: routingRules.filter(({ id }) => id === rule) })
    validator.apply({ put: objectsOf(yaml) })
    const said = validator
      .findings()
      .flatMap(({ severity, message, fix }) => [`${severity}: ${message}`, fix?.title ?? null])
    expect(said).toEqual(expected)
  })
})
