import { Button, Popover, Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table'
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { mtlsModes, type NamespaceRow } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { useNamespaceRows } from '../../../api/catalog-queries.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { NamespaceLink } from '../../../components/NamespaceLink.tsx'
import { isUsualRevision, sayRevision } from '../../../components/revision-words.ts'
import { Refused } from '../../../components/Refused.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import '../catalog.css'
import { FindingsCell, LabelsCell, MtlsCell } from '../cells.tsx'
import { HealthCounts } from '../HealthCounts.tsx'
import { toggleLabel } from '../lists/url.ts'
import { Notices } from '../Notices.tsx'
import { filterRows, readFilters, writeFilters, type NamespaceFilters } from './filters.ts'
import { NamespaceFilterBar } from './NamespaceFilterBar.tsx'

const planeWords = { sidecar: t('Sidecar'), ambient: t('Ambient'), none: t('Not in mesh') } as const
const fromWords = { namespace: '', mesh: t('of the mesh'), default: t('by default') } as const

interface Column {
  readonly word: string
  readonly compare?: (one: NamespaceRow, other: NamespaceRow) => number
}

const byName = (one: NamespaceRow, other: NamespaceRow): number => (one.name < other.name ? -1 : 1)
const columns: readonly Column[] = [
  {
    word: t('Health'),
    compare: (one, other) =>
      healthStatuses.indexOf(one.status) - healthStatuses.indexOf(other.status),
  },
  { word: t('Namespace'), compare: byName },
  { word: t('Workloads') },
  { word: t('Services') },
  {
    word: t('Mesh'),
    compare: (one, other) => (one.dataPlane ?? '').localeCompare(other.dataPlane ?? '', 'en'),
  },
  {
    word: t('Revision'),
    compare: (one, other) => (one.revision ?? '').localeCompare(other.revision ?? '', 'en'),
  },
  {
    word: 'mTLS',
    compare: (one, other) => rankOf(one.mtls) - rankOf(other.mtls),
  },
  {
    word: t('Configuration'),
    compare: (one, other) =>
      other.findings.error - one.findings.error || other.findings.warning - one.findings.warning,
  },
  { word: t('Labels') },
]

function rankOf(mode: NamespaceRow['mtls']): number {
  return mode === null ? mtlsModes.length : mtlsModes.indexOf(mode)
}

/** Namespaces, the worst first: how what runs in them fares, and how they take part in the mesh. */
export function NamespacesPage(): ReactNode {
  const { data, error, refetch } = useNamespaceRows('1m')
  const [search, setSearch] = useSearchParams()
  const filters = readFilters(search)
  const change = (patch: Partial<NamespaceFilters>): void =>
    setSearch((former) => writeFilters({ ...readFilters(former), ...patch }, former), {
      replace: true,
    })
  const all = data?.rows ?? []
  const rows = filterRows(all, filters)
  return (
    <div className="al-catalog" data-settled={data !== undefined}>
      <header className="al-catalog-head">
        <h1>{t('Namespaces')}</h1>
        {data !== undefined && (
          <span className="al-quiet" role="status">
            {rows.length === all.length
              ? all.length
              : t('{{place}} of {{amount}}', { place: rows.length, amount: all.length })}
          </span>
        )}
      </header>
      <NamespaceFilterBar rows={all} filters={filters} onChange={change} />
      {data !== undefined ? (
        <>
          <Notices
            warnings={data.warnings}
            staleSinceAt={data.staleSinceAt}
            at={data.at}
            trouble={error?.message ?? null}
          />
          <NamespaceTable
            rows={rows}
            labelFilter={filters.labels}
            onLabel={(term) => change({ labels: toggleLabel(filters.labels, term) })}
          />
        </>
      ) : error !== null ? (
        <Refused error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="20rem" screenreaderText={t('Loading namespaces')} />
      )}
    </div>
  )
}

interface NamespaceTableProps {
  readonly rows: readonly NamespaceRow[]
  readonly labelFilter: string
  readonly onLabel: (term: string) => void
}

function NamespaceTable({ rows, labelFilter, onLabel }: NamespaceTableProps): ReactNode {
  const [order, setOrder] = useState<{ index: number; direction: 'asc' | 'desc' }>({
    index: 0,
    direction: 'asc',
  })
  const compare = columns[order.index]?.compare ?? byName
  const sign = order.direction === 'asc' ? 1 : -1
  const sorted = rows.toSorted((one, other) => sign * compare(one, other) || byName(one, other))
  const sortOf = (index: number): { sort: NonNullable<ThProps['sort']> } | object =>
    columns[index]?.compare === undefined
      ? {}
      : {
          sort: {
            columnIndex: index,
            sortBy: order,
            onSort: (_: unknown, at: number, direction: 'asc' | 'desc') =>
              setOrder({ index: at, direction }),
          },
        }
  return (
    <div
      className="al-catalog-card al-scroll-x"
      role="region"
      aria-label={t('Table of namespaces')}
      tabIndex={0}
    >
      <Table variant="compact" aria-label={t('Namespaces')}>
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
          {sorted.map((row) => (
            <Row key={row.node} row={row} labelFilter={labelFilter} onLabel={onLabel} />
          ))}
        </Tbody>
      </Table>
    </div>
  )
}

function Row({
  row,
  labelFilter,
  onLabel,
}: Omit<NamespaceTableProps, 'rows'> & { row: NamespaceRow }): ReactNode {
  return (
    <Tr>
      <Td dataLabel={t('Health')}>
        <Worst row={row} />
      </Td>
      <Td dataLabel={t('Namespace')} modifier="breakWord">
        <NamespaceLink name={row.name} />
        {row.isControlPlane && <span className="al-quiet"> {t('control plane')}</span>}
      </Td>
      <Td dataLabel={t('Workloads')}>
        <HealthCounts counts={row.workloads} folder="workloads" namespace={row.name} />
      </Td>
      <Td dataLabel={t('Services')}>
        <HealthCounts counts={row.services} folder="services" namespace={row.name} />
      </Td>
      <Td dataLabel={t('Mesh')}>{row.dataPlane === null ? '–' : planeWords[row.dataPlane]}</Td>
      <Td dataLabel={t('Revision')} className={row.hasRevision === false ? 'al-warn' : ''}>
        <Revision row={row} />
      </Td>
      <Td dataLabel="mTLS" modifier="nowrap">
        <MtlsCell mode={row.mtls} />{' '}
        <span className="al-quiet">{row.mtlsFrom === null ? '' : fromWords[row.mtlsFrom]}</span>
      </Td>
      <Td dataLabel={t('Configuration')}>
        <FindingsCell row={{ namespace: row.name, findings: row.findings }} />
        {row.objects !== null && (
          <div className="al-quiet">{t('{{count}} objects', { count: row.objects })}</div>
        )}
      </Td>
      <Td dataLabel={t('Labels')}>
        <LabelsCell
          labels={tellingFirst(row.labels)}
          chosen={labelFilter}
          onToggle={onLabel}
          shown={1}
        />
      </Td>
    </Tr>
  )
}

/** A tag with the revision that it stands for; what is not known says why, and which right it takes. */
function Revision({ row }: { row: NamespaceRow }): ReactNode {
  const { revision, servedBy, hasRevision, revisionUnknown } = row
  if (hasRevision !== false && isUsualRevision(revision, servedBy)) return '–'
  return (
    <>
      {sayRevision(revision, servedBy)}
      {hasRevision === false && ` (${t('no such control plane')})`}
      {revisionUnknown !== null && (
        <span className="al-quiet" title={revisionUnknown}>
          {' '}
          ({t('not known')})<span className="pf-v6-screen-reader"> {revisionUnknown}</span>
        </span>
      )}
    </>
  )
}

/** What the API server writes on every namespace tells nothing of this one. */
function tellingFirst(labels: NamespaceRow['labels']): NamespaceRow['labels'] {
  const isUsual = ([key]: readonly [string, string]): boolean => key.startsWith('kubernetes.io/')
  const all = Object.entries(labels)
  return Object.fromEntries([...all.filter((one) => !isUsual(one)), ...all.filter(isUsual)])
}

/** The worst of its members is what it is; behind it, which they are. */
function Worst({ row }: { row: NamespaceRow }): ReactNode {
  const { name, status, worst } = row
  return (
    <Popover
      aria-label={t('Why {{name}} is as it is', { name })}
      bodyContent={() => (
        <>
          <p className="al-popover-title">{name}</p>
          {worst.length === 0 && <p className="al-quiet">{t('Nothing in it is unwell.')}</p>}
          <ul className="al-related">
            {worst.map((one) => (
              <li key={`${one.kind} ${one.name}`}>
                <HealthBadge status={one.status} isCompact />{' '}
                <SubjectLink subject={{ kind: one.kind, namespace: name, name: one.name }} />{' '}
                <span className="al-quiet">{one.kind}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    >
      <Button variant="plain" size="sm" className="al-cell-button">
        <HealthBadge status={status} />
        <span className="pf-v6-screen-reader"> {t('of {{name}}', { name })}</span>
      </Button>
    </Popover>
  )
}
