import { isUnwell, type HealthStatus } from '#contract/health.ts'
import { isWorse } from '../../health/health.ts'

/** A namespace of the picture, as a candidate for being drawn with its members. */
export interface OpenCandidate {
  readonly key: string // cluster/namespace
  readonly namespace: string
  readonly members: number // nodes when open
  readonly status: HealthStatus
  /** Named in the ask, or home of the focus. */
  readonly isAskedFor: boolean
  readonly isOutside: boolean
}

export interface OpenAsk {
  readonly open: string
  readonly budget: number
  /** Nodes drawn either way. */
  readonly fixed: number
  readonly previousOpen: ReadonlySet<string>
}

/** How far an open picture may grow over the budget before something in it is closed again. */
const hysteresis = 1.2
/** How much room those that were asked for by name get. */
const askedForRoom = 2

/**
 * Keys of the namespaces that are drawn with their members.
 *
 * `auto` opens what fits the budget: those asked for first (one alone always), then the unhealthy,
 * then by name. What was open stays open while it fits, so that a refresh moves nothing.
 */
export function chooseOpen(
  candidates: readonly OpenCandidate[],
  ask: OpenAsk,
): ReadonlySet<string> {
  const [base = 'auto', ...rest] = ask.open.split(',').map((part) => part.trim())
  const words = ['auto', 'all', 'none'].includes(base) ? rest : [base, ...rest]
  const isNamed = namesOf(words.map((word) => word.replace(/^[+-]/, '')))
  const isClosed = namesOf(words.flatMap((word) => (word.startsWith('-') ? [word.slice(1)] : [])))
  const isForced = (one: OpenCandidate): boolean => isNamed(one) && !isClosed(one)
  if (base === 'all') return keysOf(candidates.filter((one) => !isClosed(one)))
  if (base !== 'auto') return keysOf(candidates.filter(isForced))

  const free = candidates.filter((one) => !isForced(one) && !isClosed(one))
  const opened = new Set(keysOf(candidates.filter(isForced)))
  const drawn = candidates.reduce(
    (sum, one) => sum + (opened.has(one.key) ? one.members : 1),
    ask.fixed,
  )
  openWhatFits(free, { ...ask, opened, drawn })
  return opened
}

interface Filling extends OpenAsk {
  readonly opened: Set<string>
  readonly drawn: number
}

function openWhatFits(free: readonly OpenCandidate[], filling: Filling): void {
  const { opened, budget, previousOpen } = filling
  let { drawn } = filling
  const open = (one: OpenCandidate, room: number): void => {
    // Drawn with its members instead of as one node.
    if (opened.has(one.key) || drawn + one.members - 1 > room) return
    opened.add(one.key)
    drawn += one.members - 1
  }
  const sorted = free.toSorted((a, b) => compare(a, b))
  const askedFor = sorted.filter(({ isAskedFor }) => isAskedFor)
  const [only] = askedFor
  if (only !== undefined && askedFor.length === 1) open(only, Number.POSITIVE_INFINITY)
  for (const one of askedFor) open(one, budget * askedForRoom)
  for (const one of sorted) if (previousOpen.has(one.key)) open(one, budget * hysteresis)
  for (const one of sorted) open(one, budget)
}

function compare(a: OpenCandidate, b: OpenCandidate): number {
  if (a.isAskedFor !== b.isAskedFor) return a.isAskedFor ? -1 : 1
  if (a.isOutside !== b.isOutside) return a.isOutside ? 1 : -1
  if (isUrgent(a) || isUrgent(b)) {
    if (isWorse(a.status, b.status)) return -1
    if (isWorse(b.status, a.status)) return 1
  }
  return a.key < b.key ? -1 : 1
}

/** Which of the well are better does not matter, and would only make the picture restless. */
const isUrgent = ({ status }: OpenCandidate): boolean => isUnwell(status)

function namesOf(names: readonly string[]): (one: OpenCandidate) => boolean {
  const known = new Set(names)
  return ({ key, namespace }) => known.has(key) || known.has(namespace)
}

const keysOf = (candidates: readonly OpenCandidate[]): ReadonlySet<string> =>
  new Set(candidates.map(({ key }) => key))
