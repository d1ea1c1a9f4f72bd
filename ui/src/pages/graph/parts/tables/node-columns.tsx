import { KindBadge } from '../../../../components/KindBadge.tsx'
import { nodeKindLetters } from '../../../../components/kind-letters.ts'
import { markWords } from '../../../../components/mark-words.ts'
import { t } from '../../../../i18n/t.ts'
import { formatBytesRate } from '../../../../lib/bytes.ts'
import { formatRps } from '../../../../lib/rate.ts'
import type { NodeRow } from '../../node-rows.ts'
import { kindWords } from '../panel/NodeParts.tsx'
import { errorCell } from './edge-columns.tsx'
import { healthColumn } from './health-column.tsx'
import type { TableColumn } from './table-column.ts'

type Column = TableColumn<NodeRow>

export const nodeColumns: readonly Column[] = [
  { ...textColumn('name', t('Name')), isUsual: true },
  kindColumn(),
  { ...textColumn('namespace', t('Namespace')), isUsual: true },
  textColumn('cluster', t('Cluster')),
  healthColumn(),
  { ...numberColumn('inPerSecond', t('In'), formatRps), isUsual: true },
  { ...errorColumn('inErrors', t('Errors in')), isUsual: true },
  { ...numberColumn('outPerSecond', t('Out'), formatRps), isUsual: true },
  { ...errorColumn('outErrors', t('Errors out')), isUsual: true },
  { ...numberColumn('callers', t('Callers'), String), isUsual: true },
  { ...numberColumn('callees', t('Callees'), String), isUsual: true },
  numberColumn('inBytesPerSecond', t('TCP in'), formatBytesRate),
  numberColumn('outBytesPerSecond', t('TCP out'), formatBytesRate),
  textColumn('app', t('App')),
  textColumn('version', t('Version')),
  textColumn('workload', t('Workload')),
  textColumn('service', t('Service')),
  textColumn('hosts', t('Hosts')),
  marksColumn(),
]

function kindColumn(): Column {
  return {
    name: 'kind',
    word: t('Kind'),
    isUsual: true,
    keyOf: ({ kind }) => kindWords[kind],
    cell: ({ kind }) => <KindBadge letters={nodeKindLetters(kind)} kind={kindWords[kind]} />,
    csv: [['kind', ({ kind }) => kind]],
  }
}

function marksColumn(): Column {
  return {
    name: 'marks',
    word: t('Badges'),
    keyOf: ({ marks }) => marks.length,
    cell: ({ marks }) => marks.map((mark) => markWords[mark].split(':')[0]).join(' · '),
    csv: [['marks', ({ marks }) => marks.join(' ')]],
  }
}

type TextField =
  | 'name'
  | 'namespace'
  | 'cluster'
  | 'app'
  | 'version'
  | 'workload'
  | 'service'
  | 'hosts'

function textColumn(name: TextField, word: string): Column {
  const textOf = (row: NodeRow): string | null => (row[name] === '' ? null : row[name])
  return {
    name,
    word,
    keyOf: textOf,
    cell: (row) => textOf(row) ?? '–',
    csv: [[name, textOf]],
  }
}

type NumberField =
  | 'inPerSecond'
  | 'outPerSecond'
  | 'callers'
  | 'callees'
  | 'inBytesPerSecond'
  | 'outBytesPerSecond'
  | 'inErrors'
  | 'outErrors'

function numberColumn(name: NumberField, word: string, format: (value: number) => string): Column {
  return {
    name,
    word,
    isNumber: true,
    keyOf: (row) => row[name],
    cell: (row) => (row[name] === null ? '–' : format(row[name])),
    csv: [[name, (row) => row[name]]],
  }
}

function errorColumn(name: 'inErrors' | 'outErrors', word: string): Column {
  return { ...numberColumn(name, word, String), cell: (row) => errorCell(row[name]) }
}
