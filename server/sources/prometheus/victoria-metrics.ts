import { isAnswer, type ApiAnswer, type PrometheusApi } from './api.ts'

export const victoriaMetrics = 'VictoriaMetrics'

/**
 * What makes VictoriaMetrics answer for the instants that it is asked for, as the others do. Left to
 * itself it takes newer ones for 30 s ago, and moves those of a range to multiples of the step, and
 * says so in neither case. See docs/decisions/0027-stores-that-are-not-prometheus.md.
 */
export const exactInstants: Readonly<Record<string, string>> = {
  nocache: '1',
  latency_offset: '1ms', // 0 is refused
}

/** What a store tells of itself on the page for its own scraper. */
export interface OwnPage {
  readonly version: string | null
  readonly retentionSeconds: number | null
}

const nothingTold: OwnPage = { version: null, retentionSeconds: null }
const secondsByUnit: Readonly<Record<string, number>> = {
  s: 1,
  h: 3600,
  d: 86_400,
  w: 604_800,
  M: 31 * 86_400,
  y: 365 * 86_400,
}

/** Seconds of `-retentionPeriod`: a number with a unit, or of months; null when it is none or 0. */
function readRetentionPeriod(text: string): number | null {
  const [, amount = '', unit = 'M'] = /^(\d+(?:\.\d+)?)([shdwMy])?$/.exec(text) ?? []
  const seconds = Number(amount) * (secondsByUnit[unit] ?? 0)
  return seconds > 0 ? seconds : null
}

/** Version and retention as the page at `/metrics` has them: of all flags, those that are not set too. */
export function readOwnPage(text: string): OwnPage {
  const version = /^vm_app_version\{.*short_version="v([^"]+)"/m.exec(text)?.[1]
  const retention = /^flag\{name="retentionPeriod", value="([^"]*)"/m.exec(text)?.[1]
  return {
    version: version ?? null,
    retentionSeconds: readRetentionPeriod(retention ?? ''),
  }
}

/** The page of a single node; nothing is told where the address leads elsewhere or it is locked. */
export async function askOwnPage(api: PrometheusApi): Promise<OwnPage> {
  try {
    const { reading } = await api.call({
      path: '/metrics',
      params: {},
      reading: 'text',
      deadlineMs: 5000,
    })
    return reading.kind === 'text' ? readOwnPage(reading.text) : nothingTold
  } catch (error) {
    if (isAnswer(error)) return nothingTold
    throw error
  }
}

/** Whether it signed an answer; in cluster and single node alike. */
export function isSigned({ server }: Pick<ApiAnswer, 'server'>): boolean {
  return server.includes(victoriaMetrics)
}
