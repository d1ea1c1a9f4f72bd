import { describe, expect, it } from 'vitest'
import { rangeQuery } from './engine.ts'
import { answerOf, engineOf, storeOf } from './fixtures.ts'

const store = storeOf({
  'up{job="a",zone="x"}': [1, 1, 1],
  'up{job="b",zone="x"}': [0, 0, 0],
  'up{job="c"}': [3, 3, 3],
  'req{job="a",code="200"}': [10, 20, 30],
  'req{job="a",code="500"}': [1, 2, 10],
  'req{job="b",code="200"}': [5, 5, 5],
  'cost{job="a"}': [2, 2, 2],
  'cost{job="b"}': [4, 4, 4],
  'odd{job="a"}': [NaN, NaN, NaN],
  'odd{job="b"}': [1, 1, 1],
})

const nearly = (value: number): unknown => expect.closeTo(value, 12)

interface Case {
  readonly query: string
  readonly expected: unknown
}

// At 20 s, over the third of the values above.
const cases: readonly Case[] = [
  { query: 'up', expected: { 'up{job=a,zone=x}': 1, 'up{job=b,zone=x}': 0, 'up{job=c}': 3 } },
  { query: 'up{zone=""}', expected: { 'up{job=c}': 3 } },
  { query: 'up{zone!=""}', expected: { 'up{job=a,zone=x}': 1, 'up{job=b,zone=x}': 0 } },
  { query: 'up{job=~"a|c"}', expected: { 'up{job=a,zone=x}': 1, 'up{job=c}': 3 } },
  {
    query: 'up{job=~"."}',
    expected: { 'up{job=a,zone=x}': 1, 'up{job=b,zone=x}': 0, 'up{job=c}': 3 },
  },
  { query: 'up{job=~"a.+"}', expected: {} },
  { query: 'up{job!~"a|b"}', expected: { 'up{job=c}': 3 } },
  { query: '{__name__="cost",job="a"}', expected: { 'cost{job=a}': 2 } },
  { query: 'sum(up)', expected: { '{}': 4 } },
  { query: 'sum by (zone) (up)', expected: { '{zone=x}': 1, '{}': 3 } },
  { query: 'sum without (job) (up)', expected: { '{zone=x}': 1, '{}': 3 } },
  { query: 'avg(up)', expected: { '{}': nearly(4 / 3) } },
  { query: 'min(odd)', expected: { '{}': 1 } },
  { query: 'max(odd{job="a"})', expected: { '{}': NaN } },
  { query: 'count by (job) (req)', expected: { '{job=a}': 2, '{job=b}': 1 } },
  { query: 'group(req)', expected: { '{}': 1 } },
  { query: 'topk(1, up)', expected: { 'up{job=c}': 3 } },
  { query: 'bottomk(1, up)', expected: { 'up{job=b,zone=x}': 0 } },
  { query: 'topk(1, odd)', expected: { 'odd{job=b}': 1 } },
  { query: 'topk(0, up)', expected: {} },
  { query: 'quantile(0.5, up)', expected: { '{}': 1 } },
  { query: 'count_values("n", up)', expected: { '{n=1}': 1, '{n=0}': 1, '{n=3}': 1 } },
  { query: 'up > 0', expected: { 'up{job=a,zone=x}': 1, 'up{job=c}': 3 } },
  { query: '2 > up', expected: { 'up{job=a,zone=x}': 1, 'up{job=b,zone=x}': 0 } },
  { query: 'up > bool 0', expected: { '{job=a,zone=x}': 1, '{job=b,zone=x}': 0, '{job=c}': 1 } },
  { query: 'up * 2 - 1', expected: { '{job=a,zone=x}': 1, '{job=b,zone=x}': -1, '{job=c}': 5 } },
  { query: '-up{job="c"}', expected: { '{job=c}': -3 } },
  {
    query: 'req{code="500"} / on (job) req{code="200"}',
    expected: { '{job=a}': nearly(1 / 3) },
  },
  { query: 'req{code="200"} / ignoring (code) req{code="500"}', expected: { '{job=a}': 3 } },
  {
    query: 'req / on (job) group_left cost',
    expected: { '{code=200,job=a}': 15, '{code=500,job=a}': 5, '{code=200,job=b}': 1.25 },
  },
  {
    query: 'cost * on (job) group_right req',
    expected: { '{code=200,job=a}': 60, '{code=500,job=a}': 20, '{code=200,job=b}': 20 },
  },
  {
    query: 'cost * on (job) group_left (zone) up',
    expected: { '{job=a,zone=x}': 2, '{job=b,zone=x}': 0 },
  },
  { query: 'cost == on (job) group_left up', expected: {} },
  { query: 'cost < on (job) req{code="200"}', expected: { '{job=a}': 2, '{job=b}': 4 } },
  { query: 'up and on (job) cost', expected: { 'up{job=a,zone=x}': 1, 'up{job=b,zone=x}': 0 } },
  { query: 'up unless on (job) cost', expected: { 'up{job=c}': 3 } },
  {
    query: 'cost or up{job="c"}',
    expected: { 'cost{job=a}': 2, 'cost{job=b}': 4, 'up{job=c}': 3 },
  },
  {
    query: 'cost{job="a"} or on (job) up',
    expected: { 'cost{job=a}': 2, 'up{job=b,zone=x}': 0, 'up{job=c}': 3 },
  },
  { query: '1 + 2 * 3 ^ 2', expected: 19 },
  { query: '2 ^ 3 ^ 2', expected: 512 },
  { query: '-1 ^ 2', expected: -1 },
  { query: '7 % -3', expected: 1 },
  { query: '1 > bool 2', expected: 0 },
  { query: '0x1F + 1_000', expected: 1031 },
  { query: 'time()', expected: 20 },
  { query: 'vector(4)', expected: { '{}': 4 } },
  { query: 'scalar(up{job="c"}) + 1', expected: 4 },
  { query: 'scalar(up)', expected: NaN },
  { query: 'absent(up)', expected: {} },
  { query: 'absent(nope{job="a",zone=~"x",code="1",code="2"})', expected: { '{job=a}': 1 } },
  { query: 'timestamp(up{job="c"})', expected: { '{job=c}': 20 } },
  { query: 'timestamp(up{job="c"} + 0)', expected: { '{job=c}': 20 } },
  { query: 'round(cost * 1.3, 0.5)', expected: { '{job=a}': 2.5, '{job=b}': 5 } },
  {
    query: 'clamp(req{job="a"}, 12, 20)',
    expected: { '{code=200,job=a}': 20, '{code=500,job=a}': 12 },
  },
  { query: 'clamp(up, 2, 1)', expected: {} },
  {
    query: 'clamp_min(up, 2)',
    expected: { '{job=a,zone=x}': 2, '{job=b,zone=x}': 2, '{job=c}': 3 },
  },
  { query: 'sqrt(cost{job="b"}) + ln(exp(cost{job="b"}))', expected: { '{job=b}': 6 } },
  {
    query: 'label_replace(cost, "to", "$1-${1}-$1x-$$", "job", "(.*)")',
    expected: { 'cost{job=a,to=a-a--$}': 2, 'cost{job=b,to=b-b--$}': 4 },
  },
  {
    query: 'label_replace(cost, "to", "x", "job", "nope")',
    expected: { 'cost{job=a}': 2, 'cost{job=b}': 4 },
  },
  {
    query: 'label_join(up{job="a"}, "both", "/", "job", "zone")',
    expected: { 'up{both=a/x,job=a,zone=x}': 1 },
  },
  { query: 'req{code="500"}[25s]', expected: [[1, 2, 10]] },
  { query: 'req{code="500"}[20s]', expected: [[2, 10]] },
  { query: 'req{code="500"}[10s] offset 10s', expected: [[2]] },
  { query: 'sum_over_time(req{code="500"}[25s])', expected: { '{code=500,job=a}': 13 } },
  { query: 'avg_over_time(req{code="500"}[20s])', expected: { '{code=500,job=a}': 6 } },
  { query: 'max_over_time(req{code="500"}[25s])', expected: { '{code=500,job=a}': 10 } },
  { query: 'min_over_time(req{code="500"}[25s])', expected: { '{code=500,job=a}': 1 } },
  { query: 'count_over_time(req{code="500"}[25s])', expected: { '{code=500,job=a}': 3 } },
  { query: 'last_over_time(req{code="500"}[25s])', expected: { 'req{code=500,job=a}': 10 } },
  { query: 'quantile_over_time(0.5, req{code="500"}[25s])', expected: { '{code=500,job=a}': 2 } },
  {
    query: 'sum_over_time(req{code="500"}[25s:5s])',
    expected: { '{code=500,job=a}': 1 + 1 + 2 + 2 + 10 },
  },
  { query: 'req{code="500"} offset 15s', expected: { 'req{code=500,job=a}': 1 } },
  { query: 'req{code="500"} @ 10', expected: { 'req{code=500,job=a}': 2 } },
  {
    query: 'req{code="500"} - req{code="500"} offset 10s * 2',
    expected: { '{code=500,job=a}': 6 },
  },
]

