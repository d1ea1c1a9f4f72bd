import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { destinationRepeated } from './destination-repeated.ts'

const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const route = (...destinations: readonly string[]): string =>
  virtual(`{http: [{route: [${destinations.join(', ')}]}]}`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a host twice',
    yaml: route('{destination: {host: a}, weight: 50}', '{destination: {host: a}, weight: 50}'),
    hits: ['it spec.http[0].route[1].destination'],
  },
  {
    desc: 'knows the long form of a short name',
    yaml: route(
      '{destination: {host: a, subset: v1}}',
      '{destination: {host: a.default.svc.cluster.local, subset: v1}}',
    ),
    hits: ['it spec.http[0].route[1].destination'],
  },
  {
    desc: 'finds the third',
    yaml: route(
      '{destination: {host: a, subset: v1}, weight: 1}',
      '{destination: {host: a, subset: v2}, weight: 1}',
      '{destination: {host: a, subset: v1}, weight: 2}',
    ),
    hits: ['it spec.http[0].route[2].destination'],
  },
  {
    desc: 'lets subsets be',
    yaml: route('{destination: {host: a, subset: v1}}', '{destination: {host: a, subset: v2}}'),
    hits: [],
  },
  {
    desc: 'lets ports be',
    yaml: route(
      '{destination: {host: a, port: {number: 80}}}',
      '{destination: {host: a, port: {number: 81}}}',
    ),
    hits: [],
  },
  {
    desc: 'lets other rules be',
    yaml: virtual(
      '{http: [{route: [{destination: {host: a}}]}, {route: [{destination: {host: a}}]}]}',
    ),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: route('{destination: 7}', '{destination: 7}', '{}'), hits: [] },
]

describe('destinationRepeated', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(destinationRepeated, one)).toEqual(one.hits)
  })
})
