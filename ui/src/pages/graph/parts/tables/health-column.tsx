import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { t } from '../../../../i18n/t.ts'
import { healthRank, type NodeRow } from '../../node-rows.ts'
import type { TableColumn } from './table-column.ts'

export function healthColumn<Row extends Pick<NodeRow, 'health'>>(): TableColumn<Row> {
  return {
    name: 'health',
    word: t('Health'),
    isUsual: true,
    keyOf: ({ health }) => healthRank(health),
    cell: ({ health }) => <HealthBadge status={health} />,
    csv: [['health', ({ health }) => health]],
  }
}
