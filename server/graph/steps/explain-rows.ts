import type { EvidenceRow } from '#contract/explain.ts'
import type { TrafficEnd, TrafficSample } from '../../seams/traffic.ts'
import type { BaseGraph, Place } from '../base-graph.ts'
import type { ExplainAsk } from '../explain.ts'
import type { TrafficAnswer } from '../traffic.ts'
import { totalsOf } from './build-edge.ts'
import { createCells, protocolOf, type Cell } from './cells.ts'
import { findNodes } from './focus.ts'
import { isPlace } from './place.ts'
import { chooseReporter, type ReporterChoice } from './reporter.ts'
import type { Scope } from './scope.ts'
import { isTold } from './told.ts'

/** The nodes of the level that are in question; hidden ones are not among them. */
export interface Subject {
  readonly isNode: boolean
  readonly sources: ReadonlySet<number>
  readonly targets: ReadonlySet<number>
}

export function findSubject(scope: Scope, ask: ExplainAsk): Subject {
  const find = (id: string | undefined): ReadonlySet<number> => {
    const found = id === undefined ? [] : findNodes(scope.view, id)
    return new Set(found.filter((node) => scope.standingOf(node) !== 'hidden'))
  }
  if (ask.node === undefined) {
    return { isNode: false, sources: find(ask.source), targets: find(ask.target) }
  }
  const nodes = find(ask.node)
  return { isNode: true, sources: nodes, targets: nodes }
}

export interface ExplainedRow {
  readonly row: EvidenceRow
  readonly choice: ReporterChoice | null
  /** Another edge stands for these calls, or the ambient choice leaves them out. */
  readonly isFolded: boolean
}

/** How many rows are told; the largest. */
const rowsTold = 200

/** Every row about a subject: those that make the number first, then by size. */
export function explainRows(scope: Scope, subject: Subject): readonly ExplainedRow[] {
  const { base } = scope.view.level
  if (subject.sources.size === 0 && subject.targets.size === 0) return []
  const cells = createCells()
  const found: { answer: TrafficAnswer; sample: TrafficSample; cell: Cell }[] = []
  for (const answer of base.traffic.answers) {
    if (answer.query.layer !== 'requests' && answer.query.layer !== 'tcp') continue
    for (const sample of answer.samples) {
      const place = base.place(sample)
      if (!isPlace(place) || !isAbout(scope, subject, place)) continue
      const cell = cells.find(place, protocolOf(sample.protocol))
      cell.rows.push(sample)
      found.push({ answer, sample, cell })
    }
  }
  const drawn = drawnCells(scope)
  const read = readPairs(scope)
  const choices = new Map(cells.all.map((cell) => [cell, chooseReporter(totalsOf(cell.rows))]))
  return found
    .map((one) => {
      const choice = choices.get(one.cell) ?? null
      const isFolded = !drawn.has(cellKey(one.cell, one.cell.protocol))
      const isBelow = isFolded && read.has(pairKey(one.cell))
      return { row: writeRow(scope, { ...one, choice, isFolded, isBelow }), choice, isFolded }
    })
    .sort(
      (a, b) => Number(b.row.isUsed) - Number(a.row.isUsed) || b.row.perSecond - a.row.perSecond,
    )
    .slice(0, rowsTold)
}

/** Whether a row lies on the edge, or touches the node; a service in between counts as an end. */
function isAbout({ view, standingOf }: Scope, subject: Subject, place: Place): boolean {
  const { source, target, service } = view.level.nodeOf(place)
  const isHidden = (node: number): boolean => node === -1 || standingOf(node) === 'hidden'
  if (isHidden(source) && isHidden(target)) return false
  const { sources, targets, isNode } = subject
  if (isNode) return sources.has(source) || targets.has(target) || targets.has(service)
  return (
    (sources.has(source) && (targets.has(target) || targets.has(service))) ||
    (sources.has(service) && targets.has(target))
  )
}

function drawnCells({ view }: Scope): ReadonlySet<string> {
  return new Set(view.edges.map((edge) => cellKey(edge, edge.protocol)))
}

