import { Button, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useMemo, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { t } from '../../../../i18n/t.ts'
import { writeCsv } from '../../../../lib/csv.ts'
import { edgeRows, type EdgeRow } from '../../edge-rows.ts'
import { placedName } from '../../names.ts'
import { nodeRows, type NodeRow } from '../../node-rows.ts'
import { saveBlob } from '../../../../lib/save-blob.ts'
import type { GraphView } from '../../url.ts'
import { useShownComparison } from '../compare/comparison-context.ts'
import { changesColumn } from './changes-column.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import { edgeColumns } from './edge-columns.tsx'
import { nodeColumns } from './node-columns.tsx'
import { RowTable } from './RowTable.tsx'
import { chooseColumns, readSorting, sortRows, type Sorting } from './table-column.ts'
import type { TableColumn } from './table-column.ts'

export interface TableTwinProps {
  readonly graph: Graph
  readonly view: GraphView
  readonly found: ReadonlySet<string> | null
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** The picture as rows, of edges or of nodes: the same elements, the same numbers. */
export function TableTwin(props: TableTwinProps): ReactNode {
  return props.view.twin === 'nodes' ? <NodeTable {...props} /> : <EdgeTable {...props} />
}

function EdgeTable(props: TableTwinProps): ReactNode {
  const { graph } = props
  const rows = useMemo(() => edgeRows(graph), [graph])
  return (
    <Twin<EdgeRow>
      {...props}
      kind={edgeKind}
      rows={rows}
      labelOf={({ source, target }) => t('{{source}} calls {{target}}', { source, target })}
    />
  )
}

function NodeTable(props: TableTwinProps): ReactNode {
  const { graph } = props
  const rows = useMemo(() => nodeRows(graph), [graph])
  const labels = useMemo(
    () => new Map(graph.nodes.map((node) => [node.id, placedName(node)])),
    [graph],
  )
  return (
    <Twin<NodeRow>
      {...props}
      kind={nodeKind}
      rows={rows}
      labelOf={({ id, name }) => labels.get(id) ?? name}
    />
  )
}

/** What one of the two tables is about. */
interface TableKind<Row> {
  readonly label: string
  readonly sayAmount: (count: number) => string
  readonly columns: readonly TableColumn<Row>[]
  readonly sorting: Sorting // at first
}

const edgeKind: TableKind<EdgeRow> = {
  label: t('Edges'),
  sayAmount: (count) => t('{{count}} edges', { count }),
  columns: edgeColumns,
  sorting: { column: 'rate', isDescending: true },
}
const nodeKind: TableKind<NodeRow> = {
  label: t('Nodes'),
  sayAmount: (count) => t('{{count}} nodes', { count }),
  columns: nodeColumns,
  sorting: { column: 'health', isDescending: false },
}

interface TwinProps<Row> extends TableTwinProps {
  readonly kind: TableKind<Row>
  readonly rows: readonly Row[]
  readonly labelOf: (row: Row) => string
}

function Twin<Row extends { readonly id: string }>(props: TwinProps<Row>): ReactNode {
  const { rows, labelOf, view, found, onChange } = props
  const kind = useCompared(props.kind)
  const sorting = readSorting(view.sort, kind.columns, kind.sorting)
  const columns = chooseColumns(view.columns, kind.columns)
  const { column, isDescending } = sorting
  const sorted = useMemo(
    () => sortRows(rows, kind.columns, { column, isDescending }),
    [rows, kind, column, isDescending],
  )

  function save(): void {
    const cells = columns.flatMap(({ csv }) => csv)
    const text = writeCsv(
      cells.map(([heading]) => heading),
      sorted.map((row) => cells.map(([, valueOf]) => valueOf(row))),
    )
    saveBlob(new Blob([text], { type: 'text/csv;charset=utf-8' }), 'csv')
  }

  const amountFound =
    found === null ? 0 : rows.reduce((sum, { id }) => sum + Number(found.has(id)), 0)
  return (
    <RowTable
      label={kind.label}
      rows={sorted}
      columns={columns}
      labelOf={labelOf}
      sorting={sorting}
      onSort={(sort) => onChange({ sort })}
      selection={view.selection}
      found={found}
      onSelect={(selection) => onChange({ selection })}
      bar={
        <div className="al-table-bar">
          <RowsOf view={view} onChange={onChange} />
          <b>{kind.sayAmount(rows.length)}</b>
          {found !== null && (
            <span className="al-quiet">{t('{{amount}} found', { amount: amountFound })}</span>
          )}
          <ColumnChoice
            columns={kind.columns}
            shown={columns}
            onChange={(names) => onChange({ columns: names })}
          />
          <Button variant="link" size="sm" isInline onClick={save}>
            {t('Save as CSV')}
          </Button>
        </div>
      }
    />
  )
}

/** With two moments compared there is a column of what changed, and the worst of it comes first. */
function useCompared<Row extends { readonly id: string }>(kind: TableKind<Row>): TableKind<Row> {
  const comparison = useShownComparison()
  return useMemo(() => {
    if (comparison === null) return kind
    const at = kind.columns.findIndex(({ name }) => name === 'health')
    const columns = kind.columns.toSpliced(at, 0, changesColumn<Row>(comparison.changes))
    return { ...kind, columns, sorting: { column: 'changes', isDescending: false } }
  }, [kind, comparison])
}

/** Sorting and columns of one table mean nothing in the other. */
function RowsOf({ view, onChange }: Pick<TableTwinProps, 'view' | 'onChange'>): ReactNode {
  const go = (twin: GraphView['twin']): void => onChange({ twin, sort: null, columns: null })
  return (
    <ToggleGroup aria-label={t('Rows of')} isCompact>
      <ToggleGroupItem
        text={t('Edges')}
        isSelected={view.twin === 'table'}
        onChange={() => go('table')}
      />
      <ToggleGroupItem
        text={t('Nodes')}
        isSelected={view.twin === 'nodes'}
        onChange={() => go('nodes')}
      />
    </ToggleGroup>
  )
}
