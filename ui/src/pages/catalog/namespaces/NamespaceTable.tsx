import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table'
import { useRef, type ReactNode } from 'react'
import type { NamespaceRow } from '#contract/catalog.ts'
import { walkRows } from '../../../components/walk-rows.ts'
import { t } from '../../../i18n/t.ts'
import type { ChosenColumns } from '../columns/use-chosen-columns.ts'
import { useColumnMoves } from '../columns/use-column-moves.ts'
import { toggleLabel } from '../lists/url.ts'
import { byName, compareBy, type LabelContext, type NamespaceColumn } from './columns.tsx'
import type { NamespacesAddress } from './use-namespaces-view.ts'

export interface NamespaceTableProps {
  readonly rows: readonly NamespaceRow[]
  readonly columns: ChosenColumns<NamespaceColumn>
  readonly address: NamespacesAddress
}

/** Namespaces as rows, the worst first until somebody sorts otherwise. */
export function NamespaceTable({ rows, columns, address }: NamespaceTableProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null)
  const { view, change } = address
  const { shown, choose } = columns
  const compare = compareBy[view.sort]
  const sign = view.order === 'asc' ? 1 : -1
  const sorted = rows.toSorted((one, other) => sign * compare(one, other) || byName(one, other))
  const headingOf = useColumnMoves({ columns: shown, scroller, onOrder: choose })
  const context: LabelContext = {
    labelFilter: view.labels,
    onLabel: (term) => change({ labels: toggleLabel(view.labels, term) }),
  }
  const sortOf = (
    { sort: by }: NamespaceColumn,
    index: number,
  ): { sort: NonNullable<ThProps['sort']> } | object => {
    if (by === null) return {}
    return {
      sort: {
        columnIndex: index,
        sortBy: {
          index: shown.findIndex(({ sort }) => sort === view.sort),
          direction: view.order,
        },
        onSort: (_: unknown, __: number, order: 'asc' | 'desc') => change({ sort: by, order }),
      },
    }
  }
  return (
    <div
      ref={scroller}
      className="al-catalog-card al-scroll-x"
      role="region"
      aria-label={t('Table of namespaces')}
      tabIndex={0}
    >
      <Table variant="compact" aria-label={t('Namespaces')} onKeyDown={walkRows}>
        <Thead>
          <Tr>
            {shown.map((column, index) => (
              <Th
                key={column.name}
                modifier="nowrap"
                {...sortOf(column, index)}
                {...headingOf(column, column.sort !== null)}
              >
                {column.word}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {sorted.map((row) => (
            <Tr key={row.node}>
              {shown.map((column) => (
                <Td
                  key={column.name}
                  dataLabel={column.word}
                  {...(column.modifier === undefined ? {} : { modifier: column.modifier })}
                >
                  {column.show(row, context)}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  )
}
