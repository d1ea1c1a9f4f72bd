import { describe, expect, it } from 'vitest'
import { defaultView, readView, timeBetween, writeView, type MetricsView } from './url.ts'

const rich: MetricsView = {
  windowSeconds: 215,
  at: 1_700_000_000_000,
  by: ['remoteApp', 'code'],
  only: [
    { grouping: 'remoteApp', value: 'cart, the (shop) = 1' },
    { grouping: 'code', value: '503' },
  ],
  statistics: ['avg', 'p999'],
  reporter: 'both',
  hasTrend: true,
  spans: 500,
  chart: 'test.requests',
}

describe('the address of charts', () => {
  it.each([
    { desc: 'the usual view', view: defaultView },
    { desc: 'a rich view', view: rich },
  ])('reads back $desc as it wrote it', ({ view }) => {
    const text = writeView(view, 'inbound').toString()
    expect(readView(new URLSearchParams(text), 'inbound')).toEqual(view)
  })

  it('is empty for the usual view, and keeps what is not its own', () => {
    const others = new URLSearchParams('tab=inbound&inboundBy=code&outboundBy=code')
    expect(writeView(defaultView, 'inbound', others).toString()).toBe('tab=inbound&outboundBy=code')
  })

  it('shares its time with the other tabs, and nothing else', () => {
    const search = writeView(rich, 'inbound')
    expect(readView(search, 'outbound')).toEqual({
      ...{ ...defaultView, windowSeconds: rich.windowSeconds, at: rich.at },
    })
  })

  it.each([
    'window=5s&at=x&inboundStats=p42&inboundReporter=me&inboundOnly=%25',
    'window=99d&at=-1&inboundOnly=code',
    'inboundOnly=code%3D500',
  ])('takes what it cannot read for the usual: %s', (text) => {
    expect(readView(new URLSearchParams(text), 'inbound')).toEqual(defaultView)
  })
})

it.each([
  { desc: 'five minutes', from: 0, to: 300_000, expected: { windowSeconds: 300, at: 300_000 } },
  { desc: 'the other way', from: 300_000, to: 0, expected: { windowSeconds: 300, at: 300_000 } },
  { desc: 'too little', from: 100_000, to: 110_000, expected: { windowSeconds: 60, at: 135_000 } },
])('shows the time between two instants: $desc', ({ from, to, expected }) => {
  expect(timeBetween(from, to)).toEqual(expected)
})
