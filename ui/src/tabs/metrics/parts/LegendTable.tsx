import type { ReactNode } from 'react'
import type { Chart } from '#contract/charts.ts'
import { t } from '../../../i18n/t.ts'
import { formatInUnit } from '../../../lib/chart-unit.ts'
import { lookOf } from '../look.ts'

export interface LegendTableProps {
  readonly chart: Chart
  readonly title: string // in the language of the page
  readonly hidden: ReadonlySet<string>
  readonly hasTrend: boolean
  readonly onHide: (hidden: ReadonlySet<string>) => void
}

/** Every line with its figures. A name hides or shows its line; with Alt it shows that one alone. */
export function LegendTable(props: LegendTableProps): ReactNode {
  const { chart, title, hidden, hasTrend, onHide } = props
  const { series, unit } = chart
  const toggle = (key: string, isAlone: boolean): void => {
    const others = series.map((one) => one.key).filter((one) => one !== key)
    if (isAlone) onHide(new Set(others.every((one) => hidden.has(one)) ? [] : others))
    else if (hidden.has(key)) onHide(new Set([...hidden].filter((one) => one !== key)))
    else onHide(new Set([...hidden, key]))
  }
  return (
    <table className="al-chart-legend" aria-label={t('Series of {{title}}', { title })}>
      <thead>
        <tr>
          <th scope="col">{t('Series')}</th>
          <th scope="col" className="al-num">
            {t('Last')}
          </th>
          <th scope="col" className="al-num">
            {t('Max')}
          </th>
          <th scope="col" className="al-num">
            {t('Avg')}
          </th>
          {hasTrend && (
            <th scope="col" className="al-num">
              {t('Trend')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {series.map(({ key, name, last, max, avg, trend }, place) => (
          <tr key={key} className={hidden.has(key) ? 'al-chart-off' : undefined}>
            <th scope="row">
              <button
                type="button"
                aria-pressed={!hidden.has(key)}
                title={t('Hide or show; with Alt: this one alone')}
                onClick={(event) => toggle(key, event.altKey)}
              >
                <Swatch place={place} />
                <span>{name}</span>
              </button>
            </th>
            <td className="al-num">{formatInUnit(last, unit)}</td>
            <td className="al-num">{formatInUnit(max, unit)}</td>
            <td className="al-num">{formatInUnit(avg, unit)}</td>
            {hasTrend && (
              <td className="al-num">{trend === null ? '–' : sayChange(trend.from, trend.to)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** From the beginning of the trend line to its end: `+12%`. */
function sayChange(from: number, to: number): string {
  if (Math.abs(from) < 1e-9) return to > 1e-9 ? 'new' : '±0%'
  const percent = Math.round((100 * (to - from)) / Math.abs(from))
  return percent === 0 ? '±0%' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`
}

function Swatch({ place }: { place: number }): ReactNode {
  const { stroke, dash } = lookOf(place)
  return (
    <svg width="18" height="8" aria-hidden="true">
      <line x1="1" y1="4" x2="17" y2="4" stroke={stroke} strokeWidth="2.5" strokeDasharray={dash} />
    </svg>
  )
}
