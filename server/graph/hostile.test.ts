import fc from 'fast-check'
import { expect, it } from 'vitest'
import { graphSchema } from '#contract/graph.ts'
import { aBase, aContext, anAsk } from '../../test/support/graph.ts'
import { someFacts } from '../../test/support/mesh.ts'
import { aSample } from '../../test/support/traffic.ts'
import { explainGraph } from './explain.ts'
import { projectGraph } from './project.ts'

const text = fc.oneof(
  fc.constantFrom('', 'unknown', '__proto__', 'constructor', 'toString', '"', "'", '→', '%2F', '~'),
  fc.constantFrom('a/b', 'a@b', 'a,b', ' ', '\n', '\u0000', '\ud800', '💥', 'ß', 'null', '-', '*'),
  fc.constantFrom('x'.repeat(10_000), 'a.'.repeat(5000), '10.0.0.1', 'x.y.svc.cluster.local'),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const label = fc.option(text, { nil: null })
const end = fc.record({
  cluster: label,
  namespace: label,
  workload: label,
  app: label,
  version: label,
})
const service = fc.record({
  cluster: label,
  namespace: label,
  name: label,
  host: label,
  egress: fc.constantFrom('passthrough' as const, 'blackhole' as const, null, null),
})
const row = fc.record({
  measure: fc.constantFrom(
    'requests' as const,
    'tcpSentBytes' as const,
    'tcpReceivedBytes' as const,
    'messagesSent' as const,
    'requestBytes' as const,
    'responseTimeMs' as const,
  ),
  reporter: fc.constantFrom('source' as const, 'destination' as const, 'waypoint' as const),
  protocol: fc.oneof(fc.constantFrom('http', 'grpc', 'tcp'), text),
  code: label,
  grpcStatus: label,
  flags: label,
  sourcePrincipal: label,
  destinationPrincipal: label,
  isNodeProxy: fc.boolean(),
  value: fc.double(),
})

it('draws 100,000 hostile rows without a crash, and as the contract promises', () => {
  const ends = fc.sample(end, { numRuns: 400, seed: 1 })
  const services = fc.sample(service, { numRuns: 200, seed: 2 })
  const rows = fc.sample(row, { numRuns: 5000, seed: 3 })
  const pick = <One>(from: readonly One[], index: number): One => {
    const one = from[index % from.length]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const usual = aSample()
  const samples = Array.from({ length: 100_000 }, (_, index) => ({
    ...usual,
    ...pick(rows, index),
    source: pick(ends, index * 7),
    service: pick(services, index * 11),
    destination: pick(ends, index * 13 + (index >> 9)),
  }))
  const facts = someFacts({
    externalServices: [
      {
        namespace: '__proto__',
        name: '',
        hosts: ['*', ''],
        isInside: true,
        visibleTo: ['*'],
        marks: [],
        effects: [],
      },
    ],
  })
  const base = aBase(samples, { facts })
  for (const type of ['versionedApp', 'service'] as const) {
    const ask = anAsk({ type, serviceNodes: 'true', responseTime: 'p95', grpc: 'total' })
    const graph = projectGraph(base, ask, aContext())
    expect(graphSchema.safeParse(graph).error).toBeUndefined()
    expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length)
    const [edge] = graph.edges
    explainGraph(base, { ...ask, source: edge?.source, target: edge?.target }, aContext())
  }
})
