import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { losesWideTls } from './loses-wide-tls.ts'

const manual = `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "enableAutoMtls: false"}}\n---\n`
const rule = (name: string, host: string, policy: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name}}, spec: {host: "${host}", trafficPolicy: ${policy}}}\n---\n`
const wide = rule('all', '*.local', '{tls: {mode: ISTIO_MUTUAL}}')
const own = rule(
  'all',
  '*.default.svc.cluster.local',
  '{tls: {mode: MUTUAL, clientCertificate: /a}}',
)
const balanced = '{loadBalancer: {simple: RANDOM}}'

const inShop = (name: string, policy: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name}, namespace: shop}, spec: {host: cart, trafficPolicy: ${policy}}}\n---\n`
const cases: readonly RuleCase[] = [
  {
    desc: 'finds it without auto mTLS',
    yaml: manual + wide + rule('it', 'reviews', balanced),
    hits: ['it spec.trafficPolicy'],
  },
  {
    desc: 'finds it without any policy',
    yaml: manual + wide + rule('it', 'reviews.shop.svc.cluster.local', 'null'),
    hits: ['it spec.trafficPolicy'],
  },
  {
    desc: 'finds certificates of their own lost, auto mTLS or not',
    yaml: own + rule('it', 'reviews', balanced),
    hits: ['it spec.trafficPolicy'],
  },
  {
    desc: 'finds the rule of the service replaced for one namespace',
    yaml:
      inShop('theirs', '{tls: {mode: MUTUAL, clientCertificate: /a}}') +
      rule('it', 'cart.shop.svc.cluster.local', balanced),
    hits: ['it spec.trafficPolicy'],
  },
  {
    desc: 'lets two of one namespace for one host be, which are put together',
    yaml: manual + inShop('one', '{tls: {mode: ISTIO_MUTUAL}}') + inShop('it', balanced),
    hits: [],
  },
  { desc: 'lets it be with auto mTLS', yaml: wide + rule('it', 'reviews', balanced), hits: [] },
  {
    desc: 'lets it be where it says tls',
    yaml: manual + wide + rule('it', 'reviews', '{tls: {mode: DISABLE}}'),
    hits: [],
  },
  {
    desc: 'lets it be where it says tls of a port',
    yaml:
      manual +
      wide +
      rule('it', 'reviews', '{portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}'),
    hits: [],
  },
  {
    desc: 'lets hosts of the outside be',
    yaml: manual + wide + rule('it', 'example.com', balanced),
    hits: [],
  },
  {
    desc: 'lets it be where there is nothing to lose',
    yaml: manual + rule('it', 'reviews', balanced),
    hits: [],
  },
  {
    desc: 'lets it be where the wider one disables',
    yaml:
      manual + rule('all', '*.local', '{tls: {mode: DISABLE}}') + rule('it', 'reviews', balanced),
    hits: [],
  },
]

describe('losesWideTls', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(losesWideTls, one)).toEqual(one.hits)
  })
})
