import { Button, Popover } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { mtlsModes, type NamespaceRow } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { NamespaceLink } from '../../../components/NamespaceLink.tsx'
import { isUsualRevision, sayRevision } from '../../../components/revision-words.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { folderTitles } from '../../../components/subject-words.ts'
import { t } from '../../../i18n/t.ts'
import { FindingsCell, LabelsCell, MtlsCell } from '../cells.tsx'
import type { Column } from '../columns/column.ts'
import { HealthCounts } from '../HealthCounts.tsx'
import type { NamespaceSort } from './url.ts'

/** What cells know of the list that they stand in. */
export interface LabelContext {
  readonly labelFilter: string
  readonly onLabel: (term: string) => void
}

export interface NamespaceColumn extends Column {
  readonly sort: NamespaceSort | null
  readonly modifier?: 'nowrap' | 'breakWord'
  readonly show: (row: NamespaceRow, context: LabelContext) => ReactNode
}

const planeWords = { sidecar: t('Sidecar'), ambient: t('Ambient'), none: t('Not in mesh') } as const
const fromWords = { namespace: '', mesh: t('of the mesh'), default: t('by default') } as const
const usual = { isUsual: true } as const

type Compare = (one: NamespaceRow, other: NamespaceRow) => number

export const byName: Compare = (one, other) => (one.name < other.name ? -1 : 1)

export const compareBy = {
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

/** In the order in which they stand; an address may name others. */
export const columns: readonly NamespaceColumn[] = [
  {
    ...{ ...usual, name: 'health', word: t('Health'), sort: 'health' },
    show: (row) => <Worst row={row} />,
  },
  {
    ...{ ...usual, name: 'name', word: t('Namespace'), sort: 'name', modifier: 'breakWord' },
    show: (row) => (
      <>
        <NamespaceLink name={row.name} />
        {row.isControlPlane && <span className="al-quiet"> {t('control plane')}</span>}
      </>
    ),
  },
  {
    ...{ name: 'cluster', word: t('Cluster'), sort: null },
    show: ({ cluster }) => cluster,
  },
  {
    ...{ name: 'apps', word: folderTitles.apps, sort: null },
    show: ({ apps, name }) => <HealthCounts counts={apps} folder="apps" namespace={name} />,
  },
  {
    ...{ ...usual, name: 'workloads', word: folderTitles.workloads, sort: null },
    show: ({ workloads, name }) => (
      <HealthCounts counts={workloads} folder="workloads" namespace={name} />
    ),
  },
  {
    ...{ ...usual, name: 'services', word: folderTitles.services, sort: null },
    show: ({ services, name }) => (
      <HealthCounts counts={services} folder="services" namespace={name} />
    ),
  },
  {
    ...{ ...usual, name: 'mesh', word: t('Mesh'), sort: 'mode' },
    show: ({ dataPlane }) => (dataPlane === null ? '–' : planeWords[dataPlane]),
  },
  {
    ...{ ...usual, name: 'revision', word: t('Revision'), sort: 'revision', modifier: 'nowrap' },
    show: (row) => <Revision row={row} />,
  },
  {
    ...{ ...usual, name: 'mtls', word: 'mTLS', sort: 'mtls', modifier: 'nowrap' },
    show: ({ mtls, mtlsFrom }) => (
      <>
        <MtlsCell mode={mtls} />{' '}
        <span className="al-quiet">{mtlsFrom === null ? '' : fromWords[mtlsFrom]}</span>
      </>
    ),
  },
  {
    ...{ ...usual, name: 'findings', word: t('Configuration'), sort: 'findings' },
    show: ({ name, findings, objects }) => (
      <>
        <FindingsCell row={{ namespace: name, findings }} />
        {objects !== null && (
          <div className="al-quiet">{t('{{count}} objects', { count: objects })}</div>
        )}
      </>
    ),
  },
  {
    ...{ ...usual, name: 'labels', word: t('Labels'), sort: null },
    show: ({ labels }, { labelFilter, onLabel }) => (
      <LabelsCell labels={tellingFirst(labels)} chosen={labelFilter} onToggle={onLabel} shown={1} />
    ),
  },
]

/** A tag with the revision that it stands for; what is not known says why, and which right it takes. */
function Revision({ row }: { row: NamespaceRow }): ReactNode {
  const { revision, servedBy, hasRevision, revisionUnknown } = row
  if (hasRevision !== false && isUsualRevision(revision, servedBy)) return '–'
  return (
    <span className={hasRevision === false ? 'al-warn' : undefined}>
      {sayRevision(revision, servedBy)}
      {hasRevision === false && ` (${t('no such control plane')})`}
      {revisionUnknown !== null && (
        <span className="al-quiet" title={revisionUnknown}>
          {' '}
          ({t('not known')})<span className="pf-v6-screen-reader"> {revisionUnknown}</span>
        </span>
      )}
    </span>
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
