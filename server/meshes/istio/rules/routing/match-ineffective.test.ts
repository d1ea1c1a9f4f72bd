import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { matchIneffective } from './match-ineffective.ts'

const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const http = (...rules: readonly string[]): string => virtual(`{http: [${rules.join(', ')}]}`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds the same match in one rule',
    yaml: http('{match: [{uri: {exact: /a}}, {uri: {exact: /b}}, {uri: {exact: /a}}]}'),
    hits: ['it spec.http[0].match[2]'],
  },
  {
    desc: 'finds a match that an earlier rule takes',
    yaml: http(
      '{match: [{uri: {prefix: /a}}]}',
      '{match: [{uri: {exact: /a/1}}, {uri: {exact: /b}}]}',
    ),
    hits: ['it spec.http[1].match[0]'],
  },
  {
    desc: 'finds a wider match before',
    yaml: http('{match: [{uri: {prefix: /}}, {uri: {prefix: /a}}]}'),
    hits: ['it spec.http[0].match[1]'],
  },
  {
    desc: 'finds it in TLS',
    yaml: virtual(
      '{tls: [{match: [{sniHosts: [a, b]}]}, {match: [{sniHosts: [c]}, {sniHosts: [b]}]}]}',
    ),
    hits: ['it spec.tls[1].match[1]'],
  },
  {
    desc: 'lets a rule be that is wholly taken, of which another speaks',
    yaml: http('{match: [{uri: {prefix: /a}}]}', '{match: [{uri: {exact: /a}}]}'),
    hits: [],
  },
  {
    desc: 'lets narrow before wide be',
    yaml: http('{match: [{uri: {exact: /a/1}}, {uri: {prefix: /a}}]}'),
    hits: [],
  },
  { desc: 'lets other ports be', yaml: http('{match: [{port: 80}, {port: 81}]}'), hits: [] },
  { desc: 'lets nonsense be', yaml: http('{match: 7}') + virtual('{tls: 9}'), hits: [] },
]

describe('matchIneffective', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(matchIneffective, one)).toEqual(one.hits)
  })
})
