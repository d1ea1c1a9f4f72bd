import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { sourceNamespaceUnknown } from './source-namespace-unknown.ts'

const namespaces = ['default', 'bookinfo', 'shop-eu']
  .map((name) => `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}}}\n---\n`)
  .join('')
const policy = (rule: string): string =>
  `${namespaces}{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {rules: [${rule}]}}`
const from = (source: string): string => policy(`{from: [{source: ${source}}]}`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a namespace that is not there',
    yaml: from('{namespaces: [bookinfo, nowhere]}'),
    hits: ['it spec.rules[0].from[0].source.namespaces[1]'],
  },
  {
    desc: 'offers the name that is a letter off',
    yaml: from('{notNamespaces: [bookinfos]}'),
    hits: ['it spec.rules[0].from[0].source.notNamespaces[0]'],
  },
  {
    desc: 'finds patterns that match none',
    yaml: from('{namespaces: ["web-*", "*-us"]}'),
    hits: [
      'it spec.rules[0].from[0].source.namespaces[0]',
      'it spec.rules[0].from[0].source.namespaces[1]',
    ],
  },
  {
    desc: 'reads conditions',
    yaml: policy('{when: [{key: source.namespace, values: [nowhere]}]}'),
    hits: ['it spec.rules[0].when[0].values[0]'],
  },
  { desc: 'lets known ones be', yaml: from('{namespaces: [bookinfo]}'), hits: [] },
  {
    desc: 'lets patterns that match be',
    yaml: from('{namespaces: ["shop-*", "*-eu", "*"]}'),
    hits: [],
  },
  {
    desc: 'lets other conditions be',
    yaml: policy('{when: [{key: source.ip, values: [x]}]}'),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: from('{namespaces: [7, "", {a: b}]}'), hits: [] },
  { desc: 'lets no rules be', yaml: policy(''), hits: [] },
]

describe('sourceNamespaceUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(sourceNamespaceUnknown, one)).toEqual(one.hits)
  })
})
