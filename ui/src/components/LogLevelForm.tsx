import { Button, FormSelect, FormSelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import './components.css'

export interface LogLevelFormProps {
  readonly pod: string
  readonly choices: readonly string[] // the quietest first
  /** What most of its loggers have; null: not known. */
  readonly level: string | null
  /** Why it cannot be set, in words; null: it can. */
  readonly whyNot: string | null
  readonly onSet: (level: string) => Promise<void>
}

/** The level of all loggers of one proxy: what setting it does is said before. */
export function LogLevelForm(props: LogLevelFormProps): ReactNode {
  const { pod, choices, level, whyNot, onSet } = props
  const [chosen, setChosen] = useState<string | null>(null)
  const [state, setState] = useState<{ isBusy: boolean; said: string | null; isBad: boolean }>({
    ...{ isBusy: false, said: null, isBad: false },
  })
  const wanted = chosen ?? level ?? ''
  const set = async (): Promise<void> => {
    setState({ isBusy: true, said: null, isBad: false })
    try {
      await onSet(wanted)
      setChosen(null)
      setState({ isBusy: false, said: t('Set to {{level}}.', { level: wanted }), isBad: false })
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      setState({ isBusy: false, said, isBad: true })
    }
  }
  if (whyNot !== null) return <p className="al-quiet">{whyNot}</p>
  return (
    <div className="al-log-level">
      <FormSelect
        aria-label={t('Log level of {{pod}}', { pod })}
        value={wanted}
        onChange={(_, value) => setChosen(value)}
      >
        {!choices.includes(wanted) && (
          <FormSelectOption
            value={wanted}
            label={wanted === '' ? t('not known') : wanted}
            isDisabled
          />
        )}
        {choices.map((one) => (
          <FormSelectOption key={one} value={one} label={one} />
        ))}
      </FormSelect>
      <Button
        variant="secondary"
        size="sm"
        isLoading={state.isBusy}
        isDisabled={state.isBusy || chosen === null || chosen === level}
        onClick={() => void set()}
      >
        {t('Set', { context: 'verb' })}
      </Button>
      <span role="status" className={state.isBad ? 'al-bad' : 'al-good'}>
        {state.said}
      </span>
      {chosen !== null && chosen !== level && (
        <p className="al-quiet">
          {t(
            'Every logger of the proxy in {{pod}} will write at {{level}}, until it is set again or the proxy starts anew. Nothing is restarted.',
            { pod, level: chosen },
          )}{' '}
          {isLoud(chosen, choices) && t('This writes many lines for each request.')}
        </p>
      )}
    </div>
  )
}

const loud = new Set(['debug', 'trace'])
const isLoud = (level: string, choices: readonly string[]): boolean =>
  loud.has(level) && choices.includes(level)
