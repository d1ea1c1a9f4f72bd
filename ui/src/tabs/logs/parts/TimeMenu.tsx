import { Button, Popover, TextInput } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { ChoiceMenu } from '../../../components/ChoiceMenu.tsx'
import { t } from '../../../i18n/t.ts'
import { readTimeField, writeTimeField } from '../../../lib/time-field.ts'
import { ranges, zones, type LogView } from '../url.ts'
import type { ViewInAddress } from '../use-logs.ts'

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
        isLabelShown
        choices={ranges.map((value) => ({ value, word: rangeWords[value] }))}
        onChoose={(range) => change({ range, from: null, to: null, line: '' })}
      />
      {view.range === 'custom' && <FromTo view={view} change={change} />}
      <ChoiceMenu
        label={t('Clock')}
        value={view.zone}
        isLabelShown
        choices={zones.map((value) => ({ value, word: zoneWords[value] }))}
        onChoose={(zone) => change({ zone })}
      />
    </>
  )
}

function FromTo({ view, change }: Pick<ViewInAddress, 'view' | 'change'>): ReactNode {
  const [from, setFrom] = useState(writeTimeField(view.from))
  const [to, setTo] = useState(writeTimeField(view.to))
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
            change({ from: readTimeField(from), to: readTimeField(to) })
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
