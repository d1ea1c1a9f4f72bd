import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { gatewayClassMissing } from './gateway-class-missing.ts'

const given = (spec: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: nginx }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: ${spec}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a class that is not there',
    yaml: given('{ gatewayClassName: other }'),
    hits: ['edge spec.gatewayClassName'],
  },
  {
    desc: 'offers the nearest',
    yaml: given('{ gatewayClassName: nginxx }'),
    hits: ['edge spec.gatewayClassName'],
  },
  {
    desc: 'minds case, as names do',
    yaml: given('{ gatewayClassName: Nginx }'),
    hits: ['edge spec.gatewayClassName'],
  },
  {
    desc: 'is content with a class that is there',
    yaml: given('{ gatewayClassName: nginx }'),
    hits: [],
  },
  { desc: 'leaves one without a class to the schema', yaml: given('{}'), hits: [] },
  {
    desc: 'leaves a class that is no text to the schema',
    yaml: given('{ gatewayClassName: 7 }'),
    hits: [],
  },
]

describe('gateway-class-missing', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayClassMissing, rest)).toEqual(hits)
  })
})
