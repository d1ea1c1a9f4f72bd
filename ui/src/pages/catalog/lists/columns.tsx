import type { ReactNode } from 'react'
import type { ThingFolder, ThingRow, ThingSort } from '#contract/catalog.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import type { CsvValue } from '../../../lib/csv.ts'
import {
  ActingCell,
  errorRatioOf,
  ErrorCell,
  FindingsCell,
  HealthCell,
  LabelsCell,
  MtlsCell,
  RateCell,
  requestsOf,
} from '../cells.tsx'
import type { Column } from '../columns/column.ts'
import { membershipWords, noteWords } from '../words.ts'

export interface CellContext {
  readonly labels: string // the label filter
  readonly onToggleLabel: (term: string) => void
}

export interface ListColumn extends Column {
  readonly width: string
  readonly sort: ThingSort | null
  readonly isNumber?: true
  readonly folders: readonly ThingFolder[]
  readonly show: (row: ThingRow, context: CellContext) => ReactNode
  readonly write: (row: ThingRow) => CsvValue
}

const all: readonly ThingFolder[] = ['apps', 'services', 'workloads']
const podsOf = ({ pods, endpoints }: ThingRow): string => {
  if (endpoints !== null) return `${endpoints.ready} / ${endpoints.all}`
  return pods === null ? '–' : `${pods.available} / ${pods.desired}`
}

/** In the order in which they stand; an address may name others. The name always leads. */
export const columns: readonly ListColumn[] = [
  {
    ...{ name: 'health', word: t('Health'), width: '9.75rem', sort: 'health', isUsual: true },
    folders: all,
    show: ({ health, name, inbound }) => (
      <HealthCell health={health} name={name} isKnown={inbound !== null} />
    ),
    write: ({ health }) => health.status,
  },
  {
    ...{ name: 'name', word: t('Name'), width: '16rem', sort: 'name', isUsual: true, folders: all },
    show: (row) => <SubjectLink subject={row} />,
    write: ({ name }) => name,
  },
  {
    ...{
      name: 'namespace',
      word: t('Namespace'),
      width: '10rem',
      sort: 'namespace',
      isUsual: true,
    },
    folders: all,
    show: ({ namespace }) => namespace,
    write: ({ namespace }) => namespace,
  },
  {
    ...{ name: 'type', word: t('Type'), width: '8rem', sort: 'type', isUsual: true },
    folders: ['services', 'workloads'],
    show: ({ type }) => type,
    write: ({ type }) => type,
  },
  {
    ...{
      name: 'pods',
      word: t('Pods'),
      width: '5.5rem',
      sort: 'pods',
      isNumber: true,
      isUsual: true,
    },
    folders: ['apps', 'workloads'],
    show: podsOf,
    write: podsOf,
  },
  {
    ...{ name: 'endpoints', word: t('Endpoints'), width: '6rem', sort: null, isNumber: true },
    ...{ isUsual: true, folders: ['services'] },
    show: podsOf,
    write: podsOf,
  },
  {
    ...{ name: 'rate', word: t('Inbound'), width: '8rem', sort: 'rate', isNumber: true },
    ...{ isUsual: true, folders: all },
    show: ({ inbound }) => <RateCell traffic={inbound} />,
    write: ({ inbound }) => (inbound === null ? null : requestsOf(inbound)),
  },
  {
    ...{ name: 'errors', word: t('Errors'), width: '6rem', sort: 'errors', isNumber: true },
    ...{ isUsual: true, folders: all },
    show: ({ inbound }) => <ErrorCell traffic={inbound} />,
    write: ({ inbound }) => (inbound === null ? null : errorRatioOf(inbound)),
  },
  {
    ...{ name: 'outbound', word: t('Outbound'), width: '8rem', sort: null, isNumber: true },
    folders: all,
    show: ({ outbound }) => <RateCell traffic={outbound} />,
    write: ({ outbound }) => (outbound === null ? null : requestsOf(outbound)),
  },
  {
    ...{ name: 'membership', word: t('Mesh'), width: '7.5rem', sort: 'membership', isUsual: true },
    folders: all,
    show: ({ membership, notes }) =>
      membership === null ? (
        <span className="al-quiet">–</span>
      ) : (
        <span className={notes.includes('outOfMesh') ? 'al-warn' : undefined}>
          {membershipWords[membership]}
        </span>
      ),
    write: ({ membership }) => membership,
  },
  {
    ...{ name: 'mtls', word: 'mTLS', width: '7.5rem', sort: 'mtls', isUsual: true, folders: all },
    show: ({ mtls }) => <MtlsCell mode={mtls} />,
    write: ({ mtls }) => mtls,
  },
  {
    ...{ name: 'findings', word: t('Configuration'), width: '11rem', sort: 'findings' },
    ...{ isUsual: true, folders: all },
    show: (row) => <FindingsCell row={row} />,
    write: ({ findings: { error, warning, info } }) => `${error}/${warning}/${info}`,
  },
  {
    ...{
      name: 'details',
      word: t('Details'),
      width: '15rem',
      sort: null,
      isUsual: true,
      folders: all,
    },
    show: ({ acting, name, notes }) => (
      <span className="al-cell-line">
        <ActingCell acting={acting} name={name} />
        {notes.length > 0 && (
          <span className="al-warn">{notes.map((note) => noteWords[note]).join(', ')}</span>
        )}
      </span>
    ),
    write: ({ notes, acting }) =>
      [...notes.map((note) => noteWords[note]), ...acting.map(({ object }) => object.kind)].join(
        ' ',
      ),
  },
  {
    ...{ name: 'versions', word: t('Versions'), width: '8rem', sort: null, folders: all },
    show: ({ versions }) => versions.join(', '),
    write: ({ versions }) => versions.join(' '),
  },
  {
    ...{ name: 'ports', word: t('Ports'), width: '11rem', sort: null, folders: ['services'] },
    show: ({ ports, hosts }) => [...ports, ...hosts].join(', '),
    write: ({ ports, hosts }) => [...ports, ...hosts].join(' '),
  },
  {
    ...{
      name: 'labels',
      word: t('Labels'),
      width: '18rem',
      sort: null,
      isUsual: true,
      folders: all,
    },
    show: ({ labels }, { labels: chosen, onToggleLabel }) => (
      <LabelsCell labels={labels} chosen={chosen} onToggle={onToggleLabel} />
    ),
    write: ({ labels }) =>
      Object.entries(labels)
        .map((pair) => pair.join('='))
        .join(' '),
  },
]

const ofFolder = (folder: ThingFolder): readonly ListColumn[] =>
  columns.filter(({ folders }) => folders.includes(folder))

export const columnsFor = {
  apps: ofFolder('apps'),
  services: ofFolder('services'),
  workloads: ofFolder('workloads'),
} as const satisfies Record<ThingFolder, readonly ListColumn[]>
