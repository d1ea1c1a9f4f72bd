import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { graphSchema, type Graph } from '#contract/graph.ts'
import type { NodeTraffic } from '#contract/traffic.ts'
import { plainTraffic, someTraffic } from '../../test/support/arbitrary-traffic.ts'
import { aBase, aContext, anAsk, applyDelta } from '../../test/support/graph.ts'
import { aSample, noService } from '../../test/support/traffic.ts'
import type { TrafficSample } from '../seams/traffic.ts'
import type { BaseGraph } from './base.ts'
import { diffGraph } from './delta.ts'
import { projectGraph, type ProjectContext } from './project.ts'
import { chooseReporter } from './steps/reporter.ts'

const views: fc.Arbitrary<GraphAskInput> = fc.record({
  type: fc.constantFrom('workload', 'app', 'versionedApp', 'service'),
  open: fc.constantFrom('auto', 'all', 'none', 'alpha', 'all,-beta'),
  serviceNodes: fc.constantFrom('true', 'false'),
  waypoints: fc.constantFrom('true', 'false'),
  idleEdges: fc.constantFrom('true', 'false'),
  ambient: fc.constantFrom('total', 'waypoint', 'ztunnel'),
  boxBy: fc.constantFrom('', 'namespace', 'cluster,namespace,app'),
  namespaces: fc.constantFrom('', 'alpha', 'east/beta,vault'),
})

const viewers: fc.Arbitrary<ProjectContext['viewer']> = fc.constantFrom(
  { user: null, sees: 'all' as const },
  { user: 'dev', sees: new Set(['east/alpha', 'east/beta', 'west/alpha', '/alpha']) },
  { user: 'nobody', sees: new Set<string>() },
)

const draw = (base: BaseGraph, view: GraphAskInput, viewer?: ProjectContext['viewer']): Graph =>
  projectGraph(base, anAsk(view), aContext({ openBudget: 8, ...(viewer && { viewer }) }))

/** Requests and bytes of something, to compare sums with. */
function amounts({ http, grpc, tcp }: NodeTraffic): readonly number[] {
  return [
    http?.requestsPerSecond ?? 0,
    grpc?.requestsPerSecond ?? 0,
    (tcp?.sentBytesPerSecond ?? 0) + (tcp?.receivedBytesPerSecond ?? 0),
  ]
}

function expectSame(one: readonly number[], other: readonly number[]): void {
  one.forEach((value, index) => {
    const against = other[index] ?? 0
    expect(Math.abs(value - against)).toBeLessThanOrEqual(1e-9 * Math.max(1, value, against))
  })
}

const plus = (one: readonly number[], other: readonly number[]): readonly number[] =>
  one.map((value, index) => value + (other[index] ?? 0))

const nothing: readonly number[] = [0, 0, 0]

function change(
  sample: TrafficSample,
  how: 'kept' | 'grown' | 'gone' | 'turned' | 'unasked',
): readonly TrafficSample[] {
  if (how === 'gone') return []
  if (how === 'grown') return [{ ...sample, value: sample.value * 2 + 1 }]
  if (how === 'kept') return [sample]
  if (how === 'unasked') return [{ ...sample, service: noService }]
  return [{ ...sample, source: sample.destination, destination: sample.source }]
}

