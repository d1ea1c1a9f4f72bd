import { Button, Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { durationWindows, type UsualDurations } from '#contract/durations.ts'
import { useUsualDurations, type DurationsAsk } from '../../../api/trace-queries.ts'
import { t } from '../../../i18n/t.ts'
import { formatMs, formatSeconds } from '../../../lib/duration.ts'
import '../heat.css'
import { differenceOf, heatOf, verdictOf } from '../usual.ts'

const rows = [
  { statistic: 'avg', word: t('Average') },
  { statistic: 'p50', word: 'p50' },
  { statistic: 'p90', word: 'p90' },
  { statistic: 'p99', word: 'p99' },
] as const

export interface HeatMapProps {
  /** Null: there are no metrics that it could be held against. */
  readonly ask: DurationsAsk | null
  readonly ms: number
  /** Of what: the span, the whole trace. */
  readonly of: string
}

/** One duration against those of the same requests before it, over three windows. */
export function HeatMap({ ask, ms, of }: HeatMapProps): ReactNode {
  const { data, error, refetch } = useUsualDurations(ask)
  if (ask === null)
    return (
      <p className="al-quiet">
        {t('It is no request that the metrics count: nothing to hold it against.')}
      </p>
    )
  if (error !== null)
    return (
      <p className="al-quiet">
        {t('Not known: {{reason}}', { reason: error.message })}{' '}
        <Button variant="link" size="sm" isInline onClick={() => void refetch()}>
          {t('Try again')}
        </Button>
      </p>
    )
  if (data === undefined)
    return <Skeleton height="96px" screenreaderText={t('Loading the usual durations')} />
  const verdict = verdictOf(ms, data)
  return (
    <>
      <p>
        {verdict === null ? (
          t('Nobody counted such requests in the three hours before.')
        ) : (
          <>
            {formatMs(ms)}: <strong>{verdict}</strong>
          </>
        )}
      </p>
      {verdict !== null && <HeatTable ms={ms} of={of} usual={data} />}
    </>
  )
}

interface HeatTableProps extends Omit<HeatMapProps, 'ask'> {
  readonly usual: UsualDurations
}

/** By how much it is longer or shorter than each statistic of each window. */
export function HeatTable({ ms, of, usual }: HeatTableProps): ReactNode {
  return (
    <table className="al-heat" aria-label={t('{{of}} against its metrics', { of })}>
      <thead>
        <tr>
          <td />
          {durationWindows.map((window) => (
            <th key={window} scope="col">
              {formatSeconds(window)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ statistic, word }) => (
          <tr key={statistic}>
            <th scope="row">{word}</th>
            {durationWindows.map((window) => {
              const usualMs =
                usual.values.find(
                  (one) => one.windowSeconds === window && one.statistic === statistic,
                )?.ms ?? null
              return (
                <td key={window} className={`al-heat-${heatOf(ms, usualMs)}`}>
                  {usualMs === null ? (
                    '–'
                  ) : (
                    <>
                      {differenceOf(ms, usualMs)}{' '}
                      <span className="al-heat-usual">
                        {t('of {{usual}}', { usual: formatMs(usualMs) })}
                      </span>
                    </>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
