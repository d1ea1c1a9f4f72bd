import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConfigRow } from '#contract/config.ts'
import { walkRows } from '../../../components/walk-rows.ts'
import { t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'
import type { ConfigView } from '../url.ts'
import type { ViewInAddress } from '../use-view.ts'
import { StateBadge } from './StateBadge.tsx'

export interface ConfigTableProps {
  readonly rows: readonly ConfigRow[]
  readonly at: number
  readonly address: ViewInAddress
}

const columns = [
  { sort: 'validity', word: t('State') },
  { sort: 'kind', word: t('Kind') },
  { sort: 'name', word: t('Name') },
  { sort: 'namespace', word: t('Namespace') },
  { sort: null, word: t('Findings') },
  { sort: 'created', word: t('Age') },
] as const satisfies readonly { sort: ConfigView['sort'] | null; word: string }[]

export function ConfigTable({ rows, at, address }: ConfigTableProps): ReactNode {
  const { view, change, linkTo } = address
  const sortOf = (index: number): { sort: NonNullable<ThProps['sort']> } | object => {
    const by = columns[index]?.sort ?? null
    if (by === null) return {}
    return {
      sort: {
        columnIndex: index,
        sortBy: {
          index: columns.findIndex(({ sort }) => sort === view.sort),
          direction: view.order,
        },
        onSort: (_: unknown, __: number, order: ConfigView['order']) =>
          change({ sort: by, order, page: 1 }),
      },
    }
  }
  return (
    <Table
      variant="compact"
      borders
      aria-label={t('Configuration')}
      className="al-config-table"
      onKeyDown={walkRows}
    >
      <Thead>
        <Tr>
          {columns.map(({ word }, index) => (
            <Th key={word} modifier="nowrap" {...sortOf(index)}>
              {word}
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Row key={Object.values(row.object).join('/')} row={row} at={at} linkTo={linkTo} />
        ))}
      </Tbody>
    </Table>
  )
}

interface RowProps {
  readonly row: ConfigRow
  readonly at: number
  readonly linkTo: ViewInAddress['linkTo']
}

function Row({ row, at, linkTo }: RowProps): ReactNode {
  const { object, validity, createdAt } = row
  return (
    <Tr>
      <Td dataLabel={t('State')}>
        <StateBadge validity={validity} />
      </Td>
      <Td dataLabel={t('Kind')}>{object.kind}</Td>
      <Td dataLabel={t('Name')} modifier="breakWord">
        <Link to={linkTo({ object })}>{object.name}</Link>
      </Td>
      <Td dataLabel={t('Namespace')} modifier="breakWord">
        {object.namespace === '' ? (
          <span className="al-quiet">{t('cluster')}</span>
        ) : (
          object.namespace
        )}
      </Td>
      <Td dataLabel={t('Findings')}>
        <Findings row={row} />
      </Td>
      <Td dataLabel={t('Age')}>
        {createdAt === null ? (
          <span className="al-quiet" title={t('The console does not keep it for this kind')}>
            –
          </span>
        ) : (
          formatAge(at - createdAt)
        )}
      </Td>
    </Tr>
  )
}

const codesShown = 4

function Findings({ row: { rules, counts, worst } }: { row: ConfigRow }): ReactNode {
  if (rules.length === 0) return null
  const rest = rules.length - codesShown
  return (
    <span className="al-config-codes">
      {worst !== null && (
        <span className="al-config-worst" title={worst}>
          {worst}
        </span>
      )}
      {rules.slice(0, codesShown).map((rule) => (
        <code key={rule}>{rule}</code>
      ))}
      {rest > 0 && <span className="al-quiet">{t('{{amount}} more', { amount: rest })}</span>}
      {counts.acknowledged > 0 && (
        <span className="al-quiet">
          {t('{{amount}} acknowledged', { amount: counts.acknowledged })}
        </span>
      )}
    </span>
  )
}
