import type { Change } from '#contract/compare.ts'
import type { GraphEdge, GraphNode } from '#contract/graph.ts'
import type { NodeTraffic, RequestRates, ResponseClass } from '#contract/traffic.ts'
import { errorClasses } from './steps/response-kinds.ts'

/** What is compared of an element, HTTP and gRPC together. */
export interface Figures {
  readonly requestsPerSecond: number
  readonly errorsPerSecond: number
  readonly bytesPerSecond: number
  /** Null: not known, or not asked for. */
  readonly responseTime: {
    readonly statistic: NonNullable<Change['statistic']>
    readonly valueMs: number
    readonly isAtMost: boolean
  } | null
}

export function figuresOfEdge(edge: GraphEdge): Figures {
  const { responseTime } = edge
  const valueMs = responseTime?.valueMs ?? null
  return {
    ...sumOf(edge),
    responseTime:
      responseTime === undefined || valueMs === null ? null : { ...responseTime, valueMs },
  }
}

/** Of what it is asked, that is how others fare with it; what asks and is not asked has none. */
export function figuresOfNode({ inbound }: GraphNode): Figures {
  return { ...sumOf(inbound), responseTime: null }
}

function sumOf({ http, grpc, tcp }: NodeTraffic): Omit<Figures, 'responseTime'> {
  return {
    requestsPerSecond: (http?.requestsPerSecond ?? 0) + (grpc?.requestsPerSecond ?? 0),
    errorsPerSecond: errorsOf(http) + errorsOf(grpc),
    bytesPerSecond: (tcp?.sentBytesPerSecond ?? 0) + (tcp?.receivedBytesPerSecond ?? 0),
  }
}

function errorsOf(rates: RequestRates | null): number {
  let errors = 0
  for (const [responseClass, perSecond] of Object.entries(rates?.perSecondByClass ?? {}))
    if (isErrorClass(responseClass)) errors += perSecond
  return errors
}

const errorNames: ReadonlySet<string> = new Set<ResponseClass>(errorClasses)
const isErrorClass = (name: string): boolean => errorNames.has(name)

type Found = Pick<Change, 'kind' | 'measure' | 'unit' | 'statistic' | 'before' | 'after'>

/** A change of numbers, and how much it weighs among those of its kind. */
export interface WeighedChange {
  readonly change: Found
  readonly weight: number
}

/**
 * From when on a difference is told; what is smaller happens to a healthy mesh by chance.
 *
 * @see docs/decisions/0010-two-moments-and-series.md
 */
export const thresholds = {
  errorRatio: {
    leastDifference: 0.01,
    leastFactor: 1.5,
    leastDeviations: 4,
    /** Errors beyond the other moment's share: deviations say nothing of two or three. */
    leastErrors: 5,
  },
  responseTime: {
    leastDifferenceMs: 10,
    /** Requests above the quantile: fewer say nothing of it, since one slow request moves it far. */
    leastAbove: 6,
    enoughAbove: 20,
    leastFactor: 1.5,
    leastFactorOfFew: 3,
  },
  requests: { leastDifferencePerSecond: 1, leastFactor: 2 },
  bytes: { leastDifferencePerSecond: 10_000, leastFactor: 2 },
} as const

/** What became of the numbers of an element that was there at both moments. */
export function compareFigures(
  before: Figures,
  after: Figures,
  windowSeconds: number,
): readonly WeighedChange[] {
  return [
    compareErrors(before, after, windowSeconds),
    compareTimes(before, after, windowSeconds),
    compareRates(before.requestsPerSecond, after.requestsPerSecond, 'requests'),
    compareRates(before.bytesPerSecond, after.bytesPerSecond, 'bytes'),
  ].filter((change) => change !== null)
}

/** What is new and fails from the start; null when it does not, or nobody could tell by now. */
export function compareWithNothing(after: Figures, windowSeconds: number): WeighedChange | null {
  const healthy = { ...after, errorsPerSecond: 0 }
  const found = compareErrors(healthy, after, windowSeconds)
  return found === null ? null : { ...found, change: { ...found.change, before: null } }
}

