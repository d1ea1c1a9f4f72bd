import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { methodUnknown } from './method-unknown.ts'

const to = (operation: string): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {rules: [{to: [{operation: ${operation}}]}]}}`
const place = (rest: string): string => `it spec.rules[0].to[0].operation.${rest}`

const cases: readonly RuleCase[] = [
  { desc: 'finds what is none', yaml: to('{methods: [GET, FETCH]}'), hits: [place('methods[1]')] },
  { desc: 'offers capitals', yaml: to('{methods: [get]}'), hits: [place('methods[0]')] },
  {
    desc: 'offers what is a letter off',
    yaml: to('{notMethods: [DELET]}'),
    hits: [place('notMethods[0]')],
  },
  {
    desc: 'finds patterns that match none',
    yaml: to('{methods: ["X*"]}'),
    hits: [place('methods[0]')],
  },
  { desc: 'finds paths of gRPC', yaml: to('{methods: [/a.B/C]}'), hits: [place('methods[0]')] },
  { desc: 'lets methods be', yaml: to('{methods: [GET, POST, PATCH, PROPFIND]}'), hits: [] },
  { desc: 'lets patterns be', yaml: to('{methods: ["*", "P*", "*ET"]}'), hits: [] },
  { desc: 'lets nonsense be', yaml: to('{methods: [7, null]}'), hits: [] },
  { desc: 'lets none be', yaml: to('{}'), hits: [] },
]

describe('methodUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(methodUnknown, one)).toEqual(one.hits)
  })
})
