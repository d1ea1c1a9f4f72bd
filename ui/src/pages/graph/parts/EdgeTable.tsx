import { Button } from '@patternfly/react-core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { count } from '../../../lib/plural.ts'
import { edgeRows, sortRows, writeCsv } from '../edge-rows.ts'
import type { Column, EdgeRow, Sorting } from '../edge-rows.ts'
import { saveBlob } from '../save-blob.ts'
import { EdgeTableRow } from './EdgeTableRow.tsx'
import './table.css'

export interface EdgeTableProps {
  readonly graph: Graph
  readonly selection: string | null
  readonly onSelect: (id: string) => void
}

const columns = [
  { name: 'source', word: 'Caller', isNumber: false },
  { name: 'target', word: 'Callee', isNumber: false },
  { name: 'health', word: 'Health', isNumber: false },
  { name: 'protocol', word: 'Protocol', isNumber: false },
  { name: 'rate', word: 'Rate', isNumber: true },
  { name: 'errors', word: 'Errors', isNumber: true },
  { name: 'time', word: 'Response time', isNumber: true },
  { name: 'mtls', word: 'mTLS', isNumber: true },
] as const satisfies readonly { name: Column; word: string; isNumber: boolean }[]

const rowHeight = 33
const drawnWhole = 200

/** The picture's edges as rows: the same numbers, for readers and for screen readers. */
export function EdgeTable({ graph, selection, onSelect }: EdgeTableProps): ReactNode {
  const [sorting, setSorting] = useState<Sorting>({ column: 'rate', isDescending: true })
  const rows = useMemo(() => sortRows(edgeRows(graph), sorting), [graph, sorting])
  const scroller = useRef<HTMLDivElement>(null)

  return (
    <div className="al-table" ref={scroller} tabIndex={0} role="region" aria-label="Edges">
      <p className="al-table-bar">
        <b>{count(rows.length, 'edge')}</b>
        <Button
          variant="link"
          size="sm"
          isInline
          onClick={() => saveBlob(new Blob([writeCsv(rows)], { type: 'text/csv' }), 'csv')}
        >
          Save as CSV
        </Button>
      </p>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.name} {...column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        {rows.length <= drawnWhole ? (
          <tbody>
            {rows.map((row) => (
              <EdgeTableRow
                key={row.id}
                row={row}
                isSelected={row.id === selection}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        ) : (
          <ManyRows rows={rows} scroller={scroller} selection={selection} onSelect={onSelect} />
        )}
      </table>
    </div>
  )
}

interface ManyRowsProps extends Omit<EdgeTableProps, 'graph'> {
  readonly rows: readonly EdgeRow[]
  readonly scroller: React.RefObject<HTMLDivElement | null>
}

/** Draws only the rows in sight, between two that take the room of the others. */
function ManyRows({ rows, scroller, selection, onSelect }: ManyRowsProps): ReactNode {
  // eslint-disable-next-line react-hooks/incompatible-library -- not compiled; the hook's result is used at once
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1000, height: 800 },
  })
  const drawn = virtualizer.getVirtualItems()
  const before = drawn[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (drawn.at(-1)?.end ?? 0)
  return (
    <tbody>
      <tr aria-hidden="true" style={{ height: before }} />
      {drawn.map(({ index }) => {
        const row = rows[index]
        return (
          row && (
            <EdgeTableRow
              key={row.id}
              row={row}
              index={index + 2}
              isSelected={row.id === selection}
              onSelect={onSelect}
            />
          )
        )
      })}
      <tr aria-hidden="true" style={{ height: after }} />
    </tbody>
  )
}

function Heading(props: {
  name: Column
  word: string
  isNumber: boolean
  sorting: Sorting
  onSort: (sorting: Sorting) => void
}): ReactNode {
  const { name, word, isNumber, sorting, onSort } = props
  const isSorted = sorting.column === name
  const direction = sorting.isDescending ? 'descending' : 'ascending'
  return (
    <th
      scope="col"
      className={isNumber ? 'al-num' : undefined}
      aria-sort={isSorted ? direction : 'none'}
    >
      <button
        type="button"
        onClick={() =>
          onSort({ column: name, isDescending: isSorted ? !sorting.isDescending : isNumber })
        }
      >
        {word}
        <span aria-hidden="true">{isSorted ? (sorting.isDescending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}
