import { memberships, mtlsModes, thingFindings, type ThingAsk } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import type { Joined } from './join.ts'

type Compare = (one: Joined, other: Joined) => number

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

const ranks = (order: readonly string[]): ReadonlyMap<string, number> =>
  new Map(order.map((name, index) => [name, index]))

const healthRanks = ranks(healthStatuses)
const membershipRanks = ranks(memberships)
const mtlsRanks = ranks(mtlsModes)
const findingRanks = ranks(thingFindings)
const last = 100 // not known comes behind all that is

const rankOf = (order: ReadonlyMap<string, number>, value: string | null): number =>
  value === null ? last : (order.get(value) ?? last)

/** Of two that are equally unwell, the one with more errors. */
const compares = {
  health: (one, other) =>
    rankOf(healthRanks, one.status) - rankOf(healthRanks, other.status) ||
    other.errorRatio - one.errorRatio,
  name: (one, other) => compareTexts(one.entry.name, other.entry.name),
  namespace: (one, other) => compareTexts(one.entry.namespace, other.entry.namespace),
  type: (one, other) => compareTexts(one.entry.type, other.entry.type),
  rate: (one, other) => other.perSecond - one.perSecond,
  errors: (one, other) => other.errorRatio - one.errorRatio,
  membership: (one, other) =>
    rankOf(membershipRanks, one.entry.membership) - rankOf(membershipRanks, other.entry.membership),
  mtls: (one, other) => rankOf(mtlsRanks, one.entry.mtls) - rankOf(mtlsRanks, other.entry.mtls),
  findings: (one, other) =>
    rankOf(findingRanks, one.worstFinding) - rankOf(findingRanks, other.worstFinding) ||
    other.findings.error - one.findings.error,
  pods: (one, other) => (other.entry.pods?.desired ?? -1) - (one.entry.pods?.desired ?? -1),
} as const satisfies Record<ThingAsk['sort'], Compare>

/** The same rows come in the same order, whatever order they were read in. */
export function sortTable(
  rows: readonly Joined[],
  { sort, order }: Pick<ThingAsk, 'sort' | 'order'>,
): readonly Joined[] {
  const sign = order === 'asc' ? 1 : -1
  const first = compares[sort]
  return rows.toSorted(
    (one, other) =>
      sign * first(one, other) ||
      compares.namespace(one, other) ||
      compares.name(one, other) ||
      compares.type(one, other),
  )
}
