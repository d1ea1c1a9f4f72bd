import { describe, expect, it } from 'vitest'
import { checkRule, objectsOf, type RuleCase } from '../../../../../test/support/check-rule.ts'
import type { TrafficFacts } from '../../../../seams/rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { plainTextRefused } from './plain-text-refused.ts'

const traffic: TrafficFacts = {
  isCalled: () => false,
  perSecondTo: () => null,
  perSecondToVersion: () => null,
  plainTextPerSecondTo: (workload) => ({ 'shop/cart': 3, 'shop/idle': 0 })[workload] ?? null,
}
const shop = `
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop}, spec: {template: {metadata: {labels: {app: cart}}}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: idle, namespace: shop}, spec: {template: {metadata: {labels: {app: idle}}}}}
---
`
const peer = (place: string, spec: string): string => {
  const [namespace = '', name = ''] = place.split('/')
  return `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
}
const strict = '{mtls: {mode: STRICT}}'
const strictFor = (app: string): string =>
  `{selector: {matchLabels: {app: ${app}}}, mtls: {mode: STRICT}}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds it for a namespace',
    traffic,
    yaml: shop + peer('shop/it', strict),
    hits: ['it spec.mtls.mode'],
  },
  {
    desc: 'finds it for the mesh',
    traffic,
    yaml: shop + peer('istio-system/it', strict),
    hits: ['it spec.mtls.mode'],
  },
  {
    desc: 'finds it for a workload',
    traffic,
    yaml: shop + peer('shop/it', strictFor('cart')),
    hits: ['it spec.mtls.mode'],
  },
  {
    desc: 'finds it only at the one that counts',
    traffic,
    yaml: shop + peer('istio-system/wide', strict) + peer('shop/it', strict),
    hits: ['it spec.mtls.mode'],
  },
  {
    desc: 'lets workloads be that nobody calls so',
    traffic,
    yaml: shop + peer('shop/it', strictFor('idle')),
    hits: [],
  },
  { desc: 'lets other namespaces be', traffic, yaml: shop + peer('web/it', strict), hits: [] },
  {
    desc: 'lets servers be that take both',
    traffic,
    yaml: shop + peer('shop/it', '{mtls: {mode: PERMISSIVE}}'),
    hits: [],
  },
  {
    desc: 'lets it be where the workload has another',
    traffic,
    yaml:
      shop +
      peer('shop/it', strict) +
      peer('shop/own', '{selector: {matchLabels: {app: cart}}, mtls: {mode: PERMISSIVE}}'),
    hits: [],
  },
  {
    desc: 'says nothing without traffic',
    traffic: null,
    yaml: shop + peer('shop/it', strict),
    hits: [],
  },
]

describe('plainTextRefused', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(plainTextRefused, one)).toEqual(one.hits)
  })

  it('follows the traffic', () => {
    const quiet: TrafficFacts = { ...traffic, plainTextPerSecondTo: () => 0 }
    const validator = new Validator({ rules: [plainTextRefused], traffic: quiet })
    validator.apply({ put: objectsOf(shop + peer('shop/it', strict)) })
    expect(validator.findings()).toEqual([])
    validator.refresh({ traffic })
    expect(validator.findings().map(({ message }) => message)).toEqual([
      'STRICT refuses 3 calls per second in plain text to shop/cart',
    ])
  })
})
