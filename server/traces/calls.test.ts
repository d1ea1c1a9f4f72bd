import { describe, expect, it } from 'vitest'
import type { TraceCalls } from '#contract/trace-calls.ts'
import { aSpan } from '../../test/support/span.ts'
import type { SpanOrigin, SpanRecord } from '../seams/span.ts'
import { assemble, type Place, type Reader } from './assemble.ts'
import { callsOf } from './calls.ts'

/** Services are named `app.namespace`; `proxy` tells of whom a span asks, and how that ended. */
function originOf({ attributes, service }: SpanRecord): SpanOrigin | null {
  const host = attributes['proxy']
  if (host === undefined) return null
  const [app = '', namespace = ''] = service.split('.')
  const flag = attributes['flag']
  return {
    ...{ role: 'sidecar', namespace, app, version: null, pod: `${app}-0`, servedFor: null },
    target: { direction: 'outbound', host: String(host), port: 80, subset: null },
    flags: flag === undefined ? [] : [String(flag)],
    requestId: null,
  }
}

function placeOf({ service }: SpanRecord, origin: SpanOrigin | null): Place {
  const [app = '', namespace = null] = service.split('.')
  const pod = origin?.pod ?? null
  const workload = origin === null ? null : `${app}-v1`
  return { namespace, workload, app, version: null, pod, role: origin?.role ?? 'app' }
}

const reader: Reader = { originOf, placeOf }

function build(
  spans: readonly SpanRecord[],
  hidden: readonly string[] = [],
): Omit<TraceCalls, 'storeUrl'> {
  return callsOf(assemble(spans, reader), {
    sees: ({ place }) => !hidden.includes(place.namespace ?? ''),
    flagText: (flag) => (flag === 'UH' ? 'no healthy upstream' : null),
  })
}

const said = ({ places, calls }: Omit<TraceCalls, 'storeUrl'>): readonly string[] =>
  calls.map(({ source, target, host, fromNs, durationNs, words }) => {
    const nameOf = (index: number): string => {
      const place = places[index]
      return place === undefined ? '-' : place.isHidden ? 'hidden' : (place.app ?? '?')
    }
    const to = target === -1 ? `(${host ?? '?'})` : nameOf(target)
    const time = `${fromNs / 1e6}+${durationNs / 1e6}`
    return `${nameOf(source)} → ${to} ${time}${words === null ? '' : ` ${words}`}`
  })

const web = { service: 'web.shop', attributes: { proxy: 'cart.pay.svc' } }
const chain = [
  aSpan({ spanId: 'a', kind: 'server', ...web, lasts: 100 }),
  aSpan({ spanId: 'b', parentId: 'a', kind: 'client', ...web, at: 10, lasts: 50 }),
  aSpan({
    ...{ spanId: 'c', parentId: 'b', kind: 'server', service: 'cart.pay', at: 12, lasts: 40 },
    attributes: { proxy: '' },
  }),
]

describe('the calls of a trace', () => {
  it('are made between workloads, and last as long as the caller waits', () => {
    expect(said(build(chain))).toEqual(['- → web 0+100', 'web → cart 10+50'])
  })

  it('take a proxy and the application beside it for one', () => {
    const inside = aSpan({ spanId: 'd', parentId: 'c', service: 'cart', at: 20, lasts: 5 })
    expect(said(build([...chain, inside]))).toEqual(['- → web 0+100', 'web → cart 10+50'])
  })

  it('tell of one that nobody answered whom it was for, and why, in words', () => {
    const failed = aSpan({
      ...{ spanId: 'e', parentId: 'a', kind: 'client', service: 'web.shop', at: 70, lasts: 1 },
      attributes: { proxy: 'tax.pay.svc', flag: 'UH', 'http.status_code': 503 },
      isError: true,
    })
    expect(said(build([...chain, failed])).at(-1)).toBe(
      'web → (tax.pay.svc) 70+1 HTTP 503: no healthy upstream (UH)',
    )
  })

  it.each([
    {
      desc: 'gRPC rather than HTTP',
      attributes: { 'http.status_code': 200, 'grpc.status_code': 14 },
      words: 'gRPC 14',
    },
    {
      desc: 'a message of the application',
      attributes: { 'error.message': 'no stock' },
      words: 'no stock',
    },
    { desc: 'nothing', attributes: {}, words: 'failed, and does not say why' },
    {
      desc: 'a flag that nobody knows',
      attributes: { proxy: 'x', flag: 'XX' },
      words: 'flag XX',
    },
  ])('say why of what says $desc', ({ attributes, words }) => {
    const span = aSpan({ kind: 'server', isError: true, attributes })
    expect(build([span]).calls[0]?.words).toBe(words)
  })

  it('keep from somebody what happened where he may not look', () => {
    const failing = chain.map((span) => ({
      ...span,
      isError: true,
      attributes: { ...span.attributes, 'http.status_code': span.spanId === 'c' ? 418 : 503 },
    }))
    const calls = build(failing, ['pay'])
    expect(said(calls)).toEqual(['- → web 0+100 HTTP 503', 'web → hidden 10+50 HTTP 503'])
    expect(JSON.stringify(build(failing, ['shop']))).not.toMatch(/web|503/)
    expect(JSON.stringify(calls)).not.toMatch(/418|cart-0/)
  })

  it('are told up to a number that can be stepped through', () => {
    const many = Array.from({ length: 2_500 }, (_, index) =>
      aSpan({ spanId: `x${index}`, parentId: 'a', service: `s${index}.pay`, at: index }),
    )
    const { calls, more } = build([...chain, ...many])
    expect([calls.length, more]).toEqual([2_000, 502])
  })
})
