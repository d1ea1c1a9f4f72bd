import { expect, it } from 'vitest'
import { aSpan, epochNs } from '../../test/support/span.ts'
import type { SpanOrigin, SpanRecord } from '../seams/span.ts'
import { assemble, type Reader } from './assemble.ts'
import { linesAskOf, type LinesAsk } from './lines-ask.ts'
import { placeOf } from './places.ts'

const nowhere = { workloadOf: () => null, hasNamespace: () => true }
const proxy: SpanOrigin = {
  ...{ role: 'sidecar', namespace: 'shop', pod: 'web-1', app: 'web', version: null },
  ...{ servedFor: null, target: null, flags: [], requestId: 'request-of-web' },
}
const origins: Readonly<Record<string, Partial<SpanOrigin>>> = {
  web: {},
  waypoint: {
    ...{ role: 'waypoint', pod: 'waypoint-1', requestId: 'request-of-waypoint' },
    servedFor: { namespace: 'shop', workload: 'cart' },
  },
  short: { pod: 'web-2', requestId: '1' },
}
const reader: Reader = {
  originOf: ({ attributes }) => {
    const own = origins[String(attributes['proxy'])]
    return own === undefined ? null : { ...proxy, ...own }
  },
  placeOf: (span, origin) => placeOf(span, origin, nowhere),
}

function ask(spans: readonly Partial<SpanRecord>[], hidden = ''): LinesAsk {
  const records = spans.map((span, index) => aSpan({ spanId: `${index + 1}`, ...span }))
  return linesAskOf({
    trace: assemble(records, reader),
    sees: ({ place }) => place.namespace !== hidden,
  })
}

const by = (name: string): Partial<SpanRecord> => ({ attributes: { proxy: name } })

it.each([
  {
    desc: 'of the pod of a proxy',
    spans: [by('web'), by('web')],
    subjects: ['pods shop/web-1'],
    ids: ['request-of-web'],
  },
  {
    desc: 'of a waypoint and of all pods that it served',
    spans: [by('waypoint')],
    subjects: ['pods shop/waypoint-1', 'workloads shop/cart'],
    ids: ['request-of-waypoint'],
  },
  {
    desc: 'of a workload whose pod is not said',
    spans: [
      { resource: { 'k8s.namespace.name': 'shop', 'k8s.deployment.name': 'db' }, service: 'db' },
    ],
    subjects: ['workloads shop/db'],
    ids: [],
  },
  {
    desc: 'without ids that others have, too',
    spans: [by('short')],
    subjects: ['pods shop/web-2'],
    ids: [],
  },
])('looks for lines $desc', ({ spans, subjects, ids }) => {
  const asked = ask(spans)
  expect(asked.subjects.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)).toEqual(
    subjects,
  )
  expect(asked.ids).toEqual(['a'.repeat(32), ...ids])
})

it('looks for nothing of spans that may not be seen', () => {
  expect(ask([by('web')], 'shop')).toMatchObject({ ids: ['a'.repeat(32)], subjects: [] })
})

it('looks for ids of 64 bits as they are written, too', () => {
  const traceId = '5af7183fb1d4cf5f'.padStart(32, '0')
  expect(ask([{ traceId }]).ids).toEqual([traceId, '5af7183fb1d4cf5f'])
})

it('looks from a while before it began to a while after its end, if it says when it was', () => {
  const startMs = Number(epochNs / 1_000_000n)
  expect(ask([{}]).window).toEqual({
    ...{ startMs, fromMs: startMs - 60_000, toMs: startMs + 10 + 120_000 },
  })
  expect(ask([{ startNs: 0n }]).window).toBeNull()
})
