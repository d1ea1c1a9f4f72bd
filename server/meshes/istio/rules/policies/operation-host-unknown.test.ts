import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { operationHostUnknown } from './operation-host-unknown.ts'

const mesh = `
{apiVersion: v1, kind: Namespace, metadata: {name: default}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: v1, kind: Service, metadata: {name: reviews}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}}
---
{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v}, spec: {hosts: [front, wiki.example.com]}}
---
{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}, spec: {hosts: [billing.shop]}}
---
`
const to = (hosts: string): string =>
  `${mesh}{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {rules: [{to: [{operation: {hosts: ${hosts}}}]}]}}`
const place = (index: number): string => `it spec.rules[0].to[0].operation.hosts[${index}]`

const cases: readonly RuleCase[] = [
  { desc: 'finds a name that is not there', yaml: to('[reviews, nobody]'), hits: [place(1)] },
  { desc: 'offers the name that is a letter off', yaml: to('[review]'), hits: [place(0)] },
  { desc: 'finds it in a known namespace', yaml: to('[nobody.shop]'), hits: [place(0)] },
  {
    desc: 'finds it by its long name',
    yaml: to('[kart.shop.svc.cluster.local]'),
    hits: [place(0)],
  },
  { desc: 'finds it beside a port', yaml: to('["nobody:8080"]'), hits: [place(0)] },
  {
    desc: 'lets services be',
    yaml: to('[reviews, cart.shop, cart.shop.svc.cluster.local]'),
    hits: [],
  },
  { desc: 'lets services with a port be', yaml: to('["reviews:80", "cart.shop:*"]'), hits: [] },
  { desc: 'lets virtual services be', yaml: to('[front]'), hits: [] },
  { desc: 'lets names of the outside be', yaml: to('[www.example.com, example.org]'), hits: [] },
  { desc: 'lets patterns be', yaml: to('["*.example.com", "*", "x*"]'), hits: [] },
  { desc: 'lets nonsense be', yaml: to('[7, ""]'), hits: [] },
]

describe('operationHostUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(operationHostUnknown, one)).toEqual(one.hits)
  })
})
