import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { envoyFilterRelative } from './envoy-filter-relative.ts'

const filter = (patches: string, rest = '', name = 'it'): string =>
  `{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: ${name}}, spec: {configPatches: ${patches}${rest}}}\n---\n`
const patch = (applyTo: string, operation: string, rest = ''): string =>
  `{applyTo: ${applyTo}, patch: {operation: ${operation}, value: {name: lua}}${rest}}`
const place = 'it spec.configPatches[0].patch.operation'
const forVersions = ', match: {proxy: {proxyVersion: 1.2x}}'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds what is put before something',
    yaml: filter(`[${patch('HTTP_FILTER', 'INSERT_BEFORE')}]`),
    hits: [place],
  },
  {
    desc: 'finds what is taken away',
    yaml: filter(`[${patch('CLUSTER', 'REMOVE')}]`, ', priority: 0'),
    hits: [place],
  },
  {
    desc: 'finds what is replaced',
    yaml: filter(`[${patch('HTTP_FILTER', 'ADD')}, ${patch('NETWORK_FILTER', 'REPLACE')}]`),
    hits: ['it spec.configPatches[1].patch.operation'],
  },
  {
    desc: 'lets a priority be',
    yaml: filter(`[${patch('HTTP_FILTER', 'INSERT_BEFORE')}]`, ', priority: -10'),
    hits: [],
  },
  {
    desc: 'lets the first place be',
    yaml: filter(`[${patch('HTTP_FILTER', 'INSERT_FIRST')}, ${patch('CLUSTER', 'MERGE')}]`),
    hits: [],
  },
  {
    desc: 'lets what is ignored be, of which another rule speaks',
    yaml: filter(`[${patch('HTTP_ROUTE', 'REMOVE')}, ${patch('CLUSTER', 'REPLACE')}]`),
    hits: [],
  },
  {
    desc: 'lets patches for versions be, of which another rule speaks',
    yaml:
      filter(`[${patch('HTTP_FILTER', 'INSERT_BEFORE')}]`) +
      filter(`[${patch('HTTP_FILTER', 'ADD', forVersions)}]`, '', 'other'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: filter('[7, {applyTo: CLUSTER, patch: 8}]') + filter('9'),
    hits: [],
  },
]

describe('envoyFilterRelative', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(envoyFilterRelative, one)).toEqual(one.hits)
  })
})
