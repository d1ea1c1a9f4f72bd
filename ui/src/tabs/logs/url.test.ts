import { describe, expect, it } from 'vitest'
import {
  askOf,
  defaultView,
  isPast,
  readLine,
  readView,
  writeLine,
  writeView,
  type LogView,
} from './url.ts'

const changed: LogView = {
  ...{ pods: ['a', 'b'], containers: ['istio-proxy'], init: true, node: true, waypoint: true },
  ...{ previous: true, show: 'a,b', hide: 'x y', regex: true, case: true },
  ...{ severities: ['error', 'none'], range: 'custom', from: 5, to: 9, lines: 500, spans: 100 },
  ...{ zone: 'utc', wrap: true, times: false, find: 'é', line: '5.6.ns/pod/c' },
}

describe('the address of a view of logs', () => {
  it.each([
    { desc: 'the usual one', view: defaultView },
    { desc: 'one with everything changed', view: changed },
  ])('reads back what it writes: $desc', ({ view }) => {
    const search = writeView(view, new URLSearchParams('tab=logs'))
    expect(readView(new URLSearchParams(search.toString()))).toEqual(view)
    expect(search.get('tab')).toBe('logs')
  })

  it('is short for the usual view, and lives through nonsense field by field', () => {
    expect(writeView(defaultView).toString()).toBe('')
    const search = 'logs-lines=7&logs-zone=mars&logs-from=x&logs-show=kept'
    expect(readView(new URLSearchParams(search))).toEqual({ ...defaultView, show: 'kept' })
  })

  it('asks for what differs from the usual alone', () => {
    expect(askOf(defaultView, 1000)).toEqual({})
    expect(askOf({ ...defaultView, range: '5m', severities: ['warn'] }, 1_000_000)).toEqual({
      severities: 'warn',
      from: 700_000,
    })
  })

  it('follows nothing where it looks at the past', () => {
    expect(isPast(defaultView)).toBe(false)
    for (const view of [
      { previous: true },
      { line: '1.2.a/b/c' },
      { range: 'custom', to: 5 } as const,
    ])
      expect(isPast({ ...defaultView, ...view })).toBe(true)
  })

  it('names a line so that it is found again', () => {
    const line = { at: 12, nanos: 34, source: 'ns/pod-1/app' }
    const rest = {
      text: '',
      cutBytes: 0,
      severity: null,
      access: null,
      requestId: null,
      traceId: null,
    }
    expect(readLine(writeLine({ ...line, ...rest }))).toEqual(line)
    expect(readLine('nonsense')).toBeNull()
  })
})
