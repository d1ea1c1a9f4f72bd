import { describe, expect, it } from 'vitest'
import { aSpan } from '../../test/support/span.ts'
import type { SpanOrigin, SpanRecord } from '../seams/span.ts'
import { assemble, type Place, type Trace } from './assemble.ts'
import { confirmNotPassedOn, suspectNotPassedOn, type Suspicion } from './not-passed-on.ts'

/** Services are named `app.namespace`; those called `edge` are gateways. */
function originOf({ service, kind }: SpanRecord): SpanOrigin {
  const [app = '', namespace = ''] = service.split('.')
  return {
    role: app === 'edge' ? 'gateway' : 'sidecar',
    ...{ namespace, app, version: null, pod: `${app}-0`, servedFor: null },
    target: {
      direction: kind === 'client' ? 'outbound' : 'inbound',
      ...{ host: null, port: 80, subset: null },
    },
    flags: [],
    requestId: null,
  }
}

function placeOf({ service }: SpanRecord, origin: SpanOrigin | null): Place {
  const [app = '', namespace = ''] = service.split('.')
  const role = origin?.role ?? 'app'
  return { namespace, workload: `${app}-v1`, app, version: null, pod: `${app}-0`, role }
}

type Hop = readonly [service: string, kind: 'client' | 'server']

/** A trace in which each span called the next. */
const chain = (...hops: readonly Hop[]): Trace =>
  assemble(
    hops.map(([service, kind], index) =>
      aSpan({
        ...{ spanId: `${index}`, parentId: index === 0 ? null : `${index - 1}`, service, kind },
        ...{ at: index, lasts: 20 - index },
      }),
    ),
    { originOf, placeOf },
  )
const times = (count: number, trace: Trace): readonly Trace[] =>
  Array.from({ length: count }, () => trace)

const fromOutside = chain(['edge.mesh', 'client'], ['web.shop', 'server'])
const passedOn = chain(
  ...([
    ['edge.mesh', 'client'],
    ['web.shop', 'server'],
    ['web.shop', 'client'],
    ['cart.shop', 'server'],
  ] as const),
)
const begunAnew = chain(['web.shop', 'client'], ['cart.shop', 'server'])
const cartAlone = chain(['cart.shop', 'server'])

const suspect = (traces: readonly Trace[], sees = true): Suspicion | null =>
  suspectNotPassedOn(traces, {
    services: new Set(['cart.shop']),
    subject: { kind: 'app', namespace: 'shop', name: 'cart' },
    sees: () => sees,
  })

describe('who does not pass headers on', () => {
  it('is who begins a trace with each call, though it is called itself', () => {
    const found = suspect([...times(6, begunAnew), ...times(3, fromOutside)])
    expect(found).toEqual({
      ...{ who: 'itself', service: 'web.shop', traces: 6 },
      subject: { kind: 'workload', namespace: 'shop', name: 'web-v1' },
    })
    if (found === null) return
    const told = { who: 'itself', service: 'web.shop', traces: 6, callers: [] }
    expect(confirmNotPassedOn(found, { isCalled: true, inside: [] })).toEqual(told)
    expect(confirmNotPassedOn(found, { isCalled: false, inside: [] })).toBeNull()
  })

  it('is a caller of what is only ever the root, though it is called from inside the mesh', () => {
    const found = suspect(times(7, cartAlone))
    expect(found).toMatchObject({ who: 'callers', service: 'cart.shop', traces: 7 })
    if (found === null) return
    const inside = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(confirmNotPassedOn(found, { isCalled: true, inside })?.callers).toHaveLength(5)
    expect(confirmNotPassedOn(found, { isCalled: true, inside: [] })).toBeNull()
  })

  it.each([
    { desc: 'all goes on', traces: times(9, passedOn) },
    { desc: 'one of its calls goes on', traces: [...times(9, begunAnew), passedOn] },
    { desc: 'there are too few traces', traces: times(4, begunAnew) },
    { desc: 'a gateway begins them', traces: times(9, fromOutside) },
    { desc: 'there is none', traces: [] },
  ])('is nobody where $desc', ({ traces }) => {
    expect(suspect(traces)).toBeNull()
  })

  it('is not told to who may not see them', () => {
    expect(suspect(times(9, begunAnew), false)).toBeNull()
  })
})
