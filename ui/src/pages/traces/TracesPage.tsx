import type { ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import { Explorer } from '../../tabs/traces/Explorer.tsx'
import './traces-page.css'

/** Traces of any service that the trace store knows. */
export function TracesPage(): ReactNode {
  return (
    <div className="al-traces-page">
      <h1>{t('Traces')}</h1>
      <Explorer subject={null} />
    </div>
  )
}