describe('every picture', () => {
  it('is what the contract promises, without NaN', () => {
    fc.assert(
      fc.property(someTraffic, views, viewers, (samples, view, viewer) => {
        const graph = draw(aBase(samples), view, viewer)
        expect(graphSchema.parse(graph)).toEqual(graph)
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same whatever was drawn before: numbers alone, or edges too, may have changed', () => {
    const changes = fc.array(fc.constantFrom('kept', 'kept', 'grown', 'gone', 'turned', 'unasked'))
    fc.assert(
      fc.property(someTraffic, changes, views, (before, changed, view) => {
        const after = before.flatMap((sample, row) => change(sample, changed[row] ?? 'kept'))
        draw(aBase(before), view)
        const following = draw(aBase(after), view)
        draw(aBase([]), view) // of another shape than any
        expect(following).toEqual(draw(aBase(after), view))
      }),
      { numRuns: 500 },
    )
  })

  it('has nodes whose sums are those of their edges, and edges between its nodes', () => {
    fc.assert(
      fc.property(someTraffic, views, viewers, (samples, view, viewer) => {
        const graph = draw(aBase(samples), view, viewer)
        const inbound = new Map(graph.nodes.map(({ id }) => [id, nothing]))
        const outbound = new Map(inbound)
        expect(inbound.size).toBe(graph.nodes.length)
        expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length)
        for (const edge of graph.edges) {
          expect(inbound.has(edge.source) && inbound.has(edge.target)).toBe(true)
          inbound.set(edge.target, plus(inbound.get(edge.target) ?? nothing, amounts(edge)))
          outbound.set(edge.source, plus(outbound.get(edge.source) ?? nothing, amounts(edge)))
        }
        for (const node of graph.nodes) {
          expectSame(amounts(node.inbound), inbound.get(node.id) ?? nothing)
          expectSame(amounts(node.outbound), outbound.get(node.id) ?? nothing)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('has the same totals whatever is open, boxed or drawn between', () => {
    fc.assert(
      fc.property(someTraffic, views, views, (samples, view, other) => {
        const base = aBase(samples)
        const { open, serviceNodes, waypoints, boxBy } = other
        const { totals } = draw(base, view)
        const changed = draw(base, { ...view, open, serviceNodes, waypoints, boxBy }).totals
        expect(changed.all).toEqual(totals.all)
        expect(changed.internal).toEqual(totals.internal)
      }),
      { numRuns: 1000 },
    )
  })

  it('has boxes and closed namespaces that agree, and parts that make the whole', () => {
    fc.assert(
      fc.property(someTraffic, views, (samples, view) => {
        const base = aBase(samples)
        const open = draw(base, { ...view, open: 'all', boxBy: 'namespace' })
        const closed = draw(base, { ...view, open: 'none' })
        for (const box of open.boxes) {
          const node = closed.nodes.find(
            ({ id }) => id === box.id.replace('box:', '').replace('/', ':'),
          )
          expect(node?.closed?.members).toEqual(box.members)
          expect(node?.closed?.internal).toEqual(box.internal)
        }
        const { inbound, outbound, internal, all } = open.totals
        const parts = [inbound, outbound, internal].map(amounts).reduce(plus)
        parts.forEach((part, index) => {
          expect(part).toBeLessThanOrEqual((amounts(all)[index] ?? 0) * (1 + 1e-9))
        })
      }),
      { numRuns: 500 },
    )
  })

  it('comes out the same, in the same order, however the rows came in', () => {
    fc.assert(
      fc.property(someTraffic, views, (samples, view) => {
        const graph = draw(aBase(samples), view)
        expect(draw(aBase(samples), view)).toEqual(graph)
        const turned = draw(aBase(samples.toReversed()), view)
        expect(turned.nodes.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id))
        expect(turned.edges.map(({ id }) => id)).toEqual(graph.edges.map(({ id }) => id))
        expect(diffGraph(graph, turned)).toMatchObject({
          nodes: [],
          edges: [],
          boxes: [],
          removed: [],
        })
      }),
      { numRuns: 500 },
    )
  })

  it('follows from another by its delta', () => {
    fc.assert(
      fc.property(someTraffic, someTraffic, views, (samples, later, view) => {
        const before = draw(aBase(samples), view)
        const after = draw(aBase([...samples.slice(1), ...later]), view)
        const reached = applyDelta(before, diffGraph(before, after))
        expect(diffGraph(after, reached)).toMatchObject({
          nodes: [],
          edges: [],
          boxes: [],
          removed: [],
        })
        expect(diffGraph(reached, after)).toMatchObject({
          nodes: [],
          edges: [],
          boxes: [],
          removed: [],
        })
      }),
      { numRuns: 500 },
    )
  })
})

describe('rights', () => {
  it('leave no trace of the name of what is hidden', () => {
    fc.assert(
      fc.property(someTraffic, views, (samples, view) => {
        const viewer = { user: 'dev', sees: new Set(['east/alpha', 'east/beta', 'west/beta']) }
        const text = JSON.stringify(draw(aBase(samples), { ...view, namespaces: '' }, viewer))
        expect(text).not.toMatch(/vault/)
      }),
      { numRuns: 1000 },
    )
  })

  it('keep the totals of what may be seen', () => {
    fc.assert(
      fc.property(someTraffic, views, (samples, view) => {
        const base = aBase(samples)
        const sees = ['east/alpha', 'west/alpha', '/alpha']
        const limited = draw(
          base,
          { ...view, namespaces: '' },
          { user: 'dev', sees: new Set(sees) },
        )
        const whole = draw(base, { ...view, namespaces: 'alpha' })
        expect(limited.totals.all).toEqual(whole.totals.all)
        const direct = {
          ...view,
          namespaces: '',
          serviceNodes: 'false',
          waypoints: 'false',
        } as const
        const edges = draw(base, direct, { user: 'dev', sees: new Set(sees) }).edges
        const closed = limited.totals.internal
        const drawn = edges.map(amounts).reduce(plus, nothing)
        const total = amounts(limited.totals.all)
        drawn.forEach((value, index) => {
          // What lies inside one closed namespace is drawn by no edge.
          expect(value).toBeLessThanOrEqual((total[index] ?? 0) * (1 + 1e-9))
          const inside = amounts(closed)[index] ?? 0
          expect(value + inside).toBeGreaterThanOrEqual((total[index] ?? 0) * (1 - 1e-9))
        })
      }),
      { numRuns: 500 },
    )
  })
})

/** The rule of reporters over plain rows, without any of the code above it. */
function countByHand(samples: readonly TrafficSample[]): number {
  const known = samples.filter(
    ({ protocol, value }) => protocol === 'http' && Number.isFinite(value) && value > 0,
  )
  const edges = Map.groupBy(known, ({ source, service, destination }) =>
    JSON.stringify([endKey(source), serviceKey(service, destination, source), endKey(destination)]),
  )
  return [...edges.values()].reduce((sum, rows) => {
    const of = (reporter: string): number | null => {
      const own = rows.filter((row) => row.reporter === reporter)
      return own.length === 0 ? null : own.reduce((total, { value }) => total + value, 0)
    }
    const totals = { source: of('source'), destination: of('destination'), waypoint: null }
    const chosen = chooseReporter(totals)?.reporter ?? 'source'
    return sum + (totals[chosen] ?? 0)
  }, 0)
}

const endKey = ({ cluster, namespace, workload, app, version }: TrafficSample['source']): unknown =>
  workload === null ? [cluster, namespace, app, version] : [cluster, namespace, workload]

const serviceKey = (
  { cluster, namespace, name }: TrafficSample['service'],
  destination: TrafficSample['destination'],
  source: TrafficSample['source'],
): unknown => [cluster ?? destination.cluster ?? source.cluster, namespace, name]

const nowhere = { namespace: 'beta', workload: 'beta-w', app: 'beta-w', version: null }
const elsewhere = (['east', 'west'] as const).map((cluster) =>
  aSample({ source: { cluster, ...nowhere }, destination: { cluster, ...nowhere } }),
)

describe('viewers whose namespaces are apart', () => {
  const seeing = (...namespaces: readonly string[]): ProjectContext['viewer'] => ({
    user: 'dev',
    sees: new Set(
      namespaces.flatMap((name) => ['east', 'west', ''].map((cluster) => `${cluster}/${name}`)),
    ),
  })

  it('have all of the mesh together, each call once by who calls and by who is called', () => {
    const parts = [seeing('alpha'), seeing('beta', 'vault')]
    fc.assert(
      fc.property(plainTraffic, fc.constantFrom('workload', 'app'), (samples, type) => {
        // Callees are all known here, so that both ends have a namespace.
        const base = aBase([...samples, ...elsewhere])
        const totalsOf = (viewer?: ProjectContext['viewer']): Graph['totals'] =>
          draw(base, { type, idleEdges: 'true' }, viewer).totals
        const whole = amounts(totalsOf().all)
        const own = parts.map(totalsOf)
        for (const end of ['outbound', 'inbound'] as const) {
          const sums = own.map((one) => plus(amounts(one[end]), amounts(one.internal)))
          expectSame(sums.reduce(plus, nothing), whole)
        }
        for (const { all, inbound, outbound, internal } of own) {
          expectSame(amounts(all), [inbound, outbound, internal].map(amounts).reduce(plus, nothing))
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('no call', () => {
  it('is counted twice', () => {
    fc.assert(
      fc.property(plainTraffic, (samples) => {
        // A second cluster is always there, so that none is the home of what has no cluster.
        const both = [...samples, ...elsewhere]
        const { totals } = draw(aBase(both), { type: 'workload', idleEdges: 'true' })
        expectSame([totals.all.http?.requestsPerSecond ?? 0], [countByHand(both)])
      }),
      { numRuns: 1000 },
    )
  })
})
