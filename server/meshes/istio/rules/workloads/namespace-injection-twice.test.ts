import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { namespaceInjectionTwice } from './namespace-injection-twice.ts'

const given = (labels: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${labels} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds both',
    yaml: given('{ istio-injection: enabled, istio.io/rev: canary }'),
    hits: ['shop metadata.labels["istio.io/rev"]'],
  },
  {
    desc: 'finds a revision beside a refusal',
    yaml: given('{ istio-injection: disabled, istio.io/rev: canary }'),
    hits: ['shop metadata.labels["istio.io/rev"]'],
  },
  {
    desc: 'finds them with no value',
    yaml: given('{ istio-injection: "", istio.io/rev: "" }'),
    hits: ['shop metadata.labels["istio.io/rev"]'],
  },
  { desc: 'is content with injection', yaml: given('{ istio-injection: enabled }'), hits: [] },
  { desc: 'is content with a revision', yaml: given('{ istio.io/rev: canary }'), hits: [] },
  { desc: 'says nothing without labels', yaml: given('null'), hits: [] },
]

describe('namespace-injection-twice', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(namespaceInjectionTwice, rest)).toEqual(hits)
  })
})
