import type { SampleReporter, TrafficSample } from '../../seams/traffic.ts'
import { modeBits } from '../base-graph.ts'
import type { BaseEdge, BaseMtls, BaseOperation, BaseResponse, MessageSums } from '../base-graph.ts'
import type { Cell } from './cells.ts'
import { lendMtls, sumMtls, type NameLists } from './mtls.ts'
import { chooseReporter, type ReporterTotals } from './reporter.ts'
import { createRest, ResponseTable } from './response-table.ts'
import type { ResponseKinds } from './response-kinds.ts'
import { isTold } from './told.ts'

/** Whether a layer answered for these rows: a missing layer is unknown, not zero. */
export interface LayersPresent {
  readonly sentBytes: boolean
  readonly receivedBytes: boolean
  readonly messagesSent: boolean
  readonly messagesReceived: boolean
  readonly requestBytes: boolean
  readonly responseBytes: boolean
}

export interface EdgeMaker {
  readonly kinds: ResponseKinds
  readonly layers: LayersPresent
  readonly principals: NameLists
  readonly nextIndex: () => number
}

/**
 * The edges of one cell: one, or several when the choice of ambient proxies changes whose count it
 * is. Codes, flags and hosts come from the chosen reporter alone; mTLS from whoever knows.
 */
export function buildEdges(cell: Cell, maker: EdgeMaker): readonly BaseEdge[] {
  const isPlain = cell.rows.every(({ isNodeProxy, reporter }) => {
    return !isNodeProxy && reporter !== 'waypoint'
  })
  const all = modeBits.total | modeBits.waypoint | modeBits.ztunnel
  const shown = cell.isFolded ? modeBits.ztunnel : all
  if (isPlain) return edgeOf(cell, cell.rows, { maker, modes: shown })
  const rowsByMode = {
    total: cell.rows,
    waypoint: cell.rows.filter(({ isNodeProxy }) => !isNodeProxy),
    ztunnel: cell.rows.filter(({ reporter }) => reporter !== 'waypoint'),
  }
  // Equal rows give equal edges: they share one, under several choices.
  const isSameWaypoint = rowsByMode.waypoint.length === rowsByMode.total.length
  const isSameZtunnel = rowsByMode.ztunnel.length === rowsByMode.total.length
  const totalModes =
    modeBits.total |
    (isSameWaypoint ? modeBits.waypoint : 0) |
    (isSameZtunnel ? modeBits.ztunnel : 0)
  return [
    ...edgeOf(cell, rowsByMode.total, { maker, modes: totalModes & shown }),
    ...(isSameWaypoint
      ? []
      : edgeOf(cell, rowsByMode.waypoint, { maker, modes: modeBits.waypoint & shown })),
    ...(isSameZtunnel
      ? []
      : edgeOf(cell, rowsByMode.ztunnel, { maker, modes: modeBits.ztunnel & shown })),
  ]
}

interface Making {
  readonly maker: EdgeMaker
  readonly modes: number
}

function edgeOf(
  cell: Cell,
  rows: readonly TrafficSample[],
  { maker, modes }: Making,
): readonly BaseEdge[] {
  if (modes === 0 || rows.length === 0) return []
  const totals = totalsOf(rows)
  const reporter = chooseReporter(totals)?.reporter ?? rows[0]?.reporter ?? 'source'
  const isAlone = rows.every((row) => row.reporter === reporter)
  const chosen = isAlone ? rows : rows.filter((row) => row.reporter === reporter)
  const index = maker.nextIndex()
  const edge = fillEdge(cell, chosen, {
    ...maker,
    index,
    reporter,
    modes,
    mtls: mtlsOf(cell, rows, maker.principals),
  })
  const operations =
    cell.operationRows === null
      ? null
      : operationsOf(cell, { edge, maker, rows: cell.operationRows })
  return [operations === null ? edge : { ...edge, operations }]
}

function mtlsOf({ below }: Cell, rows: readonly TrafficSample[], principals: NameLists): BaseMtls {
  const own = sumMtls(rows, principals)
  return below.length === 0 ? own : lendMtls(own, sumMtls(below, principals), rows)
}

interface Filling extends Pick<BaseEdge, 'index' | 'reporter' | 'modes' | 'mtls'> {
  readonly kinds: ResponseKinds
  readonly layers: LayersPresent
}

function fillEdge(
  cell: Cell,
  rows: readonly TrafficSample[],
  { kinds, layers, index, reporter, modes, mtls }: Filling,
): BaseEdge {
  const { protocol } = cell
  const responses = protocol === 'other' ? noResponses : responsesOf(rows, kinds)
  const isTcp = protocol === 'tcp'
  return {
    index,
    source: cell.source,
    service: cell.service,
    destination: cell.destination,
    protocol,
    otherProtocols: otherProtocolsOf(cell, responses),
    reporter,
    modes,
    hasRates: responses.length > 0,
    perSecond: responses.reduce((sum, { perSecond }) => sum + perSecond, 0),
    responses,
    sentBytesPerSecond: isTcp && layers.sentBytes ? sumOf(rows, 'tcpSentBytes') : null,
    receivedBytesPerSecond: isTcp && layers.receivedBytes ? sumOf(rows, 'tcpReceivedBytes') : null,
    messages: protocol === 'grpc' ? messagesOf(rows, { reporter, layers }) : null,
    requestBytesPerSecond: layers.requestBytes && !isTcp ? sumOf(rows, 'requestBytes') : null,
    responseBytesPerSecond: layers.responseBytes && !isTcp ? sumOf(rows, 'responseBytes') : null,
    mtls,
    waypoint: cell.waypoint,
    operations: null,
  }
}