/** Pairs of ends between which a proxy told of requests. */
function readPairs({ view }: Scope): ReadonlySet<string> {
  const read = view.edges.filter(({ protocol }) => protocol === 'http' || protocol === 'grpc')
  return new Set(read.map(pairKey))
}

const pairKey = ({ source, destination }: Pick<Place, 'source' | 'destination'>): string =>
  `${source} ${destination}`

const cellKey = ({ source, service, destination }: Place, protocol: string): string =>
  `${source} ${service} ${destination} ${protocol}`

interface RowParts {
  readonly answer: TrafficAnswer
  readonly sample: TrafficSample
  readonly cell: Cell
  readonly choice: ReporterChoice | null
  readonly isFolded: boolean
  readonly isBelow: boolean // folded as the bytes of requests that were told
}

function writeRow(scope: Scope, parts: RowParts): EvidenceRow {
  const { answer, sample, cell, choice, isFolded, isBelow } = parts
  const { base } = scope.view.level
  const { mesh, query } = answer
  const isKnown = isTold(sample.value)
  const isUsed = isKnown && !isFolded && choice?.reporter === sample.reporter
  const seesBoth = scope.rights.seesEnd(cell.source) && scope.rights.seesEnd(cell.destination)
  return {
    reporter: sample.reporter,
    isUsed,
    reason: [whyUsed(sample, { choice, isFolded, isBelow, isKnown }), howAnswered(sample, answer)]
      .filter((part) => part !== '')
      .join('; '),
    protocol: sample.protocol,
    source: nameEnd(scope, cell.source),
    service: nameService(scope, base, cell),
    destination: nameEnd(scope, cell.destination),
    perSecond: isKnown ? sample.value : 0,
    promql: seesBoth ? mesh.telemetry.narrow(query, sample) : '',
  }
}

function whyUsed(
  { reporter }: TrafficSample,
  {
    choice,
    isFolded,
    isBelow,
    isKnown,
  }: Pick<RowParts, 'choice' | 'isFolded' | 'isBelow'> & { isKnown: boolean },
): string {
  if (!isKnown) return 'the store gave no number'
  if (isBelow) return 'the bytes of requests that a proxy which reads them told of'
  if (isFolded) return 'a hop around a waypoint, which told of the same calls itself'
  if (choice === null) return 'nobody counted'
  if (choice.reporter === reporter) return choice.reason
  return `not added to the ${seatOf[choice.reporter]}'s count, or each call would count twice: ${choice.reason}`
}

const seatOf = { source: 'client', destination: 'server', waypoint: 'waypoint' } as const

function howAnswered({ code, grpcStatus, flags }: TrafficSample, { mesh }: TrafficAnswer): string {
  const status = grpcStatus === null ? code : `${code ?? ''} gRPC ${grpcStatus}`
  const words = flags === null ? null : (mesh.telemetry.flagText(flags) ?? null)
  const told = flags === null ? '' : ` ${flags}${words === null ? '' : ` (${words})`}`
  return status === null && flags === null ? '' : `code ${status ?? 'none'}${told}`
}

function nameEnd({ view, rights }: Scope, index: number): string {
  const end: TrafficEnd | undefined = view.level.base.ends[index]
  if (end === undefined) return 'unknown'
  if (!rights.seesEnd(index)) return 'restricted'
  const { namespace, workload, app } = end
  const name = workload ?? app
  return name === null ? 'unknown' : `${namespace ?? 'unknown'}/${name}`
}

function nameService({ rights }: Scope, base: BaseGraph, { service }: Cell): string {
  const requested = base.services[service]
  if (requested === undefined) return 'unknown'
  const { kind, cluster, namespace, entry, name } = requested
  if (!rights.seesNamespace(cluster, namespace)) return 'restricted'
  const text = kind === 'service' ? `${namespace ?? 'unknown'}/${name}` : (entry?.hosts[0] ?? name)
  return rights.seesText(text) ? text : 'restricted'
}
