import type { Inventory } from '../seams/inventory.ts'
import type { TrafficSample } from '../seams/traffic.ts'
import type { BaseEdge, BaseGraph, ClusterFacts, ResponseTimeRow } from './base-graph.ts'
import { buildEdges, type LayersPresent } from './steps/build-edge.ts'
import { createCells, protocolOf, type Cells } from './steps/cells.ts'
import { createDrops, type Drops } from './steps/drops.ts'
import { foldBelow } from './steps/fold-below.ts'
import { foldWaypoints } from './steps/fold-waypoints.ts'
import { indexSurroundings } from './steps/inventory-index.ts'
import { joinUnnamed } from './steps/join-unnamed.ts'
import { setLowestBuckets } from './steps/lowest-buckets.ts'
import { createNameLists } from './steps/mtls.ts'
import { createPlacer, isPlace, type Placer } from './steps/place.ts'
import { createResponseKinds } from './steps/response-kinds.ts'
import type { LayerPart } from './layer-parts.ts'
import type { Traffic, TrafficAnswer } from './traffic.ts'

export type { BaseGraph, ClusterFacts } from './base-graph.ts'

/**
 * One base graph per window and instant; every graph type and view is a projection of it. Rates are
 * per second, bytes from the client's seat. Rows that cannot be placed are counted with the reason.
 *
 * @see docs/decisions/0003-one-base-graph.md
 */
export function buildBase(
  traffic: Traffic,
  inventories: readonly Inventory[],
  facts: readonly ClusterFacts[],
): BaseGraph {
  const surroundings = indexSurroundings(inventories, facts)
  const homeCluster = homeClusterOf(traffic, inventories)
  const building: Building = {
    placer: createPlacer(surroundings, homeCluster),
    cells: createCells(),
    drops: createDrops(),
    responseTimes: [],
  }
  const seated = traffic.answers.map((answer) => addAnswer(building, answer))
  seatRows(building.cells, seated)
  joinUnnamed(building.cells.all)
  foldWaypoints(building.cells.all, building.placer.ends, surroundings)
  foldBelow(building.cells.all)

  const kinds = createResponseKinds()
  const layers = layersOf(traffic)
  const edges: BaseEdge[] = []
  let index = 0
  const nextIndex = (): number => index++
  const maker = { kinds, layers, principals: createNameLists(), nextIndex }
  building.cells.all.forEach((cell) => {
    for (const edge of buildEdges(cell, maker)) edges.push(edge)
  })
  return {
    traffic,
    inventories,
    facts,
    homeCluster,
    place: building.placer.place,
    ends: building.placer.ends,
    services: building.placer.services,
    edges,
    responseTimes: setLowestBuckets(building.responseTimes, {
      ends: building.placer.ends,
      cells: building.cells.all,
      surroundings,
    }),
    dropped: building.drops.list(),
    responseKindCount: kinds.count(),
  }
}

interface Building {
  readonly placer: Placer
  readonly cells: Cells
  readonly drops: Drops
  readonly responseTimes: ResponseTimeRow[]
}

/** Until a mesh says otherwise, quantiles below this many ms lie in its lowest bucket. */
const lowestBucketMs = 5

/** The rows of an answer, and by row the cell that each is in; -1: in none, or there already. */
interface Seated {
  readonly samples: readonly TrafficSample[]
  readonly cellOf: Int32Array
}

function addAnswer(
  { placer, cells, drops, responseTimes }: Building,
  answer: TrafficAnswer,
): Seated {
  const { part } = answer
  const { layer } = answer.query
  const bucketMs = answer.mesh.telemetry.lowestBucketMs ?? lowestBucketMs
  const { samples } = answer
  const cellOf = new Int32Array(samples.length).fill(-1)
  for (let row = 0; row < samples.length; row += 1) {
    const sample = samples[row]
    if (sample === undefined) continue
    const place = placer.place(sample)
    if (!isPlace(place)) {
      if (layer === 'requests' || layer === 'tcp') drops.add(place, sample)
    } else if (sample.measure === 'responseTimeMs') {
      const { reporter, value: valueMs } = sample
      responseTimes.push({ ...place, part, reporter, valueMs, lowestBucketMs: bucketMs })
    } else {
      const cell = cells.find(place, protocolOf(sample.protocol))
      if (layer === 'operations') (cell.operationRows ??= []).push(sample)
      else cellOf[row] = cell.index
    }
  }
  return { samples, cellOf }
}

