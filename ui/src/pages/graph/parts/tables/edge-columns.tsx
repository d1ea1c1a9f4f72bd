import type { ReactNode } from 'react'
import { t } from '../../../../i18n/t.ts'
import { formatBytesRate } from '../../../../lib/bytes.ts'
import { formatMs } from '../../../../lib/duration.ts'
import { formatShare } from '../../../../lib/ratio.ts'
import type { EdgeRow } from '../../edge-rows.ts'
import { healthColumn } from './health-column.tsx'
import type { TableColumn } from './table-column.ts'

type Column = TableColumn<EdgeRow>

export const edgeColumns: readonly Column[] = [
  textColumn('source', t('Caller'), { isUsual: true, heading: 'caller' }),
  textColumn('target', t('Callee'), { isUsual: true, heading: 'callee' }),
  healthColumn(),
  textColumn('protocol', t('Protocol'), { isUsual: true }),
  rateColumn(),
  errorsColumn(),
  {
    ...numberColumn('time', t('Response time'), { format: formatMs, heading: 'responseTimeMs' }),
    isUsual: true,
  },
  mtlsColumn(),
  numberColumn('share', t('Of the caller’s'), { format: formatShare, heading: 'outboundShare' }),
  numberColumn('sentBytesPerSecond', t('TCP sent'), { format: formatBytesRate }),
  numberColumn('receivedBytesPerSecond', t('TCP received'), { format: formatBytesRate }),
  numberColumn('throughput', t('Throughput'), {
    format: formatBytesRate,
    heading: 'throughputBytesPerSecond',
  }),
  textColumn('flags', t('Flags')),
  textColumn('hosts', t('Hosts')),
  textColumn('waypoints', t('Waypoints')),
  numberColumn('standsFor', t('Stands for'), { format: String }),
]

function rateColumn(): Column {
  return {
    name: 'rate',
    word: t('Rate'),
    isNumber: true,
    isUsual: true,
    keyOf: ({ rate }) => rate,
    cell: ({ rateText }) => rateText,
    csv: [
      ['requestsPerSecond', ({ requestsPerSecond }) => requestsPerSecond],
      ['tcpBytesPerSecond', ({ bytesPerSecond }) => bytesPerSecond],
    ],
  }
}

function errorsColumn(): Column {
  return {
    ...numberColumn('errors', t('Errors'), { format: formatShare, heading: 'errorRatio' }),
    isUsual: true,
    cell: ({ errors }) => errorCell(errors),
  }
}

function mtlsColumn(): Column {
  return {
    ...numberColumn('mtls', 'mTLS', { format: formatShare, heading: 'mtlsShare' }),
    isUsual: true,
    cell: ({ mtls }) => (mtls === null ? t('unknown') : formatShare(mtls)),
  }
}

export function errorCell(ratio: number | null): ReactNode {
  if (ratio === null) return '–'
  return <span className={ratio > 0 ? 'al-bad' : undefined}>{formatShare(ratio)}</span>
}

type TextField = 'source' | 'target' | 'protocol' | 'flags' | 'hosts' | 'waypoints'

function textColumn(
  name: TextField,
  word: string,
  { isUsual = false, heading = name }: { isUsual?: boolean; heading?: string } = {},
): Column {
  return {
    name,
    word,
    isUsual,
    keyOf: (row) => (row[name] === '' ? null : row[name]),
    cell: (row) => (row[name] === '' ? '–' : row[name]),
    csv: [[heading, (row) => row[name]]],
  }
}

type NumberField =
  | 'errors'
  | 'time'
  | 'mtls'
  | 'share'
  | 'sentBytesPerSecond'
  | 'receivedBytesPerSecond'
  | 'throughput'
  | 'standsFor'

function numberColumn(
  name: NumberField,
  word: string,
  { format, heading = name }: { format: (value: number) => string; heading?: string },
): Column {
  return {
    name,
    word,
    isNumber: true,
    keyOf: (row) => row[name],
    cell: (row) => (row[name] === null ? '–' : format(row[name])),
    csv: [[heading, (row) => row[name]]],
  }
}
