import { Button, Popover, Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr, type ThProps } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import { mtlsModes, type NamespaceRow } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { useNamespaceRows } from '../../../api/catalog-queries.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { NamespaceLink } from '../../../components/NamespaceLink.tsx'
import { NothingFits } from '../../../components/NothingFits.tsx'
import { isUsualRevision, sayRevision } from '../../../components/revision-words.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { walkRows } from '../../../components/walk-rows.ts'
import { t } from '../../../i18n/t.ts'
import '../catalog.css'
import { FindingsCell, LabelsCell, MtlsCell } from '../cells.tsx'
import { HealthCounts } from '../HealthCounts.tsx'
import { toggleLabel } from '../lists/url.ts'
import { Notices } from '../Notices.tsx'
import { NothingSeen } from '../NothingSeen.tsx'
import { filterRows, noFilters } from './filters.ts'
import { NamespaceFilterBar } from './NamespaceFilterBar.tsx'
import type { NamespaceSort } from './url.ts'
import { useNamespacesView, type NamespacesAddress } from './use-namespaces-view.ts'

const planeWords = { sidecar: t('Sidecar'), ambient: t('Ambient'), none: t('Not in mesh') } as const
const fromWords = { namespace: '', mesh: t('of the mesh'), default: t('by default') } as const

type Compare = (one: NamespaceRow, other: NamespaceRow) => number

interface Column {
  readonly word: string
  readonly sort: NamespaceSort | null
}

const byName: Compare = (one, other) => (one.name < other.name ? -1 : 1)
const columns: readonly Column[] = [
  { word: t('Health'), sort: 'health' },
  { word: t('Namespace'), sort: 'name' },
  { word: t('Workloads'), sort: null },
  { word: t('Services'), sort: null },
  { word: t('Mesh'), sort: 'mode' },
  { word: t('Revision'), sort: 'revision' },
  { word: 'mTLS', sort: 'mtls' },
  { word: t('Configuration'), sort: 'findings' },
  { word: t('Labels'), sort: null },
]

const compareBy = {
  health: (one, other) => healthStatuses.indexOf(one.status) - healthStatuses.indexOf(other.status),
  name: byName,
  mode: (one, other) => (one.dataPlane ?? '').localeCompare(other.dataPlane ?? '', 'en'),
  revision: (one, other) => (one.revision ?? '').localeCompare(other.revision ?? '', 'en'),
  mtls: (one, other) => rankOf(one.mtls) - rankOf(other.mtls),
  findings: (one, other) =>
    other.findings.error - one.findings.error || other.findings.warning - one.findings.warning,
} as const satisfies Record<NamespaceSort, Compare>

function rankOf(mode: NamespaceRow['mtls']): number {
  return mode === null ? mtlsModes.length : mtlsModes.indexOf(mode)
}

/** Namespaces, the worst first: how what runs in them fares, and how they take part in the mesh. */
export function NamespacesPage(): ReactNode {
  const { data, error, refetch } = useNamespaceRows('1m')
  const address = useNamespacesView()
  const { view, change } = address
  const all = data?.rows ?? []
  const rows = filterRows(all, view)
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
      <NamespaceFilterBar rows={all} filters={view} onChange={change} />
      {data !== undefined ? (
        <>
          <Notices
            warnings={data.warnings}
            staleSinceAt={data.staleSinceAt}
            at={data.at}
            trouble={error?.message ?? null}
          />
          {all.length === 0 ? (
            <NothingSeen title={t('No namespaces')} />
          ) : rows.length === 0 ? (
            <NothingFits onAll={() => change(noFilters)}>
              {t('None of {{total}} is all that is asked for.', { total: all.length })}
            </NothingFits>
          ) : (
            <NamespaceTable rows={rows} address={address} />
          )}
        </>
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="20rem" screenreaderText={t('Loading namespaces')} />
      )}
    </div>
  )
}

interface NamespaceTableProps {
  readonly rows: readonly NamespaceRow[]
  readonly address: NamespacesAddress
}

function NamespaceTable({ rows, address: { view, change } }: NamespaceTableProps): ReactNode {
  const compare = compareBy[view.sort]
  const sign = view.order === 'asc' ? 1 : -1
  const sorted = rows.toSorted((one, other) => sign * compare(one, other) || byName(one, other))
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
        onSort: (_: unknown, __: number, order: 'asc' | 'desc') => change({ sort: by, order }),
      },
    }
  }
  return (
    <div
      className="al-catalog-card al-scroll-x"
      role="region"
      aria-label={t('Table of namespaces')}
      tabIndex={0}
    >
      <Table variant="compact" aria-label={t('Namespaces')} onKeyDown={walkRows}>
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
            <Row
              key={row.node}
              row={row}
              labelFilter={view.labels}
              onLabel={(term) => change({ labels: toggleLabel(view.labels, term) })}
            />
          ))}
        </Tbody>
      </Table>
    </div>
  )
}

interface RowProps {
  readonly row: NamespaceRow
  readonly labelFilter: string
  readonly onLabel: (term: string) => void
}

function Row({ row, labelFilter, onLabel }: RowProps): ReactNode {
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
