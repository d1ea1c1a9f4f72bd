import { describe, expect, it } from 'vitest'
import { checkRule, objectsOf, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { targetMissing } from './target-missing.ts'

const mesh = `
{apiVersion: v1, kind: Service, metadata: {name: cart, labels: {istio.io/use-waypoint: wp}}}
---
{apiVersion: v1, kind: Service, metadata: {name: unserved}}
---
{apiVersion: v1, kind: Service, metadata: {name: far, namespace: shop}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: front}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: istio-waypoint}}
---
`
const to = (refs: string): string =>
  `${mesh}{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {targetRefs: ${refs}}}`
const gateway = 'group: gateway.networking.k8s.io'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a service that is not there',
    yaml: to('[{kind: Service, name: cart}, {kind: Service, name: nobody}]'),
    hits: ['it spec.targetRefs[1].name'],
  },
  {
    desc: 'offers the name that is a letter off',
    yaml: to('[{group: "", kind: Service, name: kart}]'),
    hits: ['it spec.targetRefs[0].name'],
  },
  {
    desc: 'finds gateways that are not there',
    yaml: to(`[{${gateway}, kind: Gateway, name: back}]`),
    hits: ['it spec.targetRefs[0].name'],
  },
  {
    desc: 'finds services of others only',
    yaml: to('[{kind: Service, name: far}]'),
    hits: ['it spec.targetRefs[0].name'],
  },
  { desc: 'lets gateways be', yaml: to(`[{${gateway}, kind: Gateway, name: front}]`), hits: [] },
  {
    desc: 'lets classes be',
    yaml: to(`[{${gateway}, kind: GatewayClass, name: istio-waypoint}]`),
    hits: [],
  },
  { desc: 'lets other kinds be', yaml: to('[{group: x, kind: Y, name: z}]'), hits: [] },
  { desc: 'lets nonsense be', yaml: to('[7, {kind: Service}, {name: 7}]'), hits: [] },
]

describe('targetMissing', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(targetMissing, one)).toEqual(one.hits)
  })

  it.each([
    ['kart', 'Attach it to cart'],
    ['unservd', undefined],
  ])('for %s offers %s: only what a waypoint serves', (name, title) => {
    const validator = new Validator({ rules: [targetMissing] })
    validator.apply({ put: objectsOf(to(`[{kind: Service, name: ${name}}]`)) })
    expect(validator.findings().map(({ fix }) => fix?.title)).toEqual([title])
  })
})
