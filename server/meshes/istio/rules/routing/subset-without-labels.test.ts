import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { subsetWithoutLabels } from './subset-without-labels.ts'

const rule = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds one',
    yaml: rule('it', '{host: a, subsets: [{name: v1}]}'),
    hits: ['it spec.subsets[0].labels'],
  },
  {
    desc: 'finds empty ones',
    yaml: rule('it', '{host: a, subsets: [{name: v1, labels: {}}, {name: v2, labels: {a: b}}]}'),
    hits: ['it spec.subsets[0].labels'],
  },
  {
    desc: 'finds labels that are none',
    yaml: rule('it', '{host: a, subsets: [{name: v1, labels: [a, b]}]}'),
    hits: ['it spec.subsets[0].labels'],
  },
  {
    desc: 'lets labels be',
    yaml: rule('it', '{host: a, subsets: [{name: v1, labels: {a: b}}]}'),
    hits: [],
  },
  {
    desc: 'lets no subsets be',
    yaml: rule('it', '{host: a}') + rule('none', '{host: a, subsets: []}'),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: rule('it', '{host: a, subsets: 7}'), hits: [] },
]

describe('subsetWithoutLabels', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(subsetWithoutLabels, one)).toEqual(one.hits)
  })
})
