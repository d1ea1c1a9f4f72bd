import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { thingFolders, type HealthCounts, type NamespaceRow } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import type { DataPlaneNamespace } from '#contract/mesh.ts'
import { useNamespaceRows } from '../../../api/catalog-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { isUsualRevision, sayRevision } from '../../../components/revision-words.ts'
import { mtlsWords } from '../../../components/mtls-words.ts'
import { folderTitles } from '../../../components/subject-words.ts'
import { t } from '../../../i18n/t.ts'
import { NamespaceTraffic } from './NamespaceTraffic.tsx'

const asksWords = {
  sidecar: t('Sidecars'),
  ambient: t('Ambient'),
  none: t('Nothing'),
} as const
const links: readonly { readonly path: string; readonly word: string }[] = [
  { path: 'graph', word: t('Graph') },
  ...thingFolders.map((path) => ({ path, word: folderTitles[path] })),
  { path: 'config', word: t('Configuration') },
]

/** How one namespace takes part and fares, and where more of it is told. */
export function NamespaceDetails(props: { readonly namespace: DataPlaneNamespace }): ReactNode {
  const { name, asks, asksRevision, servedBy, sidecars, ambient } = props.namespace
  const { data } = useNamespaceRows('1m')
  const row = data?.rows.find((one) => one.name === name)
  const search = new URLSearchParams(useContextSearch())
  search.set('namespaces', name)
  return (
    <>
      <Facts>
        <Fact term={t('Asks for')}>
          {asksWords[asks]}
          {!isUsualRevision(asksRevision, servedBy) && ` (${sayRevision(asksRevision, servedBy)})`}
          {asks === 'ambient' && (
            <div className="al-quiet">
              {t('The proxies of the nodes capture its connections; no pod has one of its own.')}
            </div>
          )}
        </Fact>
        <Fact term={t('Pods')}>
          {[
            t('{{count}} sidecars', { count: sidecars }),
            t('{{ambient}} ambient', { ambient }),
          ].join(', ')}
        </Fact>
        {row !== undefined && <HealthFacts row={row} />}
      </Facts>
      {row !== undefined && <NamespaceTraffic name={name} node={row.node} />}
      {data === undefined && (
        <Skeleton height="4rem" screenreaderText={t('Loading {{name}}', { name })} />
      )}
      <nav aria-label={t('More about {{name}}', { name })} className="al-mesh-ways">
        {links.map(({ path, word }) => (
          <Link key={path} to={{ pathname: `/${path}`, search: search.toString() }}>
            {word}
          </Link>
        ))}
      </nav>
    </>
  )
}

function HealthFacts({ row }: { readonly row: NamespaceRow }): ReactNode {
  const { error, warning } = row.findings
  return (
    <>
      {thingFolders.map((folder) => (
        <Fact key={folder} term={folderTitles[folder]}>
          <Counts counts={row[folder]} />
        </Fact>
      ))}
      <Fact term={t('Configuration')}>
        {error + warning === 0
          ? t('Nothing found')
          : [
              t('{{count}} errors', { count: error }),
              t('{{count}} warnings', { count: warning }),
            ].join(', ')}
      </Fact>
      <Fact term="mTLS">{row.mtls === null ? null : mtlsWords[row.mtls]}</Fact>
      <Fact term={t('Labels')}>
        {Object.entries(row.labels)
          .map((pair) => pair.join('='))
          .join(', ')}
      </Fact>
    </>
  )
}

function Counts({ counts }: { readonly counts: HealthCounts }): ReactNode {
  const known = healthStatuses.filter((status) => (counts[status] ?? 0) > 0)
  if (known.length === 0) return t('None')
  return (
    <span className="al-mesh-counts">
      {known.map((status) => (
        <HealthBadge key={status} status={status} amount={counts[status]} />
      ))}
    </span>
  )
}
