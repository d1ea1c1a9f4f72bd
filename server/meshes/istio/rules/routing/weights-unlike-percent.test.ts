import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { weightsUnlikePercent } from './weights-unlike-percent.ts'

const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const route = (...destinations: readonly string[]): string =>
  virtual(`{http: [{route: [${destinations.join(', ')}]}]}`)
const weights = (...numbers: readonly (number | null)[]): string =>
  route(
    ...numbers.map((weight, index) =>
      weight === null
        ? `{destination: {host: h${index}}}`
        : `{destination: {host: h${index}}, weight: ${weight}}`,
    ),
  )
const first = 'it spec.http[0].route[0].weight'

const cases: readonly RuleCase[] = [
  { desc: 'finds more than 100', yaml: weights(90, 20), hits: [first] },
  { desc: 'finds less than 100', yaml: weights(60, 20, 10), hits: [first] },
  {
    desc: 'finds a destination without a weight',
    yaml: weights(100, null),
    hits: ['it spec.http[0].route[1].weight'],
  },
  {
    desc: 'finds both',
    yaml: weights(70, null, 10),
    hits: [first, 'it spec.http[0].route[1].weight'],
  },
  { desc: 'lets 100 be', yaml: weights(90, 10), hits: [] },
  { desc: 'lets ratios be', yaml: weights(1, 3), hits: [] },
  { desc: 'lets equal shares be', yaml: weights(60, 60), hits: [] },
  { desc: 'lets rounding be', yaml: weights(33, 33, 33), hits: [] },
  { desc: 'lets per mille be', yaml: weights(990, 10), hits: [] },
  { desc: 'lets a switch be', yaml: weights(100, 0), hits: [] },
  { desc: 'lets no weights be', yaml: weights(null, null), hits: [] },
  { desc: 'lets one be', yaml: weights(80), hits: [] },
  { desc: 'lets nonsense be', yaml: virtual('{http: [{route: [{weight: x}, 7]}]}'), hits: [] },
]

describe('weightsUnlikePercent', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(weightsUnlikePercent, one)).toEqual(one.hits)
  })
})
