import type { ReactNode } from 'react'
import { ChoiceBar } from '../../../components/ChoiceBar.tsx'
import { t } from '../../../i18n/t.ts'
import { severityChoices } from '../url.ts'
import type { ViewInAddress } from '../use-logs.ts'

const words: Readonly<Record<(typeof severityChoices)[number], string>> = {
  error: t('Error'),
  warn: t('Warning'),
  info: t('Info'),
  debug: t('Debug'),
  trace: t('Trace'),
  none: t('Not said'),
}

/** Pressed ones are shown alone. */
export function Severities({ address: { view, change } }: { address: ViewInAddress }): ReactNode {
  return (
    <ChoiceBar
      label={t('Severity')}
      values={severityChoices}
      chosen={view.severities}
      classOf={(one) => `al-logs-level-${one}`}
      show={(one) => words[one]}
      onChange={(severities) => change({ severities: [...severities] })}
    />
  )
}