/** Shared by the many edges that have none. */
const noResponses: readonly BaseResponse[] = []
const noProtocols: readonly string[] = []

const isRate = ({ measure }: TrafficSample): boolean =>
  measure === 'requests' || measure === 'tcpSentBytes' || measure === 'tcpReceivedBytes'

const isKnown = ({ value }: TrafficSample): boolean => isTold(value)

/** What each reporter counted. Whoever has only rows without a value counted nothing. */
export function totalsOf(rows: readonly TrafficSample[]): ReporterTotals {
  const totals: Record<SampleReporter, number | null> = {
    source: null,
    destination: null,
    waypoint: null,
  }
  for (const row of rows) {
    if (isRate(row) && isKnown(row)) totals[row.reporter] = (totals[row.reporter] ?? 0) + row.value
  }
  return totals
}

function responsesOf(
  rows: readonly TrafficSample[],
  kinds: ResponseKinds,
): readonly BaseResponse[] {
  const [only] = rows
  if (rows.length === 1 && only !== undefined && isRate(only) && isKnown(only)) {
    return [{ kind: kinds.kindOf(only), host: only.service.host ?? '', perSecond: only.value }]
  }
  const table = new ResponseTable()
  for (const row of rows) {
    if (!isRate(row) || !isKnown(row)) continue
    table.add(kinds.kindOf(row), row.service.host ?? '', row.value)
  }
  return table.responses
}

/** A protocol without rates of its own, and a known one whose rows carried no value. */
function otherProtocolsOf(cell: Cell, responses: readonly BaseResponse[]): readonly string[] {
  if (cell.protocol !== 'other') {
    const isOnlySeen = responses.length === 0 && cell.rows.some(isRate)
    return isOnlySeen ? [cell.protocol] : noProtocols
  }
  return [...new Set(cell.rows.map(({ protocol }) => protocol))].sort()
}

function sumOf(rows: readonly TrafficSample[], measure: TrafficSample['measure']): number {
  let sum = 0
  for (const row of rows) if (row.measure === measure && isKnown(row)) sum += row.value
  return sum
}

function messagesOf(
  rows: readonly TrafficSample[],
  { reporter, layers }: { reporter: SampleReporter; layers: LayersPresent },
): MessageSums | null {
  if (!layers.messagesSent && !layers.messagesReceived) return null
  return {
    reporter,
    sentPerSecond: layers.messagesSent ? sumOf(rows, 'messagesSent') : null,
    receivedPerSecond: layers.messagesReceived ? sumOf(rows, 'messagesReceived') : null,
  }
}

/**
 * The same calls by operation, by the word of the same reporter, or of another where that one does
 * not classify. Calls that were not classified are what the operations leave of the whole, so that
 * the parts always add up to it.
 */
function operationsOf(
  cell: Cell,
  { edge, maker, rows }: { edge: BaseEdge; maker: EdgeMaker; rows: readonly TrafficSample[] },
): readonly BaseOperation[] | null {
  const chosen = classifiedRows(rows, edge.reporter)
  if (chosen.length === 0 || !edge.hasRates) return null
  const parts: BaseOperation[] = []
  const left = createRest(edge.responses)
  for (const [name, own] of Map.groupBy(chosen, ({ operation }) => operation)) {
    const part = left.take(fillEdge(cell, own, { ...maker, ...edge }).responses)
    if (part.length > 0) parts.push({ name, edge: partOf(edge, part) })
  }
  const rest = left.rest()
  if (rest.length > 0) parts.push({ name: null, edge: partOf(edge, rest) })
  return parts
}

/** Request classification is set for each proxy: the server may do it where the client does not. */
function classifiedRows(
  rows: readonly TrafficSample[],
  reporter: SampleReporter,
): readonly TrafficSample[] {
  const classified = rows.filter(({ operation }) => operation !== null)
  const own = classified.filter((row) => row.reporter === reporter)
  if (own.length > 0) return own
  const other = chooseReporter(totalsOf(classified))?.reporter
  return classified.filter((row) => row.reporter === other)
}

function partOf(edge: BaseEdge, responses: readonly BaseResponse[]): BaseEdge {
  return {
    ...edge,
    responses,
    perSecond: responses.reduce((sum, { perSecond }) => sum + perSecond, 0),
    messages: null,
    requestBytesPerSecond: null,
    responseBytesPerSecond: null,
  }
}
