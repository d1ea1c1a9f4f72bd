import { Button, Popover, TextInput } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import { readTimeField, writeTimeField } from '../lib/time-field.ts'
import './components.css'

export interface FromToProps {
  readonly fromAt: number // epoch ms
  readonly toAt: number
  readonly onApply: (range: { readonly fromAt: number; readonly toAt: number }) => void
}

/** A stretch of time by its two ends, as the clock of the browser tells them. */
export function FromTo({ fromAt, toAt, onApply }: FromToProps): ReactNode {
  return (
    <Popover
      aria-label={t('Times')}
      showClose={false}
      bodyContent={(hide) => (
        <Ends
          fromAt={fromAt}
          toAt={toAt}
          onApply={(range) => {
            onApply(range)
            hide()
          }}
        />
      )}
    >
      <Button variant="link" size="sm">
        {t('From … to …')}
      </Button>
    </Popover>
  )
}

/** Begins with what is shown each time that it is opened. */
function Ends({ fromAt, toAt, onApply }: FromToProps): ReactNode {
  const [from, setFrom] = useState(() => writeTimeField(fromAt))
  const [to, setTo] = useState(() => writeTimeField(toAt))
  const range = readRange(from, to)
  return (
    <form
      className="al-from-to"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation() // it may stand in a form of others
        if (range !== null) onApply(range)
      }}
    >
      <label>
        {t('From')}
        <TextInput
          type="datetime-local"
          aria-label={t('From')}
          step={1}
          value={from}
          onChange={(_, text) => setFrom(text)}
        />
      </label>
      <label>
        {t('To')}
        <TextInput
          type="datetime-local"
          aria-label={t('To')}
          step={1}
          value={to}
          onChange={(_, text) => setTo(text)}
        />
      </label>
      {range === null && <p className="al-warn">{t('It must begin before it ends.')}</p>}
      <Button type="submit" size="sm" isDisabled={range === null}>
        {t('Apply')}
      </Button>
    </form>
  )
}

function readRange(from: string, to: string): { fromAt: number; toAt: number } | null {
  const [fromAt, toAt] = [readTimeField(from), readTimeField(to)]
  return fromAt !== null && toAt !== null && fromAt < toAt ? { fromAt, toAt } : null
}
