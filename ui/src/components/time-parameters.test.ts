import { expect, it } from 'vitest'
import { chartTime, logTime } from './time-parameters.ts'

it.each([
  { desc: 'a short stretch of now', windowSeconds: 60, at: null, chart: {}, log: {} },
  { desc: 'a long one', windowSeconds: 3600, at: null, chart: { window: '1h' }, log: {} },
  {
    desc: 'one of the past',
    ...{ windowSeconds: 60, at: 9_000_000, chart: { at: '9000000' } },
    log: { 'logs-range': 'custom', 'logs-from': '8940000', 'logs-to': '9000000' },
  },
])('$desc is told to charts and to logs', ({ windowSeconds, at, chart, log }) => {
  expect(chartTime({ windowSeconds, at })).toEqual(chart)
  expect(logTime({ windowSeconds, at })).toEqual(log)
})