function compareErrors(
  before: Figures,
  after: Figures,
  windowSeconds: number,
): WeighedChange | null {
  if (before.requestsPerSecond === 0 || after.requestsPerSecond === 0) return null
  const was = before.errorsPerSecond / before.requestsPerSecond
  const is = after.errorsPerSecond / after.requestsPerSecond
  const { leastDifference, leastFactor, leastDeviations, leastErrors } = thresholds.errorRatio
  if (!differs(was, is, { least: leastDifference, factor: leastFactor })) return null
  if (deviationsOf(before, after, windowSeconds) < leastDeviations) return null
  const isMore = is > was
  const requests = (isMore ? after : before).requestsPerSecond * windowSeconds
  if (Math.abs(is - was) * requests < leastErrors * (1 - rounding)) return null
  return {
    change: {
      kind: isMore ? 'failingMore' : 'failingLess',
      ...{ measure: 'errorRatio', unit: 'ratio', statistic: null, before: was, after: is },
    },
    weight: Math.abs(is - was) * (isMore ? after : before).requestsPerSecond,
  }
}

/** How far apart two shares of errors are, in standard deviations of what chance alone would do. */
function deviationsOf(before: Figures, after: Figures, windowSeconds: number): number {
  const was = before.requestsPerSecond * windowSeconds
  const is = after.requestsPerSecond * windowSeconds
  const errors = (before.errorsPerSecond + after.errorsPerSecond) * windowSeconds
  const pooled = errors / (was + is)
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / was + 1 / is))
  const difference =
    before.errorsPerSecond / before.requestsPerSecond -
    after.errorsPerSecond / after.requestsPerSecond
  return spread > 0 ? Math.abs(difference) / spread : 0
}

const shareAbove = { avg: 1, p50: 0.5, p95: 0.05, p99: 0.01 } as const

function compareTimes(
  before: Figures,
  after: Figures,
  windowSeconds: number,
): WeighedChange | null {
  const was = before.responseTime
  const is = after.responseTime
  if (was === null || is === null || was.statistic !== is.statistic) return null
  const rules = thresholds.responseTime
  const fewest = Math.min(before.requestsPerSecond, after.requestsPerSecond) * windowSeconds
  const above = fewest * shareAbove[is.statistic]
  if (above < rules.leastAbove * (1 - rounding)) return null
  const isMore = is.valueMs > was.valueMs
  // A bound from above may be far above: it can be the smaller of two numbers, never the larger.
  if ((isMore ? is : was).isAtMost) return null
  const factor = above >= rules.enoughAbove ? rules.leastFactor : rules.leastFactorOfFew
  if (!differs(was.valueMs, is.valueMs, { least: rules.leastDifferenceMs, factor })) return null
  return {
    change: {
      kind: isMore ? 'slower' : 'faster',
      ...{ measure: 'responseTime', unit: 'ms', statistic: is.statistic },
      ...{ before: was.valueMs, after: is.valueMs },
    },
    weight: Math.abs(is.valueMs - was.valueMs) * after.requestsPerSecond,
  }
}

function compareRates(
  was: number,
  is: number,
  measure: 'requests' | 'bytes',
): WeighedChange | null {
  const { leastDifferencePerSecond, leastFactor } = thresholds[measure]
  if (!differs(was, is, { least: leastDifferencePerSecond, factor: leastFactor })) return null
  return {
    change: {
      kind: is > was ? 'busier' : 'quieter',
      ...{ measure, statistic: null, before: was, after: is },
      unit: measure === 'requests' ? 'requestsPerSecond' : 'bytesPerSecond',
    },
    weight: Math.abs(is - was),
  }
}

/** Sums of floating point numbers are not exactly on a threshold that they should be on. */
const rounding = 1e-9

function differs(
  one: number,
  other: number,
  { least, factor }: { least: number; factor: number },
): boolean {
  const [small, large] = one < other ? [one, other] : [other, one]
  const slack = 1 - rounding
  return large - small >= least * slack && large >= small * factor * slack
}
