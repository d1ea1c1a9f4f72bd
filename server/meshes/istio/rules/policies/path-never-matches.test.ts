import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { pathNeverMatches } from './path-never-matches.ts'

const to = (paths: string, name = 'paths'): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {rules: [{to: [{operation: {${name}: ${paths}}}]}]}}`
const place = (rest: string): string => `it spec.rules[0].to[0].operation.${rest}`

const cases: readonly RuleCase[] = [
  { desc: 'finds a path without a slash', yaml: to('[/a, admin]'), hits: [place('paths[1]')] },
  { desc: 'finds a prefix without a slash', yaml: to('["admin/*"]'), hits: [place('paths[0]')] },
  {
    desc: 'finds it among what is left out',
    yaml: to('[health]', 'notPaths'),
    hits: [place('notPaths[0]')],
  },
  { desc: 'finds a query', yaml: to('["/search?q=a"]'), hits: [place('paths[0]')] },
  { desc: 'lets paths be', yaml: to('[/, /a/b, "/a*"]'), hits: [] },
  { desc: 'lets suffixes be', yaml: to('["*", "*/info"]'), hits: [] },
  { desc: 'lets templates be', yaml: to('["/a/{*}", "{**}/b"]'), hits: [] },
  { desc: 'lets nonsense be', yaml: to('[7, "", null]'), hits: [] },
]

describe('pathNeverMatches', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(pathNeverMatches, one)).toEqual(one.hits)
  })
})
