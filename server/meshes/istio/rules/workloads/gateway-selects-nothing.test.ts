import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewaySelectsNothing } from './gateway-selects-nothing.ts'

const given = (selector: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: infra }
spec: { template: { metadata: { labels: { istio: ingress, app: ingress } } } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop }
spec: { selector: ${selector} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a label that nobody has',
    yaml: given('{ istio: ingressgateway }'),
    hits: ['shop spec.selector'],
  },
  {
    desc: 'finds two labels that nobody has both of',
    yaml: given('{ istio: ingress, app: other }'),
    hits: ['shop spec.selector'],
  },
  {
    desc: 'finds a label with no value',
    yaml: given('{ istio: "" }'),
    hits: ['shop spec.selector'],
  },
  {
    desc: 'is content with a proxy of another namespace',
    yaml: given('{ istio: ingress }'),
    hits: [],
  },
  {
    desc: 'is content with all labels of a proxy',
    yaml: given('{ istio: ingress, app: ingress }'),
    hits: [],
  },
  { desc: 'knows that no selector is every proxy', yaml: given('null'), hits: [] },
  { desc: 'leaves labels that are no text to the schema', yaml: given('{ istio: 7 }'), hits: [] },
]

describe('gateway-selects-nothing', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewaySelectsNothing, rest)).toEqual(hits)
  })
})
