import { describe, expect, it } from 'vitest'
import { checkRule, objectsOf, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { neverMatches } from './never-matches.ts'

const policy = (spec: string): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: ${spec}}`
const source = (text: string): string => policy(`{rules: [{from: [{source: ${text}}]}]}`)
const operation = (text: string): string => policy(`{rules: [{to: [{operation: ${text}}]}]}`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a path that is left out again',
    yaml: operation('{paths: [/admin], notPaths: ["/admin*"]}'),
    hits: ['it spec.rules[0].to[0].operation.notPaths'],
  },
  {
    desc: 'finds all of several left out',
    yaml: source('{namespaces: [a, b], notNamespaces: [b, a, c]}'),
    hits: ['it spec.rules[0].from[0].source.notNamespaces'],
  },
  {
    desc: 'finds conditions that exclude themselves',
    yaml: policy('{rules: [{when: [{key: x, values: [a*], notValues: ["*"]}]}]}'),
    hits: ['it spec.rules[0].when[0].notValues'],
  },
  {
    desc: 'finds principals of other namespaces than those asked for',
    yaml: source('{principals: [cluster.local/ns/a/sa/x], namespaces: [b]}'),
    hits: ['it spec.rules[0].from[0].source.namespaces'],
  },
  { desc: 'finds a DENY without rules', yaml: policy('{action: DENY}'), hits: ['it spec.rules'] },
  {
    desc: 'finds a DENY with an empty list',
    yaml: policy('{action: DENY, rules: []}'),
    hits: ['it spec.rules'],
  },
  { desc: 'lets an ALLOW without rules be', yaml: policy('{}'), hits: [] },
  { desc: 'lets a DENY of everything be', yaml: policy('{action: DENY, rules: [{}]}'), hits: [] },
  {
    desc: 'lets exceptions be',
    yaml: operation('{paths: ["/admin*"], notPaths: [/admin/health]}'),
    hits: [],
  },
  {
    desc: 'lets one of several left out be',
    yaml: source('{namespaces: [a, b], notNamespaces: [a]}'),
    hits: [],
  },
  { desc: 'lets other ends be', yaml: operation('{paths: ["/a*"], notPaths: ["*a"]}'), hits: [] },
  {
    desc: 'lets principals of the namespaces asked for be',
    yaml: source('{principals: [cluster.local/ns/a/sa/x, "*"], namespaces: ["a*"]}'),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: policy('{action: DENY, rules: 7}'), hits: [] },
]

describe('neverMatches', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(neverMatches, one)).toEqual(one.hits)
  })

  it('is a warning where another rule can match', () => {
    const validator = new Validator({ rules: [neverMatches] })
    const dead = '{to: [{operation: {paths: [/a], notPaths: [/a]}}]}'
    validator.apply({ put: objectsOf(policy(`{rules: [${dead}, {}]}`)) })
    expect(validator.findings().map(({ severity }) => severity)).toEqual(['warning'])
    validator.apply({ put: objectsOf(policy(`{rules: [${dead}, ${dead}]}`)) })
    expect(validator.findings().map(({ severity }) => severity)).toEqual(['error', 'error'])
  })
})
