import type { Tolerance } from '../seams/health.ts'
import { readChoice, readCodePattern } from './patterns.ts'

const longestAnnotation = 4096
const mostRemembered = 1000

const tolerancesByAnnotation = new Map<string, readonly Tolerance[]>()

/**
 * Tolerances of an object's own annotation: `code,degraded,failure,protocol,direction`, several
 * parted by `;`, thresholds in percent, protocol and direction as words or patterns. Parts that do
 * not read, or whose degraded threshold lies above the failure one, are skipped. Equal text gives
 * the same array.
 */
export function readHealthAnnotation(
  text: string,
  name = 'health.alidade.dev/rate',
): readonly Tolerance[] {
  const key = `${name}=${text}`
  const known = tolerancesByAnnotation.get(key)
  if (known !== undefined) return known
  const parts = text.length > longestAnnotation ? [] : text.split(';')
  const tolerances = parts.flatMap((part) => readPart(part, `annotation ${name}`))
  if (tolerancesByAnnotation.size >= mostRemembered) tolerancesByAnnotation.clear()
  tolerancesByAnnotation.set(key, tolerances)
  return tolerances
}

function readPart(part: string, rule: string): readonly Tolerance[] {
  const fields = part.split(',').map((field) => field.trim())
  if (fields.length !== 5) return []
  const [codesText = '', degraded = '', failure = '', protocolText = '', directionText = ''] =
    fields
  const codes = readCodePattern(codesText)
  const protocol = readChoice(protocolText, ['http', 'grpc'])
  const direction = readChoice(directionText, ['inbound', 'outbound'])
  const thresholds = readThresholds(degraded, failure)
  if (!codes || !protocol || !direction || !thresholds) return []
  return [{ codes, codesText, protocol, direction, ...thresholds, rule }]
}

function readThresholds(
  degraded: string,
  failure: string,
): Pick<Tolerance, 'degradedAtRatio' | 'failureAtRatio'> | null {
  const degradedAtRatio = readPercent(degraded) / 100
  const failureAtRatio = readPercent(failure) / 100
  const isRead = degradedAtRatio <= failureAtRatio && failureAtRatio <= 1
  return isRead ? { degradedAtRatio, failureAtRatio } : null
}

/** NaN when it is no plain number. */
function readPercent(text: string): number {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}