describe('instant queries', () => {
  it.each(cases)('$query', ({ query, expected }) => {
    expect(answerOf(store, query, { atSeconds: 20 })).toEqual(expected)
  })

  it('sorts by value, unknown numbers last', () => {
    const orderOf = (query: string): readonly string[] =>
      Object.keys(answerOf(store, query, { atSeconds: 20 }) as object)
    expect(orderOf('sort(up)')).toEqual(['up{job=b,zone=x}', 'up{job=a,zone=x}', 'up{job=c}'])
    expect(orderOf('sort_desc(up)')).toEqual(['up{job=c}', 'up{job=a,zone=x}', 'up{job=b,zone=x}'])
    expect(orderOf('sort_desc(odd)')).toEqual(['odd{job=b}', 'odd{job=a}'])
  })
})

describe('the look-back', () => {
  const short = storeOf({ 'old{pod="a"}': [1], 'old{pod="b"}': [1, 2, 'stale'] })

  it.each([
    {
      desc: 'still finds a sample of nearly five minutes ago',
      atSeconds: 299.9,
      expected: { 'old{pod=a}': 1 },
    },
    { desc: 'no longer finds one of five minutes ago', atSeconds: 300, expected: {} },
    {
      desc: 'finds it in generation 2',
      atSeconds: 300,
      generation: 2 as const,
      expected: { 'old{pod=a}': 1 },
    },
    {
      desc: 'finds a series until it ends',
      atSeconds: 19,
      expected: { 'old{pod=a}': 1, 'old{pod=b}': 2 },
    },
    { desc: 'loses it at once when it has ended', atSeconds: 20, expected: { 'old{pod=a}': 1 } },
  ])('$desc', ({ atSeconds, generation, expected }) => {
    const asked = { atSeconds, ...(generation === undefined ? {} : { generation }) }
    expect(answerOf(short, 'old', asked)).toEqual(expected)
  })
})

