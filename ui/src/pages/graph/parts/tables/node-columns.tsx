import { KindBadge } from '../../../../components/KindBadge.tsx'
import { nodeKindLetters } from '../../../../components/kind-letters.ts'
import { markWords } from '../../../../components/mark-words.ts'
import { formatBytesRate } from '../../../../lib/bytes.ts'
import { formatRps } from '../../../../lib/rate.ts'
import type { NodeRow } from '../../node-rows.ts'
import { kindWords } from '../panel/NodeParts.tsx'
import { errorCell } from './edge-columns.tsx'
import { healthColumn } from './health-column.tsx'
import type { TableColumn } from './table-column.ts'

type Column = TableColumn<NodeRow>

export const nodeColumns: readonly Column[] = [
  { ...textColumn('name', 'Name'), isUsual: true },
  kindColumn(),
  { ...textColumn('namespace', 'Namespace'), isUsual: true },
  textColumn('cluster', 'Cluster'),
  healthColumn(),
  { ...numberColumn('inPerSecond', 'In', formatRps), isUsual: true },
  { ...errorColumn('inErrors', 'Errors in'), isUsual: true },
  { ...numberColumn('outPerSecond', 'Out', formatRps), isUsual: true },
  { ...errorColumn('outErrors', 'Errors out'), isUsual: true },
  { ...numberColumn('callers', 'Callers', String), isUsual: true },
  { ...numberColumn('callees', 'Callees', String), isUsual: true },
  numberColumn('inBytesPerSecond', 'TCP in', formatBytesRate),
  numberColumn('outBytesPerSecond', 'TCP out', formatBytesRate),
  textColumn('app', 'App'),
  textColumn('version', 'Version'),
  textColumn('workload', 'Workload'),
  textColumn('service', 'Service'),
  textColumn('hosts', 'Hosts'),
  marksColumn(),
]

function kindColumn(): Column {
  return {
    name: 'kind',
    word: 'Kind',
    isUsual: true,
    keyOf: ({ kind }) => kindWords[kind],
    cell: ({ kind }) => <KindBadge letters={nodeKindLetters(kind)} kind={kindWords[kind]} />,
    csv: [['kind', ({ kind }) => kind]],
  }
}

function marksColumn(): Column {
  return {
    name: 'marks',
    word: 'Badges',
    keyOf: ({ marks }) => marks.length,
    cell: ({ marks }) => marks.map((mark) => markWords[mark].split(':')[0]).join(' · '),
    csv: [['marks', ({ marks }) => marks.join(' ')]],
  }
}

type TextField =
  'name' | 'namespace' | 'cluster' | 'app' | 'version' | 'workload' | 'service' | 'hosts'

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
