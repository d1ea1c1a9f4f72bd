import { Button, Skeleton } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { ThingFolder, ThingList } from '#contract/catalog.ts'
import { readAllThings, useThings } from '../../../api/catalog-queries.ts'
import { useClient } from '../../../api/client-context.ts'
import { NothingFits } from '../../../components/NothingFits.tsx'
import { folderTitles } from '../../../components/subject-words.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { inSentence, t } from '../../../i18n/t.ts'
import { writeCsv } from '../../../lib/csv.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import { saveBlob } from '../../../lib/save-blob.ts'
import '../catalog.css'
import { Notices } from '../Notices.tsx'
import { NothingSeen } from '../NothingSeen.tsx'
import { ColumnMenu } from '../columns/ColumnMenu.tsx'
import { useChosenColumns, type ChosenColumns } from '../columns/use-chosen-columns.ts'
import { columnsFor, type ListColumn } from './columns.tsx'
import './lists.css'
import { ListFilters } from './parts/ListFilters.tsx'
import { ThingTable } from './parts/ThingTable.tsx'
import { askOf, everyMs, noFilters, type ListView } from './url.ts'
import { useListView, type ListAddress } from './use-list-view.ts'

export const AppsPage = (): ReactNode => <ListPage folder="apps" />
export const ServicesPage = (): ReactNode => <ListPage folder="services" />
export const WorkloadsPage = (): ReactNode => <ListPage folder="workloads" />

const nothingCounted: ThingList['facets'] = {
  ...{ namespaces: [], health: [], types: [], memberships: [], mtls: [], notes: [] },
  ...{ findings: [], config: [] },
}

/** Everything of one kind, the worst first. */
function ListPage({ folder }: { folder: ThingFolder }): ReactNode {
  const address = useListView()
  const { view, change, unread } = address
  const { data, error, isPlaceholderData, refetch } = useThings(
    folder,
    askOf(view),
    everyMs[view.refresh],
  )
  const isSettled = data !== undefined && !isPlaceholderData
  const columns = useChosenColumns({
    ...{ list: folder, all: columnsFor[folder], named: view.columns },
    onChange: (named, isFirst) => change({ columns: named }, isFirst),
  })
  return (
    <div
      className="al-catalog al-list"
      data-settled={isSettled}
      aria-busy={!isSettled && error === null}
    >
      <header className="al-catalog-head">
        <h1>{folderTitles[folder]}</h1>
        {data !== undefined && (
          <span className="al-quiet" role="status">
            {data.matched === data.total
              ? formatWhole(data.total)
              : t('{{place}} of {{amount}}', { place: data.matched, amount: data.total })}
          </span>
        )}
        <span className="al-list-tools">
          <ColumnMenu
            columns={columnsFor[folder]}
            shown={columns.shown}
            onChange={columns.choose}
          />
          <SaveButton folder={folder} view={view} columns={columns.shown} />
        </span>
      </header>
      <ListFilters
        folder={folder}
        facets={data?.facets ?? nothingCounted}
        view={view}
        onChange={change}
      />
      {data !== undefined && (
        <Notices
          warnings={data.warnings}
          staleSinceAt={data.staleSinceAt}
          at={data.at}
          trouble={error?.message ?? null}
          unread={unread}
          onTidy={() => change({})}
        />
      )}
      {data !== undefined ? (
        <Rows folder={folder} list={data} address={address} columns={columns} />
      ) : error === null ? (
        <ListSkeleton title={folderTitles[folder]} />
      ) : (
        <Trouble error={error} onRetry={() => void refetch()} />
      )}
    </div>
  )
}

interface RowsProps {
  readonly folder: ThingFolder
  readonly list: ThingList
  readonly address: ListAddress
  readonly columns: ChosenColumns<ListColumn>
}

function Rows({ folder, list, address, columns }: RowsProps): ReactNode {
  const { change } = address
  if (list.matched === 0)
    return <Nothing list={list} title={folderTitles[folder]} onAll={() => change(noFilters)} />
  return (
    <ThingTable
      folder={folder}
      title={folderTitles[folder]}
      list={list}
      columns={columns}
      address={address}
    />
  )
}

interface SaveButtonProps {
  readonly folder: ThingFolder
  readonly view: ListView
  readonly columns: readonly ListColumn[]
}

function SaveButton({ folder, view, columns }: SaveButtonProps): ReactNode {
  const client = useClient()
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  async function save(): Promise<void> {
    setTrouble(null)
    setIsBusy(true)
    try {
      const rows = await readAllThings(client, folder, askOf(view))
      const text = writeCsv(
        columns.map(({ word }) => word),
        rows.map((row) => columns.map((column) => column.write(row))),
      )
      saveBlob(new Blob([text], { type: 'text/csv' }), 'csv')
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
    setIsBusy(false)
  }
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        isLoading={isBusy}
        isDisabled={isBusy}
        onClick={() => void save()}
      >
        {t('Save as CSV')}
      </Button>
      {trouble !== null && (
        <span className="al-bad" role="alert">
          {trouble}
        </span>
      )}
    </>
  )
}

interface NothingProps {
  readonly list: ThingList
  readonly title: string
  readonly onAll: () => void
}

function Nothing({ list, title, onAll }: NothingProps): ReactNode {
  if (list.total === 0)
    return <NothingSeen title={t('No {{title}}', { title: inSentence(title) })} />
  return (
    <NothingFits onAll={onAll}>
      {t('None of {{total}} is all that is asked for.', { total: list.total })}
    </NothingFits>
  )
}

/** The shape of what is to come, so that nothing jumps when it is here. */
function ListSkeleton({ title }: { title: string }): ReactNode {
  return (
    <div className="al-list-skeleton" role="status">
      <span className="pf-v6-screen-reader">
        {t('Loading {{title}}', { title: inSentence(title) })}
      </span>
      {['62%', '48%', '70%', '55%', '66%', '51%'].map((width) => (
        <Skeleton key={width} width={width} height="22px" />
      ))}
    </div>
  )
}