describe('refusals', () => {
  it.each([
    {
      query: 'rate(up)',
      error: 'expected type range vector in call to function "rate", got instant vector',
    },
    {
      query: 'sum(up[5m])',
      error: 'expected type instant vector in aggregation expression, got range vector',
    },
    { query: 'nope(up)', error: 'unknown function with name "nope"' },
    { query: 'holt_winters(up[1m], 1, 1)', error: 'unknown function with name "holt_winters"' },
    {
      query: 'predict_linear(up[1m], 1)',
      error: 'unknown or unsupported function with name "predict_linear"',
    },
    { query: 'limitk(1, up)', error: 'not supported here: aggregation limitk' },
    { query: 'sum(up', error: 'unexpected end of input' },
    { query: '1 == 2', error: 'comparisons between scalars must use BOOL modifier' },
    { query: '{job=~".*"}', error: 'vector selector must contain at least one non-empty matcher' },
    { query: 'up{job=~"("}', error: 'error parsing regexp' },
    { query: 'up and 1', error: 'set operator "and" not allowed in binary scalar expression' },
    { query: 'up offset 1m offset 2m', error: 'offset may not be set multiple times' },
    { query: 'rate(up[5m]) offset 1m', error: 'must be preceded by an instant vector selector' },
    { query: '', error: 'no expression found in input' },
    { query: 'up / on (zone) up', error: 'many-to-many matching not allowed' },
    { query: 'req / on (job) cost', error: 'many-to-one matching must be explicit' },
    { query: '{job="a"} * 2', error: 'vector cannot contain metrics with the same labelset' },
    { query: 'label_replace(cost, "job", "same", "job", ".*")', error: 'same labelset' },
  ])('$query: $error', ({ query, error }) => {
    expect(() => answerOf(store, query, { atSeconds: 20 })).toThrow(error)
  })
})

describe('rangeQuery', () => {
  const ask = { startMs: 0, endMs: 20_000, stepMs: 10_000 }

  it('answers every step, series in the order of their labels', () => {
    const lines = rangeQuery('req', ask, engineOf(store))
    expect(
      lines.map(({ labels, values }) => [labels.get('job'), labels.get('code'), values]),
    ).toEqual([
      ['a', '200', [10, 20, 30]],
      ['b', '200', [5, 5, 5]],
      ['a', '500', [1, 2, 10]],
    ])
  })

  it('leaves steps out where there is no sample', () => {
    const [line] = rangeQuery('req{code="500"} > 1', ask, engineOf(store))
    expect(line).toMatchObject({ times: [10_000, 20_000], values: [2, 10] })
  })

  it('gives a scalar at every step', () => {
    expect(rangeQuery('time()', ask, engineOf(store))[0]?.values).toEqual([0, 10, 20])
  })

  it('knows where it begins and ends', () => {
    const [line] = rangeQuery(
      'req{code="500"} @ end() - req{code="500"} @ start()',
      ask,
      engineOf(store),
    )
    expect(line?.values).toEqual([9, 9, 9])
  })

  it('refuses what has no value at a step', () => {
    expect(() => rangeQuery('up[5m]', ask, engineOf(store))).toThrow(
      'must be Scalar or instant Vector',
    )
  })
})
