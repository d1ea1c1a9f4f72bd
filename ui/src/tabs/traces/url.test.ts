import { describe, expect, it } from 'vitest'
import { askOf, defaultView, readView, writeView } from './url.ts'

describe('the view in the address', () => {
  it('comes back as it was written, and leaves strangers in', () => {
    const patch = { trace: 'abc', show: 'flame', errors: 'true', to: 1_700_000_000_000 } as const
    const search = writeView(new URLSearchParams('tab=traces'), patch)
    expect(search.get('tab')).toBe('traces')
    expect(readView(search)).toEqual({ ...defaultView, ...patch })
    expect(
      writeView(search, { trace: null, show: 'timeline', errors: '', to: null }).toString(),
    ).toBe('tab=traces')
  })

  it('keeps what is picked to be compared', () => {
    const search = writeView(new URLSearchParams(), { compare: 'abc,def' })
    expect(readView(search).compare).toBe('abc,def')
    expect(writeView(search, { compare: '' }).toString()).toBe('')
  })

  it.each([
    ...['traces-trace=<script>', 'traces-range=9y', 'traces-limit=0', 'traces-min=-1'],
    ...['traces-compare=a,b,c', 'traces-compare=a,<script>'],
  ])('has the default for %s', (text) => {
    expect(readView(new URLSearchParams(text))).toEqual(defaultView)
  })
})

describe('the question', () => {
  const subject = { kind: 'workload', namespace: 'shop', name: 'web-v1' } as const

  it('is none while nobody is named', () => {
    expect(askOf(defaultView, { subject: null, nowMs: 5 })).toBeNull()
  })

  it('is over a stretch by its two ends, unless it ends before it begins', () => {
    const from = 1_700_000_000_000
    const of = (to: number) => {
      const search = writeView(new URLSearchParams(), { from, to })
      const ask = askOf(readView(search), { subject, nowMs: 5 })
      return [ask?.from, ask?.to]
    }
    expect(of(from + 60_000)).toEqual([from, from + 60_000])
    expect(of(from - 60_000)).toEqual([from - 960_000, from - 60_000])
  })

  it('is of the subject, over the range until now', () => {
    const nowMs = 1_700_000_000_000
    expect(askOf({ ...defaultView, tags: 'a=b  c=d e' }, { subject, nowMs })).toEqual({
      ...subject,
      tags: 'a=b\nc=d e',
      from: nowMs - 900_000,
      to: nowMs,
      limit: 100,
    })
  })
})
