import type { ReactNode } from 'react'
import type { UsualDurations } from '#contract/durations.ts'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import { hueOf } from '../hues.ts'
import type { Dot } from '../scatter.ts'
import { verdictOf } from '../usual.ts'
import { HeatTable } from './HeatMap.tsx'

export interface ScatterTipProps {
  readonly dot: Dot
  /** Of the frame that the dot stands in. */
  readonly width: number
  readonly height: number
  /** Of whom the traces are; undefined: not known. */
  readonly usual: UsualDurations | undefined
}

const servicesShown = 6

/** What a trace is, beside its dot: the list below has the same for those who see no dots. */
export function ScatterTip({ dot, width, height, usual }: ScatterTipProps): ReactNode {
  const { rootService, rootOperation, durationMs, averageSpanMs, spans, services } = dot.trace
  const verdict = usual === undefined ? null : verdictOf(durationMs, usual)
  const aside = dot.x > width * 0.6 ? 'before' : 'after'
  const upwards = dot.y > height * 0.5 ? 'up' : 'down'
  return (
    <div
      className={`al-scatter-tip al-scatter-tip-${aside} al-scatter-tip-${upwards}`}
      style={{ left: `${(dot.x / width) * 100}%`, top: dot.y }}
      aria-hidden="true"
    >
      <p>
        <strong>{rootService === '' ? t('elsewhere') : rootService}</strong>{' '}
        <span className="al-quiet">{rootOperation}</span>
      </p>
      <p>
        {formatMs(durationMs)}
        {verdict !== null && ` · ${verdict}`}
      </p>
      <p className="al-quiet">
        {t('{{count}} spans', { count: spans })} ·{' '}
        {t('{{duration}} on average', { duration: formatMs(averageSpanMs) })}
      </p>
      <p className="al-traces-services">
        {services.slice(0, servicesShown).map(({ name, errors }) => (
          <span
            key={name}
            className={errors > 0 ? 'al-traces-chip al-traces-chip-failed' : 'al-traces-chip'}
            style={{ borderInlineStartColor: hueOf(name) }}
          >
            {name}
          </span>
        ))}
        {services.length > servicesShown && (
          <span className="al-quiet">
            {t('{{amount}} more', { amount: services.length - servicesShown })}
          </span>
        )}
      </p>
      {usual !== undefined && verdict !== null && (
        <HeatTable ms={durationMs} of={t('The trace')} usual={usual} />
      )}
    </div>
  )
}
