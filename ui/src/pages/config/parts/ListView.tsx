import { EmptyState, EmptyStateBody, Pagination, Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConfigList } from '#contract/config.ts'
import { useConfigList } from '../../../api/config-queries.ts'
import { NothingFits } from '../../../components/NothingFits.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { askOf, noFilters, rowsPerPage } from '../url.ts'
import type { ViewInAddress } from '../use-view.ts'
import { ConfigTable } from './ConfigTable.tsx'
import { Filters } from './Filters.tsx'
import { Partial } from './Partial.tsx'

const nothingCounted: ConfigList['facets'] = {
  validities: [],
  severities: [],
  kinds: [],
  namespaces: [],
  rules: [],
}

/** Every object of the configuration, the worst first. */
export function ListView({ address }: { address: ViewInAddress }): ReactNode {
  const { view, unread, change } = address
  const { data, error, isPlaceholderData, refetch } = useConfigList(askOf(view))
  const isSettled = data !== undefined && !isPlaceholderData
  return (
    <div className="al-config" data-settled={isSettled} aria-busy={!isSettled && error === null}>
      <header className="al-config-head">
        <h1>{t('Configuration')}</h1>
        {data !== undefined && <Amount list={data} />}
        <Link to={address.linkTo({ task: 'create', object: null })} className="al-config-new">
          {t('New object')}
        </Link>
      </header>
      <Filters facets={data?.facets ?? nothingCounted} view={view} onChange={change} />
      {data !== undefined && (
        <Partial
          list={data}
          trouble={error?.message ?? null}
          unread={unread}
          onTidy={() => change({})}
        />
      )}
      {data !== undefined ? (
        <Rows list={data} address={address} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <TableSkeleton />
      )}
    </div>
  )
}

function Amount({ list: { matched, total } }: { list: ConfigList }): ReactNode {
  return (
    <span className="al-quiet" role="status">
      {matched === total
        ? t('{{count}} objects', { count: total })
        : t('{{matched}} of {{count}} objects', { matched, count: total })}
    </span>
  )
}

/** What the pages' own component would say in English. */
const pageTitles = {
  paginationAriaLabel: t('Pagination'),
  toPreviousPageAriaLabel: t('Go to previous page'),
  toNextPageAriaLabel: t('Go to next page'),
  ofWord: t('of'),
}

function Rows({ list, address }: { list: ConfigList; address: ViewInAddress }): ReactNode {
  const { view, change } = address
  if (list.matched === 0)
    return list.total === 0 ? (
      <EmptyState titleText={t('No configuration')} headingLevel="h2" variant="sm">
        <EmptyStateBody>
          {t(
            'There is no object of the mesh or of the Gateway API that you may see, and nothing is wrong with what runs.',
          )}
        </EmptyStateBody>
      </EmptyState>
    ) : (
      <NothingFits onAll={() => change(noFilters)}>
        {t('None of {{count}} objects is all that is asked for.', { count: list.total })}
      </NothingFits>
    )
  return (
    <>
      <div className="al-config-rows" role="region" aria-label={t('Objects')} tabIndex={0}>
        <ConfigTable rows={list.rows} at={list.at} address={address} />
      </div>
      {list.matched > rowsPerPage && (
        <Pagination
          itemCount={list.matched}
          perPage={rowsPerPage}
          perPageOptions={[]}
          page={view.page}
          onSetPage={(_, page) => change({ page })}
          isCompact
          className="al-config-pages"
          titles={pageTitles}
        />
      )}
    </>
  )
}

/** The shape of what is to come, so that nothing jumps when it is here. */
function TableSkeleton(): ReactNode {
  return (
    <div className="al-config-skeleton" role="status">
      <span className="pf-v6-screen-reader">{t('Loading the configuration')}</span>
      {['62%', '48%', '70%', '55%', '66%', '51%'].map((width) => (
        <Skeleton key={width} width={width} height="22px" />
      ))}
    </div>
  )
}
