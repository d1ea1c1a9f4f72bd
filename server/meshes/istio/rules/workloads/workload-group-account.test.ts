import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { workloadGroupAccount } from './workload-group-account.ts'

const given = (account: string, kind = 'WorkloadGroup', namespace = 'default'): string => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: machine, namespace: ${namespace} }
---
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: { name: vm }
spec: ${kind === 'WorkloadGroup' ? `{ template: { serviceAccount: ${account} } }` : `{ serviceAccount: ${account} }`}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds an account that is not there',
    yaml: given('other'),
    hits: ['vm spec.template.serviceAccount'],
  },
  { desc: 'offers the nearest', yaml: given('machin'), hits: ['vm spec.template.serviceAccount'] },
  {
    desc: 'finds an account of another namespace',
    yaml: given('machine', 'WorkloadGroup', 'shop'),
    hits: ['vm spec.template.serviceAccount'],
  },
  {
    desc: 'finds it at a single machine',
    yaml: given('other', 'WorkloadEntry'),
    hits: ['vm spec.serviceAccount'],
  },
  { desc: 'is content with an account that is there', yaml: given('machine'), hits: [] },
  { desc: 'is content without one', yaml: given('""'), hits: [] },
  { desc: 'leaves an account that is no text to the schema', yaml: given('7'), hits: [] },
]

describe('workload-group-account', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(workloadGroupAccount, rest)).toEqual(hits)
  })
})
