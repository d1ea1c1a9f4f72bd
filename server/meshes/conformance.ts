import { parser } from '@prometheus-io/lezer-promql'
import { describe, expect, it } from 'vitest'
import type { Mesh, TelemetryAsk, TelemetryQuery } from '../seams/mesh.ts'
import type { Inventory } from '../seams/inventory.ts'
import { buildVector } from '../seams/vector.ts'

type Labels = Readonly<Record<string, string>>

/** What a vendor's test brings along. */
export interface MeshFixtures {
  /** Series of its own, by the id of the query that would bring them. */
  readonly ownSeries: Readonly<Record<string, readonly Labels[]>>
  /** Series of other meshes, as the same store may hold them. */
  readonly foreignSeries: readonly Labels[]
  /** A cluster where it runs. */
  readonly inventory: Inventory
}

const bareAsk: TelemetryAsk = {
  windowSeconds: 60,
  edgeLevel: 'workload',
  responseTime: null,
  throughput: null,
  grpcMessages: false,
  operations: false,
  includeIdle: false,
  namespaces: null,
  recordedNames: new Set(),
}

const fullAsk: TelemetryAsk = {
  ...bareAsk,
  responseTime: 'p95',
  throughput: 'response',
  grpcMessages: true,
  operations: true,
}

const oddNames = ['shop', 'a.b', 'x"y', 'back\\slash', 'or|and(']

/** The promises that every mesh keeps; its own test calls this and adds what is particular. */
export function meshConformance(mesh: Mesh, fixtures: MeshFixtures): void {
  describe(`${mesh.id} as a mesh`, () => {
    describeQueries(mesh)
    describeReading(mesh, fixtures)
    describeObjects(mesh, fixtures)
  })
}

function describeQueries({ telemetry }: Mesh): void {
  it('asks three questions by default and at most nine with every layer on', () => {
    expect(telemetry.queries(bareAsk)).toHaveLength(3)
    expect(telemetry.queries(fullAsk).length).toBeLessThanOrEqual(9)
  })

  it('asks the same number of questions for any number of namespaces', () => {
    const namespaces = Array.from({ length: 200 }, (_, index) => `namespace-${index}`)
    expect(telemetry.queries({ ...bareAsk, namespaces })).toHaveLength(3)
  })

  it('names its questions differently', () => {
    const ids = telemetry.queries(fullAsk).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('asks in PromQL, whatever is asked for', () => {
    for (const ask of manyAsks()) {
      for (const { promql } of telemetry.queries(ask)) expectPromql(promql)
    }
  })
}

function describeReading({ telemetry }: Mesh, { ownSeries, foreignSeries }: MeshFixtures): void {
  const queries = telemetry.queries(fullAsk)
  const own = queries.flatMap((query) => {
    const series = ownSeries[query.id] ?? []
    return series.length === 0 ? [] : [{ id: query.id, query, series }]
  })

  it('has series of its own for every question', () => {
    expect(own.map(({ id }) => id)).toEqual(queries.map(({ id }) => id))
  })

  it.each(own)('reads every series of its own: $id', ({ query, series }) => {
    const samples = telemetry.read(query, vectorOf(series))
    expect(samples).toHaveLength(series.length)
    for (const sample of samples) expectPromql(telemetry.narrow(query, sample))
  })

  it.each(own)('makes equal ends the same object: $id', ({ query, series }) => {
    const samples = telemetry.read(query, vectorOf([...series, ...series]))
    samples.slice(0, series.length).forEach((sample, index) => {
      const again = samples[index + series.length]
      expect(again?.source).toBe(sample.source)
      expect(again?.destination).toBe(sample.destination)
      expect(again?.service).toBe(sample.service)
    })
  })

  it('reads nothing out of series of other meshes', () => {
    for (const query of queries) {
      expect(telemetry.read(query, vectorOf(foreignSeries))).toEqual([])
      expect(telemetry.read(query, vectorOf([]))).toEqual([])
    }
  })

  it('reads nothing for a question that it did not ask', () => {
    const query: TelemetryQuery = {
      id: 'not-ours',
      layer: 'requests',
      promql: 'up',
      isRecorded: false,
    }
    expect(telemetry.read(query, vectorOf(Object.values(ownSeries).flat()))).toEqual([])
  })

  it('knows no words for a flag that is none', () => {
    expect(telemetry.flagText('NO_SUCH_FLAG')).toBeNull()
  })

  it('has a name under which spans may stand', () => {
    expect(telemetry.traceServices({ namespace: 'shop', app: 'cart' }).length).toBeGreaterThan(0)
  })
}

function describeObjects(mesh: Mesh, { inventory }: MeshFixtures): void {
  const empty: Inventory = {
    ...inventory,
    namespaces: [],
    workloads: [],
    services: [],
    pods: [],
    endpoints: [],
    config: new Map(),
  }

  it('is found where it runs, and says what was looked for where it does not', () => {
    expect(mesh.detect(inventory)?.mesh).toBe(mesh.id)
    expect(mesh.detect(empty)).toBeNull()
    expect(mesh.lookedFor.length).toBeGreaterThan(0)
  })

  it('reads nothing out of an empty cluster', () => {
    const facts = mesh.readConfig(empty)
    expect(facts.marksByService.size).toBe(0)
    expect(facts.dataPlaneByWorkload.size).toBe(0)
    expect(facts.externalServices).toEqual([])
  })
}

function manyAsks(): readonly TelemetryAsk[] {
  const levels = ['workload', 'app', 'service'] as const
  const statistics = ['avg', 'p50', 'p95', 'p99'] as const
  return levels.flatMap((edgeLevel) =>
    statistics.flatMap((responseTime) =>
      [null, oddNames].flatMap((namespaces) =>
        [true, false].map((includeIdle) => ({
          ...fullAsk,
          edgeLevel,
          responseTime,
          namespaces,
          includeIdle,
        })),
      ),
    ),
  )
}

function vectorOf(series: readonly Labels[]): ReturnType<typeof buildVector> {
  return buildVector(series.map((labels, index) => ({ labels, value: index + 1 })))
}

/** The grammar marks what it could not read with a node of error. */
function expectPromql(promql: string): void {
  let errors = 0
  parser.parse(promql).iterate({
    enter: (node) => {
      if (node.type.isError) errors += 1
    },
  })
  expect(errors, promql).toBe(0)
}
