import type { UsualDurations } from '#contract/durations.ts'
import type { SpanDetails, SpanPlace } from '#contract/traces.ts'
import type { DurationsAsk } from '../../api/trace-queries.ts'
import { t } from '../../i18n/t.ts'
import { formatMs } from '../../lib/duration.ts'
import { formatShare } from '../../lib/ratio.ts'

interface Made {
  readonly place: SpanPlace
  readonly target: SpanDetails['target']
  readonly kind: string
  /** Epoch ms. */
  readonly endMs: number
}

/**
 * Whose metrics count the requests that a span is one of: of a server all that came in, of a client
 * all to the host that it called. Null: it is no request, or its place is not known.
 */
export function routeOf({ place, target, kind, endMs }: Made): DurationsAsk | null {
  const { namespace, workload, app, role, isHidden } = place
  const name = workload ?? app
  if (isHidden || namespace === null || name === null) return null
  const params = { namespace, kind: workload === null ? 'apps' : 'workloads', name } as const
  const at = Math.ceil(endMs)
  if (kind === 'client') {
    const host = target?.direction === 'outbound' ? target.host : null
    if (host === null) return null
    const only = `remoteService=${encodeURIComponent(host)}`
    return { params, query: { direction: 'outbound', by: 'remoteService', only, at } }
  }
  if (kind !== 'server') return null
  // Nobody in the mesh calls a gateway: it counts what it sends on.
  return { params, query: { direction: role === 'gateway' ? 'outbound' : 'inbound', at } }
}

/** better: at most as long · close: up to half longer · worse: up to three times · worst. */
export type Heat = 'better' | 'close' | 'worse' | 'worst' | 'unknown'

export function heatOf(ms: number, usualMs: number | null): Heat {
  if (usualMs === null) return 'unknown'
  if (ms <= usualMs) return 'better'
  if (ms <= usualMs * 1.5) return 'close'
  return ms <= usualMs * 3 ? 'worse' : 'worst'
}

/** `+12 ms`, `−3.0 ms`. */
export function differenceOf(ms: number, otherMs: number): string {
  const more = ms - otherMs
  return `${more < 0 ? '−' : '+'}${formatMs(Math.abs(more))}`
}

/** In words, by the longest window that knows something: `slower than 99 % of the last 3 h`. */
export function verdictOf(ms: number, { values }: UsualDurations): string | null {
  const windows = [...new Set(values.map(({ windowSeconds }) => windowSeconds))]
  const known = windows.filter((window) =>
    values.some((value) => value.windowSeconds === window && value.ms !== null),
  )
  const windowSeconds = Math.max(...known)
  if (known.length === 0) return null
  const shares = { p50: 50, p75: 75, p90: 90, p99: 99 } as const
  const slower = (Object.keys(shares) as (keyof typeof shares)[]).findLast((statistic) => {
    const usual = values.find(
      (value) => value.windowSeconds === windowSeconds && value.statistic === statistic,
    )?.ms
    return usual !== null && usual !== undefined && ms > usual
  })
  const time = windowSeconds >= 3600 ? `${windowSeconds / 3600} h` : `${windowSeconds / 60} min`
  return slower === undefined
    ? t('faster than half of the {{time}} before', { time })
    : t('slower than {{share}} of the {{time}} before', {
        share: formatShare(shares[slower] / 100),
        time,
      })
}
