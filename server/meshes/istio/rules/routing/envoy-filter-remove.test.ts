import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { envoyFilterRemove } from './envoy-filter-remove.ts'

const filter = (patches: string, rest = '', name = 'it'): string =>
  `{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: ${name}}, spec: {configPatches: ${patches}${rest}}}\n---\n`
const patch = (applyTo: string, operation: string, rest = ''): string =>
  `{applyTo: ${applyTo}, patch: {operation: ${operation}, value: {name: lua}}${rest}}`
const place = 'it spec.configPatches[0].patch.operation'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds it for routes',
    yaml: filter(`[${patch('HTTP_ROUTE', 'REMOVE')}]`),
    hits: [place],
  },
  {
    desc: 'finds it for route configurations',
    yaml: filter(`[${patch('ROUTE_CONFIGURATION', 'REMOVE')}]`),
    hits: [place],
  },
  {
    desc: 'finds the second',
    yaml: filter(`[${patch('CLUSTER', 'REMOVE')}, ${patch('HTTP_ROUTE', 'REMOVE')}]`),
    hits: ['it spec.configPatches[1].patch.operation'],
  },
  { desc: 'lets clusters be', yaml: filter(`[${patch('CLUSTER', 'REMOVE')}]`), hits: [] },
  { desc: 'lets filters be', yaml: filter(`[${patch('HTTP_FILTER', 'REMOVE')}]`), hits: [] },
  { desc: 'lets merging be', yaml: filter(`[${patch('HTTP_ROUTE', 'MERGE')}]`), hits: [] },
  { desc: 'lets nonsense be', yaml: filter('[7, {applyTo: HTTP_ROUTE}]') + filter('8'), hits: [] },
]

describe('envoyFilterRemove', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(envoyFilterRemove, one)).toEqual(one.hits)
  })
})