/** Gives each cell its rows in a list that is no longer than it must be: there are many of both. */
function seatRows({ all }: Cells, seated: readonly Seated[]): void {
  const counts = new Uint32Array(all.length)
  for (const { cellOf } of seated)
    for (const cell of cellOf) if (cell !== -1) counts[cell] = (counts[cell] ?? 0) + 1
  all.forEach((cell, index) => {
    cell.rows = new Array<TrafficSample>(counts[index] ?? 0)
  })
  const filled = new Uint32Array(all.length)
  for (const { samples, cellOf } of seated) {
    for (let row = 0; row < samples.length; row += 1) {
      const index = cellOf[row] ?? -1
      const sample = samples[row]
      const cell = all[index]
      if (sample === undefined || cell === undefined) continue
      const place = filled[index] ?? 0
      cell.rows[place] = sample
      filled[index] = place + 1
    }
  }
}

/** A store that serves one cluster leaves its label out; whose it is, the inventory knows. */
function homeClusterOf(traffic: Traffic, inventories: readonly Inventory[]): string | null {
  const [inventory] = inventories
  if (inventory !== undefined) return inventories.length === 1 ? inventory.cluster : null
  const named = new Set<string>()
  let last: string | null = null // rows of one cluster follow one another
  const add = (cluster: string | null): void => {
    if (cluster === null || cluster === last) return
    named.add(cluster)
    last = cluster
  }
  for (const { samples } of traffic.answers) {
    // By index, here and below: an iterator makes an object for every row, and rows are many.
    for (let row = 0; row < samples.length; row += 1) {
      const sample = samples[row]
      if (sample === undefined) continue
      add(sample.source.cluster)
      add(sample.destination.cluster)
    }
  }
  const [only] = named
  return named.size === 1 && only !== undefined ? only : null
}

const measures = {
  sentBytes: 'tcpSentBytes',
  receivedBytes: 'tcpReceivedBytes',
  messagesSent: 'messagesSent',
  messagesReceived: 'messagesReceived',
  requestBytes: 'requestBytes',
  responseBytes: 'responseBytes',
} as const satisfies Record<keyof LayersPresent, TrafficSample['measure']>

/**
 * Which layers answered. An answer without rows does not say which measure it would have held, so
 * a measure counts as present when its layer answered and no query of the same layer is missing.
 */
function layersOf({ answers, warnings }: Traffic): LayersPresent {
  const seen = new Set<string>()
  for (const { samples } of answers) {
    let last: TrafficSample['measure'] | null = null
    for (let row = 0; row < samples.length; row += 1) {
      const measure = samples[row]?.measure ?? null
      if (measure === null || measure === last) continue
      seen.add(measure)
      last = measure
    }
  }
  const missing = warnings.flatMap(({ part, warning }) => {
    return warning.dataAt === null ? [{ part, layer: warning.layer }] : []
  })
  const has = (one: Told): boolean =>
    answers.some(({ part, query }) => part === one.part || query.layer === one.layer) &&
    !missing.some(({ part, layer }) => part === one.part || layer === one.layer)
  const isPresent = (measure: TrafficSample['measure'], told: Told): boolean =>
    seen.has(measure) || has(told)
  return {
    sentBytes: isPresent(measures.sentBytes, { layer: 'tcp' }),
    receivedBytes: isPresent(measures.receivedBytes, { layer: 'tcp' }),
    messagesSent: isPresent(measures.messagesSent, { part: 'grpcMessages' }),
    messagesReceived: isPresent(measures.messagesReceived, { part: 'grpcMessages' }),
    requestBytes: isPresent(measures.requestBytes, { part: 'throughput request' }),
    responseBytes: isPresent(measures.responseBytes, { part: 'throughput response' }),
  }
}

/** By its layer, or, where several parts feed one layer, by its part. */
interface Told {
  readonly layer?: TrafficAnswer['query']['layer']
  readonly part?: LayerPart
}
