import { describe, expect, it } from 'vitest'
import type { Viewer } from '../seams/identity.ts'
import type { RangeSeries } from '../seams/vector.ts'
import { buildChart, type BuiltChart, type ChartInput, type ChartShape } from './build-chart.ts'

const time = { fromMs: 0, toMs: 3000, stepSeconds: 1, windowSeconds: 60, count: 4 }
const all: Viewer = { user: null, sees: 'all' }
const some: Viewer = { user: 'dev', sees: new Set(['east/shop']) }

/** Labels are read as groupings; `peer` lies in the namespace of the label `place`. */
const shape: ChartShape = {
  ...{ id: 'test.requests', title: 'Requests', unit: 'requestsPerSecond', note: null },
  ...{ isDistribution: false, isSum: true },
  read: ({ place, ...labels }) => ({
    values: new Map(
      Object.entries(labels).map(([id, text]) => [
        id,
        {
          text: text === '' ? null : text,
          places: id === 'peer' && place !== undefined ? [{ cluster: null, namespace: place }] : [],
        },
      ]),
    ),
    statistic: null,
    reporter: null,
  }),
}

function aSeries(labels: Record<string, string>, values: readonly (number | null)[]): RangeSeries {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, at: index }]))
  return {
    labels,
    timesMs: Float64Array.from(known, ({ at }) => at * 1000),
    values: Float64Array.from(known, ({ value }) => value),
  }
}

function build(series: readonly RangeSeries[], fields: Partial<ChartInput> = {}): BuiltChart {
  const ask = { only: [], limit: 20, points: 400 }
  return buildChart({ shape, time, series, viewer: all, cluster: 'east', ask, ...fields })
}

const drawn = ({ series }: BuiltChart): unknown =>
  series.map(({ name, kind, values }) => ({ name, kind, values }))

const cart = aSeries({ peer: 'cart', place: 'shop', code: '200' }, [1, 2, null, 4])
const till = aSeries({ peer: 'till', place: 'bank', code: '200' }, [10, 10, 10, 10])
const safe = aSeries({ peer: 'safe', place: 'vault', code: '200' }, [5, null, 5, 5])

describe('a chart', () => {
  it('keeps gaps, and tells last, most and mean of what is there', () => {
    const { series, values, whyNone } = build([cart])
    expect(series).toMatchObject([
      {
        name: 'cart · 200',
        values: [1, 2, null, 4],
        ...{ last: 4, max: 4, avg: 7 / 3 },
      },
    ])
    expect(values).toEqual({ peer: ['cart'], code: ['200'] })
    expect(whyNone).toBeNull()
  })

  it('has no last number where the series has ended', () => {
    expect(build([aSeries({}, [1, 2, 3, null])]).series).toMatchObject([
      { name: 'all', last: null, max: 3, avg: 2 },
    ])
  })

  it('calls what is hidden alike, and sums it', () => {
    const chart = build([cart, till, safe], { viewer: some })
    expect(drawn(chart)).toEqual([
      { name: 'somewhere else · 200', kind: 'elsewhere', values: [15, 10, 15, 15] },
      { name: 'cart · 200', kind: 'group', values: [1, 2, null, 4] },
    ])
    expect(JSON.stringify(chart)).not.toMatch(/till|safe|bank|vault/)
  })

  it('does not tell distributions of hidden peers, which cannot be put together', () => {
    const chart = build([cart, till], { viewer: some, shape: { ...shape, isDistribution: true } })
    expect(drawn(chart)).toEqual([{ name: 'cart · 200', kind: 'group', values: [1, 2, null, 4] }])
    expect(chart.leftOut).toEqual([expect.stringContaining('may not see')])
  })

  it('takes a guessed name of a hidden peer for one that is not there', () => {
    const only = (value: string) => ({
      ask: { only: [{ grouping: 'peer', value }], limit: 20, points: 400 },
    })
    const answers = ['till', 'nobody'].map((value) =>
      build([cart, till], { viewer: some, ...only(value) }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.whyNone).toMatch(/chosen values/)
    expect(drawn(build([cart, till], only('till')))).toHaveLength(1)
  })

  it('offers all values, whichever are chosen', () => {
    const ask = { only: [{ grouping: 'peer', value: 'cart' }], limit: 20, points: 400 }
    expect(build([cart, till], { ask }).values['peer']).toEqual(['cart', 'till'])
  })

  it('draws the largest, and sums the others', () => {
    const ask = { only: [], limit: 1, points: 400 }
    const chart = build([cart, till, safe], { ask })
    expect(drawn(chart)).toEqual([
      { name: 'till · 200', kind: 'group', values: [10, 10, 10, 10] },
      { name: 'others', kind: 'others', values: [6, 2, 5, 9] },
    ])
    expect(chart.leftOut).toEqual(['2 groups with less drawn as one: others.'])
    const means = build([cart, till], { ask, shape: { ...shape, isSum: false } })
    expect(means.leftOut).toEqual(['1 group with less not drawn: these cannot be put together.'])
    expect(drawn(means)).toHaveLength(1)
  })

  it('says why there is nothing', () => {
    expect(build([]).whyNone).toMatch(/Nobody counted/)
  })
})
