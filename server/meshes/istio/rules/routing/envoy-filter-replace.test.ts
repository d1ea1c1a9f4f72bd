import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { envoyFilterReplace } from './envoy-filter-replace.ts'

const filter = (patches: string, rest = '', name = 'it'): string =>
  `{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: ${name}}, spec: {configPatches: ${patches}${rest}}}\n---\n`
const patch = (applyTo: string, operation: string, rest = ''): string =>
  `{applyTo: ${applyTo}, patch: {operation: ${operation}, value: {name: lua}}${rest}}`
const place = 'it spec.configPatches[0].patch.operation'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds it for clusters',
    yaml: filter(`[${patch('CLUSTER', 'REPLACE')}]`),
    hits: [place],
  },
  {
    desc: 'finds it for routes',
    yaml: filter(`[${patch('HTTP_ROUTE', 'REPLACE')}]`),
    hits: [place],
  },
  {
    desc: 'finds it for nothing at all',
    yaml: filter('[{patch: {operation: REPLACE}}]'),
    hits: [place],
  },
  { desc: 'lets HTTP filters be', yaml: filter(`[${patch('HTTP_FILTER', 'REPLACE')}]`), hits: [] },
  {
    desc: 'lets network filters be',
    yaml: filter(`[${patch('NETWORK_FILTER', 'REPLACE')}]`),
    hits: [],
  },
  { desc: 'lets merging be', yaml: filter(`[${patch('CLUSTER', 'MERGE')}]`), hits: [] },
  {
    desc: 'lets nonsense be',
    yaml: filter('[7, {applyTo: CLUSTER, patch: [REPLACE]}]') + filter('8'),
    hits: [],
  },
]

describe('envoyFilterReplace', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(envoyFilterReplace, one)).toEqual(one.hits)
  })
})
