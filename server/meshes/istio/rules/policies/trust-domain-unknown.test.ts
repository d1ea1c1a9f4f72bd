import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { trustDomainUnknown } from './trust-domain-unknown.ts'

const account = '{apiVersion: v1, kind: ServiceAccount, metadata: {name: b, namespace: a}}\n---\n'
const mesh = `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "{trustDomain: shop.example, trustDomainAliases: [old.example]}"}}\n---\n`
const policy = (principals: string): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {rules: [{from: [{source: {principals: ${principals}}}]}]}}`
const place = (index: number): string => `it spec.rules[0].from[0].source.principals[${index}]`

const cases: readonly RuleCase[] = [
  { desc: 'finds another', yaml: mesh + policy('[bank.org/ns/a/sa/b]'), hits: [place(0)] },
  {
    desc: 'offers one a letter off',
    yaml: account + mesh + policy('[shop.exampel/ns/a/sa/b]'),
    hits: [place(0)],
  },
  { desc: 'finds it before a pattern', yaml: mesh + policy('["bank.org/*"]'), hits: [place(0)] },
  { desc: 'lets its own be', yaml: mesh + policy('[shop.example/ns/a/sa/b]'), hits: [] },
  { desc: 'lets aliases be', yaml: mesh + policy('[old.example/ns/a/sa/b]'), hits: [] },
  { desc: 'lets cluster.local be', yaml: mesh + policy('[cluster.local/ns/a/sa/b]'), hits: [] },
  { desc: 'lets patterns be', yaml: mesh + policy('["*", "*/ns/a/sa/b"]'), hits: [] },
  {
    desc: 'says nothing where the mesh is not known',
    yaml: policy('[bank.org/ns/a/sa/b]'),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: mesh + policy('[7, a]'), hits: [] },
]

describe('trustDomainUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(trustDomainUnknown, one)).toEqual(one.hits)
  })
})
