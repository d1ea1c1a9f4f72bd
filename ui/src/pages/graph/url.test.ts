import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphTypes } from '#contract/graph-ask.ts'
import { graphAskSchema } from '#contract/graph-ask.ts'
import { badgeKinds, edgeLabelKinds, edgesShown, layoutNames } from '../../canvas/canvas-props.ts'
import { rankEnds } from '../../lib/graph-language/rank.ts'
import {
  askOf,
  defaultView,
  readView,
  rhythmOf,
  rhythms,
  writeView,
  type GraphView,
} from './url.ts'

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}(\/[a-z]{1,5})?$/)
const names = fc.uniqueArray(name, { maxLength: 5 })
const id = fc.option(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), { nil: null })
const subsetOf = <Name extends string>(all: readonly Name[]): fc.Arbitrary<Name[]> =>
  fc.subarray([...all])

const anyView: fc.Arbitrary<GraphView> = fc.record({
  namespaces: names,
  clusters: names,
  type: fc.constantFrom(...graphTypes),
  windowSeconds: fc.integer({ min: 10, max: 30 * 86_400 }),
  at: fc.option(fc.nat({ max: 8.64e15 }), { nil: null }),
  replay: fc.option(fc.integer({ min: 10, max: 3600 }), { nil: null }),
  from: fc.option(fc.nat({ max: 8.64e15 }), { nil: null }),
  before: fc.option(fc.nat({ max: 8.64e15 }), { nil: null }),
  side: fc.constantFrom('both', 'before', 'after'),
  trace: fc.constantFrom(null, 'a1b2', 'upload-abcdefghij_-'),
  step: fc.constantFrom(null, '3', '00f067aa0ba902b7'),
  rhythm: fc.constantFrom(...rhythms),
  grpc: fc.constantFrom('requests', 'sent', 'received', 'total'),
  labels: subsetOf(edgeLabelKinds),
  responseTime: fc.constantFrom('avg', 'p50', 'p95', 'p99'),
  throughput: fc.constantFrom('request', 'response'),
  badges: subsetOf(badgeKinds),
  operations: fc.boolean(),
  ambient: fc.constantFrom('total', 'waypoint', 'ztunnel'),
  waypoints: fc.boolean(),
  serviceNodes: fc.boolean(),
  idleEdges: fc.boolean(),
  silent: fc.boolean(),
  idleNodes: fc.boolean(),
  isAnimated: fc.boolean(),
  boxBy: subsetOf(['cluster', 'namespace', 'app'] as const),
  open: fc.constantFrom('auto', 'all', 'none', 'east/a,east/b', 'auto,+east/a,-b'),
  focus: id,
  depth: fc.integer({ min: 1, max: 20 }),
  layout: fc.constantFrom(...layoutNames),
  edges: fc.constantFrom(...edgesShown),
  selection: id,
  find: id,
  hide: id,
  rankBy: subsetOf(rankEnds),
  twin: fc.constantFrom('picture', 'table', 'nodes'),
  sort: fc.constantFrom(null, 'rate', '-health'),
  columns: fc.constantFrom(null, 'source,rate'),
})

describe('the view in the address', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const text = writeView(view).toString()
        expect(readView(new URLSearchParams(text))).toEqual({ view, unread: [] })
      }),
    )
  })

  it('leaves to others what is theirs', () => {
    const others = new URLSearchParams('kiosk=true&window=nonsense')
    expect(writeView({ ...defaultView, type: 'app' }, others).toString()).toBe(
      'kiosk=true&type=app',
    )
  })

  it('says nothing about what is as usual', () => {
    expect(writeView(defaultView).toString()).toBe('')
    expect(readView(new URLSearchParams())).toEqual({ view: defaultView, unread: [] })
  })

  it.each([
    { text: 'window=-5', unread: ['window'] },
    { text: 'window=5y&type=app', unread: ['window'], view: { type: 'app' } },
    { text: 'window=9s', unread: ['window'] },
    { text: 'type=nope&window=10m', unread: ['type'], view: { windowSeconds: 600 } },
    { text: 'labels=rate,nope&idleNodes=true', unread: ['labels'], view: { idleNodes: true } },
    { text: 'at=tomorrow&depth=99&refresh=1s', unread: ['at', 'refresh', 'depth'] },
    { text: 'idleNodes=yes', unread: ['idleNodes'] },
    { text: 'from=elsewhere', unread: [] },
  ])('lets $unread of "$text" fall back alone', ({ text, unread, view = {} }) => {
    const read = readView(new URLSearchParams(text))
    expect(read.unread).toEqual(unread)
    expect(read.view).toEqual({ ...defaultView, ...view })
  })

  it('reads anything', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (text) => {
        expect(() => readView(new URLSearchParams(text))).not.toThrow()
      }),
    )
  })
})

describe('askOf', () => {
  it('is a question that the server understands, whatever the view', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const asked = graphAskSchema.parse(
          Object.fromEntries(new URLSearchParams(askOf(view) as Record<string, string>)),
        )
        expect(asked.window).toBe(view.windowSeconds)
        expect(asked.namespaces).toEqual(view.namespaces)
        expect([...asked.boxBy]).toEqual(view.boxBy)
        expect(asked.idleNodes).toBe(view.idleNodes)
      }),
    )
  })

  it('asks for layers only while they are written on edges', () => {
    expect(askOf(defaultView)).not.toHaveProperty('responseTime')
    expect(askOf({ ...defaultView, labels: ['responseTime'] })).toMatchObject({
      responseTime: 'p95',
    })
  })

  it('asks for what find and hide look at, though it is not shown', () => {
    expect(askOf(defaultView)).not.toHaveProperty('labels')
    const view = { ...defaultView, find: 'rt > 500 or label:region', hide: 'throughput < 5' }
    expect(askOf(view)).toMatchObject({
      responseTime: 'p95',
      throughput: 'request',
      labels: 'true',
    })
    expect(askOf({ ...defaultView, find: 'rt >' })).toEqual(askOf(defaultView))
  })
})

describe('rhythmOf', () => {
  it.each([
    { desc: 'live by default', view: {}, expected: { kind: 'live', everySeconds: 15 } },
    { desc: 'once when paused', view: { rhythm: 'paused' }, expected: { kind: 'once' } },
    { desc: 'once for the past', view: { at: 1 }, expected: { kind: 'once' } },
    { desc: 'on demand', view: { rhythm: 'manual', at: 1 }, expected: { kind: 'manual' } },
  ] as const)('is $desc', ({ view, expected }) => {
    expect(rhythmOf({ ...defaultView, ...view })).toEqual(expected)
  })
})
