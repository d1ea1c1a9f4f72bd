import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { workloadGroupTwice } from './workload-group-twice.ts'

const given = (...groups: readonly (readonly [labels: string, namespace?: string])[]): string =>
  groups
    .map(
      ([labels, namespace = 'shop'], index) => `
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: g${index}, namespace: ${namespace} }
spec: { metadata: { labels: ${labels} } }`,
    )
    .join('\n---')
const both = ['g0 spec.metadata.labels', 'g1 spec.metadata.labels']

const cases: readonly RuleCase[] = [
  { desc: 'finds both', yaml: given(['{ app: a }'], ['{ app: a }']), hits: both },
  {
    desc: 'does not look at the order',
    yaml: given(['{ app: a, v: b }'], ['{ v: b, app: a }']),
    hits: both,
  },
  {
    desc: 'finds all three',
    yaml: given(['{ app: a }'], ['{ app: a }'], ['{ app: a }']),
    hits: [...both, 'g2 spec.metadata.labels'],
  },
  {
    desc: 'is content with one more label',
    yaml: given(['{ app: a }'], ['{ app: a, v: b }']),
    hits: [],
  },
  {
    desc: 'is content in two namespaces',
    yaml: given(['{ app: a }'], ['{ app: a }', 'other']),
    hits: [],
  },
  { desc: 'says nothing of groups without labels', yaml: given(['null'], ['{}']), hits: [] },
]

describe('workload-group-twice', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(workloadGroupTwice, rest)).toEqual(hits)
  })
})
