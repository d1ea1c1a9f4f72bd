import { Button, EmptyState, EmptyStateBody, Label, Skeleton } from '@patternfly/react-core'
import { DownloadIcon } from '@patternfly/react-icons/dist/esm/icons/download-icon'
import { useEffect, useState, type ReactNode } from 'react'
import type { ProxySection } from '#contract/proxy.ts'
import { useClient } from '../../../api/client-context.ts'
import { readAllRows, useProxyTable, type TableQuestion } from '../../../api/proxy-queries.ts'
import { NothingFits } from '../../../components/NothingFits.tsx'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { saveBlob } from '../../../lib/save-blob.ts'
import { Details } from '../parts/Details.tsx'
import { TableNotices } from '../parts/TableNotices.tsx'
import { withFilter } from '../filters.ts'
import { filterNames, type FilterName, type Filters, type ProxyView } from '../url.ts'
import type { Look } from '../use-look.ts'
import type { TableKind } from './column.ts'
import type { RowOf, TableOf } from '../../../api/proxy-queries.ts'
import { csvOf } from './csv-of.ts'
import { FilterMenu } from './FilterMenu.tsx'
import { RowsTable } from './RowsTable.tsx'
import { inSentence, t } from '../../../i18n/t.ts'

export interface TablePartProps<Section extends ProxySection> {
  readonly kind: TableKind<Section>
  readonly look: Look
  /** How resources stand to those of the other side; null: nothing is compared. */
  readonly changes?: ReadonlyMap<string, string> | null
}

/** One table of a proxy with what narrows it, and the details of a row beside it. */
export function TablePart<Section extends ProxySection>(props: TablePartProps<Section>): ReactNode {
  const { kind, look, changes = null } = props
  const { view } = look.address
  const question: TableQuestion<Section> = {
    ...{ reading: look.reading, section: kind.section, ask: askOf(view) },
  }
  const { data, error, isPlaceholderData, refetch } = useProxyTable(question)
  const [opened, setOpened] = useState<RowOf<Section> | null>(null)
  const { learn } = look
  useEffect(() => {
    if (data !== undefined && !isPlaceholderData) learn(data)
  }, [data, isPlaceholderData, learn])
  if (data === undefined)
    return error === null ? (
      <Skeleton height="16rem" screenreaderText={t('Reading the proxy')} />
    ) : (
      <Trouble error={error} onRetry={() => void refetch()} />
    )
  // A row of a later page is not in the head.
  const open =
    opened !== null && opened.key === view.row
      ? opened
      : data.rows.find(({ key }) => key === view.row)
  return (
    <div className="al-proxy-part" data-settled={!isPlaceholderData}>
      <Bar {...{ kind, look, question }} head={data} />
      <TableNotices table={data} trouble={error} />
      {data.matched === 0 ? (
        <Nothing kind={kind} head={data} look={look} />
      ) : (
        <div className={open === undefined ? undefined : 'al-proxy-split'}>
          <RowsTable
            {...{ kind, question, changes }}
            head={data}
            address={look.address}
            onOpen={setOpened}
          />
          {open !== undefined && (
            <Details key={open.key} row={open} kind={kind} look={look} at={data.takenAt} />
          )}
        </div>
      )}
    </div>
  )
}

/** What the server is asked: filters, and the order. */
export function askOf({ filters, sort, order }: ProxyView): TableQuestion<ProxySection>['ask'] {
  return { ...filters, ...(sort === '' ? {} : { sort, order }) }
}

interface BarProps<Section extends ProxySection> {
  readonly kind: TableKind<Section>
  readonly look: Look
  readonly question: TableQuestion<Section>
  readonly head: TableOf<Section>
}

function Bar<Section extends ProxySection>(props: BarProps<Section>): ReactNode {
  const { kind, look, question, head } = props
  const { view, change } = look.address
  const set = (name: FilterName, value: string): void =>
    change({ filters: withFilter(view.filters, name, value), row: '' })
  return (
    <div
      className="al-proxy-filters"
      role="toolbar"
      aria-label={t('Filters of {{table}}', { table: kind.title })}
    >
      <TextFilter
        label={t('Find in {{table}}', { table: inSentence(kind.title) })}
        text={view.filters.text ?? ''}
        onChange={(text) => set('text', text)}
      />
      {kind.filters.map(({ name, word }) => (
        <FilterMenu
          key={name}
          label={word}
          facet={head.facets[name] ?? []}
          value={view.filters[name] ?? ''}
          onChange={(value) => set(name, value)}
        />
      ))}
      {hiddenFilters(view.filters, kind).map(([name, value]) => (
        <Label
          key={name}
          isCompact
          onClose={() => set(name, '')}
          closeBtnAriaLabel={t('Lift the filter')}
        >
          {name === 'route' ? t('Route configuration {{name}}', { name: value }) : value}
        </Label>
      ))}
      {Object.keys(view.filters).length > 0 && (
        <Button variant="link" size="sm" isInline onClick={() => change({ filters: {}, row: '' })}>
          {t('Clear')}
        </Button>
      )}
      <span className="al-quiet" role="status">
        {amountText(head)}
      </span>
      <SaveButton kind={kind} question={question} />
    </div>
  )
}

/** Filters that a link brought along and that have no menu here. */
function hiddenFilters(
  filters: Filters,
  kind: { readonly filters: readonly { readonly name: FilterName }[] },
): readonly (readonly [FilterName, string])[] {
  const shown = new Set<FilterName>(['text', ...kind.filters.map(({ name }) => name)])
  return filterNames.flatMap((name) => {
    const value = filters[name]
    return value === undefined || shown.has(name) ? [] : [[name, value] as const]
  })
}

function amountText({ matched, total }: { matched: number; total: number }): string {
  return matched === total
    ? t('{{count}} rows', { count: total })
    : t('{{matched}} of {{count}} rows', { matched, count: total })
}

interface SaveButtonProps<Section extends ProxySection> {
  readonly kind: TableKind<Section>
  readonly question: TableQuestion<Section>
}

function SaveButton<Section extends ProxySection>(props: SaveButtonProps<Section>): ReactNode {
  const { kind, question } = props
  const client = useClient()
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly trouble: string | null }>(
    { isBusy: false, trouble: null },
  )
  const save = async (): Promise<void> => {
    setState({ isBusy: true, trouble: null })
    try {
      const rows = await readAllRows(client, question)
      saveBlob(new Blob([csvOf(rows, kind)], { type: 'text/csv' }), 'csv')
      setState({ isBusy: false, trouble: null })
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error)
      setState({ isBusy: false, trouble })
    }
  }
  return (
    <span className="al-proxy-save">
      {state.trouble !== null && <span className="al-warn">{state.trouble}</span>}
      <Button
        variant="plain"
        size="sm"
        icon={<DownloadIcon />}
        isDisabled={state.isBusy}
        aria-label={t('Save the rows as CSV')}
        onClick={() => void save()}
      >
        CSV
      </Button>
    </span>
  )
}

interface NothingProps {
  readonly kind: { readonly none: string; readonly whyNone: string }
  readonly head: { readonly total: number }
  readonly look: Look
}

function Nothing({ kind, head, look }: NothingProps): ReactNode {
  if (head.total === 0)
    return (
      <EmptyState titleText={kind.none} headingLevel="h3" variant="sm">
        <EmptyStateBody>{kind.whyNone}</EmptyStateBody>
      </EmptyState>
    )
  return (
    <NothingFits headingLevel="h3" onAll={() => look.address.change({ filters: {}, row: '' })}>
      {t('None of {{count}} rows is all that is asked for.', { count: head.total })}
    </NothingFits>
  )
}
