import type { ReactNode } from 'react'
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
    <div className="al-logs-severities" role="group" aria-label={t('Severity')}>
      {severityChoices.map((one) => (
        <button
          key={one}
          type="button"
          className={`al-logs-level al-logs-${one}`}
          aria-pressed={view.severities.includes(one)}
          onClick={() =>
            change({
              severities: severityChoices.filter((other) =>
                other === one ? !view.severities.includes(one) : view.severities.includes(other),
              ),
            })
          }
        >
          {words[one]}
        </button>
      ))}
    </div>
  )
}
