import type { ReactNode } from 'react'
import type { ProxyTable } from '#contract/proxy.ts'
import { Notice, NotNew } from '../../../components/Notice.tsx'
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
    <div className="al-notices" role="status">
      {trouble !== null && <NotNew trouble={trouble.message} />}
      {[...new Set(warnings.map(({ message }) => message))].map((message) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
      {problems.slice(0, problemsShown).map((problem) => (
        <Notice key={problem} tone="warn">
          {t('The proxy refused a part of its configuration:')} <code>{problem}</code>
        </Notice>
      ))}
      {problems.length > problemsShown && (
        <Notice tone="warn">
          {t('{{count}} more refusals', { count: problems.length - problemsShown })}
        </Notice>
      )}
    </div>
  )
}
