import type { SeriesLine, SeriesMeasure } from '#contract/series.ts'
import { t } from '../i18n/t.ts'
import { formatBytesRate } from '../lib/bytes.ts'
import { formatMs } from '../lib/duration.ts'
import { formatMessages, formatRps } from '../lib/rate.ts'
import type { SparkLine } from './RateSparkline.tsx'

/** One small chart: requests with their errors, or bytes, or a response time. */
export interface Chart {
  readonly label: string
  readonly format: (value: number) => string
  readonly lines: readonly [SparkLine, ...SparkLine[]]
}

const mainWords = {
  http: t('HTTP requests'),
  grpc: t('gRPC requests'),
  tcpSent: t('TCP sent'),
  tcpReceived: t('TCP received'),
  responseTime: t('Response time'),
  messagesSent: t('gRPC messages sent'),
  messagesReceived: t('gRPC messages received'),
} as const satisfies Partial<Record<SeriesMeasure, string>>

const formats = {
  requestsPerSecond: formatRps,
  bytesPerSecond: formatBytesRate,
  ms: formatMs,
  messagesPerSecond: formatMessages,
} as const satisfies Record<SeriesLine['unit'], (value: number) => string>

const directionWords = { in: ` ${t('in')}`, out: ` ${t('out')}`, all: '' } as const

/** The lines of an answer as charts: errors are drawn with the requests that they are among. */
export function chartsOf(lines: readonly SeriesLine[]): readonly Chart[] {
  return lines.flatMap((line): Chart[] => {
    const word = isMain(line.measure) ? mainWords[line.measure] : null
    if (word === null) return []
    const { direction, unit, statistic, values } = line
    const errors = lines.find(
      (one) => one.measure === `${line.measure}Errors` && one.direction === direction,
    )
    const drawnErrors: readonly SparkLine[] =
      errors?.values.some((value) => value !== null && value > 0) === true
        ? [{ values: errors.values, tone: 'bad', word: t('errors') }]
        : []
    return [
      {
        label: `${word}${statistic === null ? '' : `, ${statistic}`}${directionWords[direction]}`,
        format: formats[unit],
        lines: [{ values, tone: 'plain', word }, ...drawnErrors],
      },
    ]
  })
}

const isMain = (measure: SeriesMeasure): measure is keyof typeof mainWords => measure in mainWords
