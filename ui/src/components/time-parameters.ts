import { writeWindow } from '#contract/graph-ask.ts'

/** A stretch of time that somebody looks at. */
export interface Stretch {
  readonly windowSeconds: number
  readonly at: number | null // epoch ms of its end; null: up to now
}

type Parameters = Readonly<Record<string, string>>

const usualChartSeconds = 600

/** Curves of less than what is usual would be but a few points, unless somebody asks for them. */
export function chartTime({ windowSeconds, at }: Stretch): Parameters {
  const seconds = Math.max(windowSeconds, usualChartSeconds)
  return {
    ...(seconds === usualChartSeconds ? {} : { window: writeWindow(seconds) }),
    ...(at === null ? {} : { at: String(at) }),
  }
}

/** Logs up to now are followed from wherever they begin. */
export function logTime({ windowSeconds, at }: Stretch): Parameters {
  if (at === null) return {}
  const from = String(at - windowSeconds * 1000)
  return { 'logs-range': 'custom', 'logs-from': from, 'logs-to': String(at) }
}
