import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { delegateMissing } from './delegate-missing.ts'

const vs = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const root = (delegate: string): string => vs('it', `{hosts: [a], http: [{delegate: ${delegate}}]}`)
const place = 'it spec.http[0].delegate.name'

const cases: readonly RuleCase[] = [
  { desc: 'finds a name that is not there', yaml: root('{name: b}'), hits: [place] },
  {
    desc: 'offers one that is a letter off',
    yaml: vs('reviews', '{}') + root('{name: reveiws}'),
    hits: [place],
  },
  {
    desc: 'looks into the namespace that is named',
    yaml: vs('b', '{}') + root('{name: b, namespace: shop}'),
    hits: [place],
  },
  {
    desc: 'finds one with hosts of its own',
    yaml: vs('b', '{hosts: [b]}') + root('{name: b}'),
    hits: [place],
  },
  {
    desc: 'finds one that is not exported',
    yaml: vs('b', '{exportTo: [.]}', 'shop') + root('{name: b, namespace: shop}'),
    hits: [place],
  },
  {
    desc: 'finds a delegate that delegates',
    yaml: vs('b', '{http: [{delegate: {name: c}}]}') + vs('c', '{}'),
    hits: ['b spec.http[0].delegate'],
  },
  { desc: 'lets a delegate be', yaml: vs('b', '{}') + root('{name: b}'), hits: [] },
  {
    desc: 'lets a delegate of another namespace be',
    yaml: vs('b', '{hosts: [], exportTo: [default]}', 'shop') + root('{name: b, namespace: shop}'),
    hits: [],
  },
  { desc: 'lets rules without be', yaml: vs('it', '{hosts: [a], http: [{route: []}]}'), hits: [] },
  {
    desc: 'lets nonsense be',
    yaml: root('7') + root('{name: [1]}') + root('{name: ""}'),
    hits: [],
  },
]

describe('delegateMissing', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(delegateMissing, one)).toEqual(one.hits)
  })
})
