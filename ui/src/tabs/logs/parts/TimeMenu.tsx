import { Button, Popover, TextInput } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { ranges, zones, type LogView } from '../url.ts'
import type { ViewInAddress } from '../use-logs.ts'
import { ChoiceMenu } from './ChoiceMenu.tsx'

const rangeWords: Readonly<Record<LogView['range'], string>> = {
  all: t('all'),
  '5m': t('last 5 min'),
  '15m': t('last 15 min'),
  '1h': t('last hour'),
  '6h': t('last 6 hours'),
  '24h': t('last day'),
  custom: t('from … to …'),
}

const zoneWords: Readonly<Record<LogView['zone'], string>> = {
  local: t('local'),
  utc: 'UTC',
  pod: t('of the pod'),
}

/** From when lines are shown, and by which clock. */
export function TimeMenu({ address: { view, change } }: { address: ViewInAddress }): ReactNode {
  return (
    <>
      <ChoiceMenu
        label={t('Time')}
        value={view.range}
        choices={ranges.map((range) => [range, rangeWords[range]])}
        onChange={(range) =>
          change({
            range: ranges.find((one) => one === range) ?? 'all',
            from: null,
            to: null,
            line: '',
          })
        }
      />
      {view.range === 'custom' && <FromTo view={view} change={change} />}
      <ChoiceMenu
        label={t('Clock')}
        value={view.zone}
        choices={zones.map((zone) => [zone, zoneWords[zone]])}
        onChange={(zone) => change({ zone: zones.find((one) => one === zone) ?? 'local' })}
      />
    </>
  )
}

function FromTo({ view, change }: Pick<ViewInAddress, 'view' | 'change'>): ReactNode {
  const [from, setFrom] = useState(fieldText(view.from))
  const [to, setTo] = useState(fieldText(view.to))
  const said = view.from === null && view.to === null ? t('Choose times') : t('Change times')
  return (
    <Popover
      aria-label={t('Times')}
      showClose={false}
      bodyContent={(hide) => (
        <form
          className="al-logs-times"
          onSubmit={(event) => {
            event.preventDefault()
            change({ from: fieldMs(from), to: fieldMs(to) })
            hide()
          }}
        >
          <label>
            {t('From')}
            <TextInput
              type="datetime-local"
              step={1}
              value={from}
              onChange={(_, text) => setFrom(text)}
            />
          </label>
          <label>
            {t('To (empty: goes on)')}
            <TextInput
              type="datetime-local"
              step={1}
              value={to}
              onChange={(_, text) => setTo(text)}
            />
          </label>
          <Button type="submit" variant="primary" size="sm">
            {t('Apply')}
          </Button>
        </form>
      )}
    >
      <Button variant="link" size="sm">
        {said}
      </Button>
    </Popover>
  )
}

/** As fields for a date and a time take it: by the clock of the browser. */
function fieldText(ms: number | null): string {
  if (ms === null) return ''
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

function fieldMs(text: string): number | null {
  const ms = text === '' ? NaN : new Date(text).getTime()
  return Number.isNaN(ms) ? null : ms
}
