import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useNamespaceRows } from '../../../api/catalog-queries.ts'
import { NothingFits } from '../../../components/NothingFits.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import '../catalog.css'
import { ColumnMenu } from '../columns/ColumnMenu.tsx'
import { useChosenColumns } from '../columns/use-chosen-columns.ts'
import { Notices } from '../Notices.tsx'
import { NothingSeen } from '../NothingSeen.tsx'
import { WindowWords } from '../WindowWords.tsx'
import { columns as all } from './columns.tsx'
import { filterRows, noFilters } from './filters.ts'
import { NamespaceFilterBar } from './NamespaceFilterBar.tsx'
import { NamespaceTable } from './NamespaceTable.tsx'
import { useNamespacesView } from './use-namespaces-view.ts'

/** Namespaces, the worst first: how what runs in them fares, and how they take part in the mesh. */
export function NamespacesPage(): ReactNode {
  const { data, error, refetch } = useNamespaceRows('1m')
  const address = useNamespacesView()
  const { view, change } = address
  const columns = useChosenColumns({
    ...{ list: 'namespaces', all, named: view.columns },
    onChange: (named, isFirst) => change({ columns: named }, isFirst),
  })
  const known = data?.rows ?? []
  const rows = filterRows(known, view)
  return (
    <div className="al-catalog" data-settled={data !== undefined}>
      <header className="al-catalog-head">
        <h1>{t('Namespaces')}</h1>
        {data !== undefined && (
          <span className="al-quiet" role="status">
            {rows.length === known.length
              ? formatWhole(known.length)
              : t('{{place}} of {{amount}}', { place: rows.length, amount: known.length })}
          </span>
        )}
        {data !== undefined && <WindowWords seconds={data.windowSeconds} />}
        <span className="al-list-tools">
          <ColumnMenu columns={all} shown={columns.shown} onChange={columns.choose} />
        </span>
      </header>
      <NamespaceFilterBar rows={known} filters={view} onChange={change} />
      {data !== undefined ? (
        <>
          <Notices
            warnings={data.warnings}
            staleSinceAt={data.staleSinceAt}
            at={data.at}
            trouble={error?.message ?? null}
          />
          {known.length === 0 ? (
            <NothingSeen title={t('No namespaces')} />
          ) : rows.length === 0 ? (
            <NothingFits onAll={() => change(noFilters)}>
              {t('None of {{total}} is all that is asked for.', { total: known.length })}
            </NothingFits>
          ) : (
            <NamespaceTable rows={rows} columns={columns} address={address} />
          )}
        </>
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="20rem" screenreaderText={t('Loading namespaces')} />
      )}
    </div>
  )
}
