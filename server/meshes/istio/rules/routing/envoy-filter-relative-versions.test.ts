import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { envoyFilterRelativeVersions } from './envoy-filter-relative-versions.ts'

const filter = (patches: string, rest = '', name = 'it'): string =>
  `{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: ${name}}, spec: {configPatches: ${patches}${rest}}}\n---\n`
const patch = (applyTo: string, operation: string, rest = ''): string =>
  `{applyTo: ${applyTo}, patch: {operation: ${operation}, value: {name: lua}}${rest}}`
const place = 'it spec.configPatches[0].patch.operation'
const forVersions = ', match: {proxy: {proxyVersion: 1.2x}}'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds another that is for some versions',
    yaml:
      filter(`[${patch('HTTP_FILTER', 'INSERT_BEFORE')}]`) +
      filter(`[${patch('HTTP_FILTER', 'ADD', forVersions)}]`, '', 'other'),
    hits: [place],
  },
  {
    desc: 'finds it within one object',
    yaml: filter(
      `[${patch('HTTP_FILTER', 'REMOVE')}, ${patch('HTTP_FILTER', 'ADD', forVersions)}]`,
    ),
    hits: [place],
  },
  {
    desc: 'finds two that are for some versions',
    yaml: filter(
      `[${patch('HTTP_FILTER', 'REPLACE', forVersions)}, ${patch('HTTP_FILTER', 'ADD', forVersions)}]`,
    ),
    hits: [place],
  },
  {
    desc: 'tells the filter by what is matched',
    yaml:
      filter(
        '[{applyTo: HTTP_FILTER, match: {listener: {filterChain: {filter: {name: lua}}}}, patch: {operation: REMOVE}}]',
      ) + filter(`[${patch('HTTP_FILTER', 'ADD', forVersions)}]`, '', 'other'),
    hits: [place],
  },
  {
    desc: 'lets a priority be',
    yaml:
      filter(`[${patch('HTTP_FILTER', 'INSERT_BEFORE')}]`, ', priority: 5') +
      filter(`[${patch('HTTP_FILTER', 'ADD', forVersions)}]`, '', 'other'),
    hits: [],
  },
  {
    desc: 'finds one alone that is for some versions',
    yaml: filter(`[${patch('HTTP_FILTER', 'INSERT_AFTER', forVersions)}]`),
    hits: [place],
  },
  {
    desc: 'lets another filter be',
    yaml:
      filter(`[${patch('HTTP_FILTER', 'INSERT_BEFORE')}]`) +
      filter(`[${patch('HTTP_FILTER', 'ADD', forVersions)}]`, '', 'other').replace('lua', 'cors'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: filter('[7, {applyTo: CLUSTER, patch: 8, match: {proxy: 9}}]'),
    hits: [],
  },
]

describe('envoyFilterRelativeVersions', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(envoyFilterRelativeVersions, one)).toEqual(one.hits)
  })
})
