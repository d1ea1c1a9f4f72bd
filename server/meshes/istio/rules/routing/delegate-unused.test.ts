import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { delegateUnused } from './delegate-unused.ts'

const vs = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  { desc: 'finds one that nobody names', yaml: vs('it', '{http: [{}]}'), hits: ['it spec.hosts'] },
  {
    desc: 'finds one whose namesake elsewhere is named',
    yaml:
      vs('it', '{hosts: []}', 'shop') + vs('root', '{hosts: [a], http: [{delegate: {name: it}}]}'),
    hits: ['it spec.hosts'],
  },
  { desc: 'finds one without anything', yaml: vs('it', '7'), hits: ['it spec.hosts'] },
  {
    desc: 'lets one be that is named',
    yaml: vs('it', '{}') + vs('root', '{hosts: [a], http: [{delegate: {name: it}}]}'),
    hits: [],
  },
  {
    desc: 'lets one be that is named from another namespace',
    yaml:
      vs('it', '{}', 'shop') +
      vs('root', '{hosts: [a], http: [{}, {delegate: {name: it, namespace: shop}}]}'),
    hits: [],
  },
  { desc: 'lets hosts be', yaml: vs('it', '{hosts: [a]}'), hits: [] },
]

describe('delegateUnused', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(delegateUnused, one)).toEqual(one.hits)
  })
})
