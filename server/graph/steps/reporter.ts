import type { SampleReporter } from '../../seams/traffic.ts'

/** What each proxy counted of one edge; null: it has no row of it. */
export interface ReporterTotals {
  readonly source: number | null
  readonly destination: number | null
  readonly waypoint: number | null
}

export interface ReporterChoice {
  readonly reporter: SampleReporter
  readonly reason: string
}

/** Within this share of each other, two proxies counted the same calls. */
const sameWithinRatio = 0.02

/**
 * Whose count is the edge's number. Several proxies report the same call, and adding them up counts
 * it twice; the smaller count has a gap. Of equals the client's wins: it alone knows time-outs and
 * requests that never left. A waypoint's count wins over both, since it sees requests where the
 * others see bytes. Null when nobody has a row.
 *
 * @see docs/decisions/0003-one-base-graph.md
 */
export function chooseReporter(totals: ReporterTotals): ReporterChoice | null {
  const { source, destination, waypoint } = totals
  const most = Math.max(source ?? 0, destination ?? 0)
  if (waypoint !== null && (waypoint > 0 || most === 0)) {
    return { reporter: 'waypoint', reason: 'the waypoint saw the requests themselves' }
  }
  if (source === null && destination === null) return null
  if (destination === null) return { reporter: 'source', reason: 'only the client reported' }
  if (source === null) return { reporter: 'destination', reason: 'only the server reported' }
  if (Math.abs(source - destination) <= sameWithinRatio * most) {
    return {
      reporter: 'source',
      reason: "within 2 % of the server's: the client's, since it alone knows time-outs",
    }
  }
  return source > destination
    ? { reporter: 'source', reason: 'the client saw more than the server' }
    : { reporter: 'destination', reason: 'the server saw more than the client' }
}
