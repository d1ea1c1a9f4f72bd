import { describe, expect, it } from 'vitest'
import type { UsualDurations } from '#contract/durations.ts'
import type { SpanPlace } from '#contract/traces.ts'
import { differenceOf, heatOf, routeOf, verdictOf } from './usual.ts'

const place: SpanPlace = {
  ...{ namespace: 'shop', workload: 'web-v1', app: 'web', version: 'v1', pod: 'web-v1-0' },
  ...{ role: 'sidecar', isHidden: false },
}
const web = { namespace: 'shop', kind: 'workloads', name: 'web-v1' }
const called = { direction: 'outbound', host: 'cart.shop.svc', port: 80, subset: null } as const

describe('the metrics that a span is held against', () => {
  it.each([
    {
      desc: 'a server: all that came in',
      made: { place, target: null, kind: 'server' },
      expected: { params: web, query: { direction: 'inbound', at: 1000 } },
    },
    {
      desc: 'a client: all to the same host',
      made: { place, target: called, kind: 'client' },
      expected: {
        params: web,
        query: {
          ...{ direction: 'outbound', by: 'remoteService', at: 1000 },
          only: 'remoteService=cart.shop.svc',
        },
      },
    },
    {
      desc: 'a gateway: all that it sends on',
      made: { place: { ...place, role: 'gateway' as const }, target: null, kind: 'server' },
      expected: { params: web, query: { direction: 'outbound', at: 1000 } },
    },
    {
      desc: 'an app without a workload',
      made: { place: { ...place, workload: null }, target: null, kind: 'server' },
      expected: {
        params: { namespace: 'shop', kind: 'apps', name: 'web' },
        query: { direction: 'inbound', at: 1000 },
      },
    },
    { desc: 'work inside', made: { place, target: null, kind: 'internal' }, expected: null },
    {
      desc: 'a place that is not told',
      made: { place: { ...place, isHidden: true }, target: null, kind: 'server' },
      expected: null,
    },
  ])('are those of $desc', ({ made, expected }) => {
    expect(routeOf({ ...made, endMs: 999.5 })).toEqual(expected)
  })
})

describe('a duration against the usual ones', () => {
  it.each([
    { ms: 10, usual: 10, heat: 'better', words: '+0.0 ms' },
    { ms: 14, usual: 10, heat: 'close', words: '+4.0 ms' },
    { ms: 29, usual: 10, heat: 'worse', words: '+19 ms' },
    { ms: 31, usual: 10, heat: 'worst', words: '+21 ms' },
    { ms: 5, usual: 10, heat: 'better', words: '−5.0 ms' },
  ])('of $ms ms and $usual ms is $heat', ({ ms, usual, heat, words }) => {
    expect([heatOf(ms, usual), differenceOf(ms, usual)]).toEqual([heat, words])
  })

  it('is unknown where nobody counted anything', () => {
    expect(heatOf(1, null)).toBe('unknown')
  })

  const usual = (p50: number | null, p99: number | null): UsualDurations => ({
    at: 0,
    values: [
      { windowSeconds: 600, statistic: 'p50', ms: 1 },
      { windowSeconds: 3600, statistic: 'p50', ms: p50 },
      { windowSeconds: 3600, statistic: 'p99', ms: p99 },
    ],
    ...{ evidence: [], warnings: [] },
  })
  it.each([
    { of: usual(5, 20), ms: 21, words: 'slower than 99% of the 1 h before' },
    { of: usual(5, 20), ms: 10, words: 'slower than 50% of the 1 h before' },
    { of: usual(5, 20), ms: 4, words: 'faster than half of the 1 h before' },
    { of: usual(null, null), ms: 4, words: 'slower than 50% of the 10 min before' },
    { of: { ...usual(1, 1), values: [] }, ms: 4, words: null },
  ])('is put in words: $words', ({ of, ms, words }) => {
    expect(verdictOf(ms, of)).toBe(words)
  })
})
