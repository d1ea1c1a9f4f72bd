import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import type { ReactNode } from 'react'
import type { ProxyTable } from '#contract/proxy.ts'
import { t } from '../../../i18n/t.ts'

export interface TableNoticesProps {
  readonly table: Pick<ProxyTable, 'problems' | 'warnings' | 'versions'>
  readonly trouble: { readonly message: string } | null
}

const problemsShown = 3

/** What makes a table less than whole, and what the proxy would not take. */
export function TableNotices({ table, trouble }: TableNoticesProps): ReactNode {
  const { problems, warnings } = table
  return (
    <div className="al-proxy-notices" role="status">
      {trouble !== null && (
        <Warn>{t('What is shown is not new: {{message}}', { message: trouble.message })}</Warn>
      )}
      {[...new Set(warnings.map(({ message }) => message))].map((message) => (
        <Warn key={message}>{message}</Warn>
      ))}
      {problems.slice(0, problemsShown).map((problem) => (
        <Warn key={problem}>
          {t('The proxy refused a part of its configuration:')} <code>{problem}</code>
        </Warn>
      ))}
      {problems.length > problemsShown && (
        <Warn>{t('{{count}} more refusals', { count: problems.length - problemsShown })}</Warn>
      )}
    </div>
  )
}

export function Warn({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="al-proxy-notice al-warn">
      <ExclamationTriangleIcon />
      <span>{children}</span>
    </div>
  )
}
