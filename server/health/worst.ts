import type { Health, HealthStatus } from '#contract/health.ts'

type Reason = Health['reasons'][number]

const rankByStatus = {
  failure: 0,
  degraded: 1,
  notReady: 2,
  healthy: 3,
  none: 4,
} as const satisfies Record<HealthStatus, number>

/** Nothing was asked of it, or nothing is known. Shared: most elements of a quiet mesh have it. */
export const noHealth: Health = { status: 'none', reasons: [] }

const plainHealthy: Health = { status: 'healthy', reasons: [] }

/** The worse of a base status and that of every reason, the reasons worst first. */
export function healthOf(base: HealthStatus, reasons: readonly Reason[]): Health {
  if (reasons.length === 0) return base === 'healthy' ? plainHealthy : { status: base, reasons: [] }
  const sorted = reasons.toSorted((a, b) => rankByStatus[a.status] - rankByStatus[b.status])
  const status = sorted.reduce((worst, reason) => worseOf(worst, reason.status), base)
  return { status, reasons: sorted }
}

/** Of several verdicts over one subject the worst, with the reasons of all. `none` for no verdict. */
export function worstHealth(healths: readonly Health[]): Health {
  const [only] = healths
  if (only === undefined) return noHealth
  if (healths.length === 1) return only
  const status = healths.reduce<HealthStatus>((worst, one) => worseOf(worst, one.status), 'none')
  return healthOf(
    status,
    healths.flatMap(({ reasons }) => reasons),
  )
}

/** Of how many members at most the reasons are told. */
const membersTold = 3

/** The worst of many, with the reasons of a few that are as bad. */
export function worstOfMany(healths: Iterable<Health>): Health {
  let status: HealthStatus = 'none'
  let worst: Health[] = []
  for (const health of healths) {
    if (isWorse(health.status, status)) {
      status = health.status
      worst = []
    }
    if (health.status === status && worst.length < membersTold) worst.push(health)
  }
  const reasons = worst.flatMap((one) => one.reasons.filter((reason) => reason.status === status))
  return { status, reasons }
}

export const isWorse = (one: HealthStatus, other: HealthStatus): boolean =>
  rankByStatus[one] < rankByStatus[other]

const worseOf = (one: HealthStatus, other: HealthStatus): HealthStatus =>
  isWorse(other, one) ? other : one
