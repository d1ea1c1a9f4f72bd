import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { singleDestinationWeight } from './single-destination-weight.ts'

const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const route = (...destinations: readonly string[]): string =>
  virtual(`{http: [{route: [${destinations.join(', ')}]}]}`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a share of one',
    yaml: route('{destination: {host: a}, weight: 80}'),
    hits: ['it spec.http[0].route[0].weight'],
  },
  {
    desc: 'finds it in TCP',
    yaml: virtual('{tcp: [{route: [{destination: {host: a}, weight: 1}]}]}'),
    hits: ['it spec.tcp[0].route[0].weight'],
  },
  {
    desc: 'finds it in each rule',
    yaml: virtual(
      '{http: [{route: [{destination: {host: a}, weight: 99}]}, {route: [{destination: {host: a}}]}, {route: [{weight: 5}]}]}',
    ),
    hits: ['it spec.http[0].route[0].weight', 'it spec.http[2].route[0].weight'],
  },
  { desc: 'lets 100 be', yaml: route('{destination: {host: a}, weight: 100}'), hits: [] },
  { desc: 'lets no weight be', yaml: route('{destination: {host: a}}'), hits: [] },
  { desc: 'lets none at all be', yaml: route('{destination: {host: a}, weight: 0}'), hits: [] },
  {
    desc: 'lets two be',
    yaml: route('{destination: {host: a}, weight: 80}', '{destination: {host: b}, weight: 20}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: route('{destination: {host: a}, weight: many}') + virtual('{http: {route: 7}}'),
    hits: [],
  },
]

describe('singleDestinationWeight', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(singleDestinationWeight, one)).toEqual(one.hits)
  })
})
