import { Button, FormSelect, FormSelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { FromTo } from '../../../components/FromTo.tsx'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatSeconds } from '../../../lib/duration.ts'
import { timeBetween, type TimeView } from '../url.ts'

export interface TimeBarProps {
  readonly time: TimeView
  readonly onChange: (time: TimeView) => void
}

const presets = [300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000]
const longestSeconds = 2_592_000

/** Which time the charts show: up to now, or a stretch of the past. */
export function TimeBar({ time, onChange }: TimeBarProps): ReactNode {
  const { windowSeconds, at } = time
  const [openedAt] = useState(() => Date.now())
  const offered = [...new Set([...presets, windowSeconds])].sort((a, b) => a - b)
  return (
    <div className="al-metrics-time">
      <FormSelect
        aria-label={t('Length of time')}
        value={String(windowSeconds)}
        onChange={(_, value) => onChange({ windowSeconds: Number(value), at })}
      >
        {offered.map((seconds) => (
          <FormSelectOption
            key={seconds}
            value={String(seconds)}
            label={
              at === null
                ? t('Last {{window}}', { window: formatSeconds(seconds) })
                : formatSeconds(seconds)
            }
          />
        ))}
      </FormSelect>
      {at === null ? (
        <span className="al-quiet">{t('up to now')}</span>
      ) : (
        <span className="al-metrics-range">
          {formatMoment(at - windowSeconds * 1000)} – {formatMoment(at)}
        </span>
      )}
      <FromTo
        key={`${windowSeconds} ${at ?? ''}`}
        fromAt={(at ?? openedAt) - windowSeconds * 1000}
        toAt={at ?? openedAt}
        onApply={({ fromAt, toAt }) => onChange(stretchOf(fromAt, toAt))}
      />
      {at !== null && (
        <>
          <Button variant="link" size="sm" onClick={() => onChange(widen(windowSeconds, at))}>
            {t('Wider')}
          </Button>
          <Button
            variant="link"
            size="sm"
            onClick={() => onChange({ windowSeconds: presetFor(windowSeconds), at: null })}
          >
            {t('Back to now')}
          </Button>
        </>
      )}
    </div>
  )
}

/** Of what is longer than can be shown, the end. */
function stretchOf(fromAt: number, toAt: number): TimeView {
  const { windowSeconds, at } = timeBetween(fromAt, toAt)
  return { windowSeconds: Math.min(longestSeconds, windowSeconds), at }
}

/** Twice as long around the same middle. */
function widen(windowSeconds: number, at: number): TimeView {
  const seconds = Math.min(longestSeconds, windowSeconds * 2)
  return { windowSeconds: seconds, at: at + Math.round(((seconds - windowSeconds) / 2) * 1000) }
}

const presetFor = (seconds: number): number =>
  presets.find((preset) => preset >= seconds) ?? longestSeconds
