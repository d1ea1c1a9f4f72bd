import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { referenceGrantNamespaceMissing } from './reference-grant-namespace-missing.ts'

const given = (from: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: allow }
spec: { from: ${from} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a namespace that is not there',
    yaml: given('[{ namespace: elsewhere }]'),
    hits: ['allow spec.from[0].namespace'],
  },
  {
    desc: 'offers the nearest',
    yaml: given('[{ namespace: shopp }]'),
    hits: ['allow spec.from[0].namespace'],
  },
  {
    desc: 'finds the second of two',
    yaml: given('[{ namespace: shop }, { namespace: gone }]'),
    hits: ['allow spec.from[1].namespace'],
  },
  { desc: 'is content with one that is there', yaml: given('[{ namespace: shop }]'), hits: [] },
  {
    desc: 'leaves a namespace that is no text to the schema',
    yaml: given('[{ namespace: 7 }, {}]'),
    hits: [],
  },
  { desc: 'says nothing without a list', yaml: given('null'), hits: [] },
]

describe('reference-grant-namespace-missing', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(referenceGrantNamespaceMissing, rest)).toEqual(hits)
  })
})
