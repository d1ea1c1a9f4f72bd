import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { HealthCounts, NamespaceRow } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import type { DataPlaneNamespace } from '#contract/mesh.ts'
import { useNamespaceRows } from '../../../api/catalog-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { count } from '../../../lib/plural.ts'
import { Fact, Facts } from './Facts.tsx'

const asksWords = { sidecar: 'Sidecars', ambient: 'Ambient', none: 'Nothing' } as const
const links = [
  { path: 'graph', word: 'Graph' },
  { path: 'apps', word: 'Applications' },
  { path: 'services', word: 'Services' },
  { path: 'workloads', word: 'Workloads' },
  { path: 'config', word: 'Configuration' },
] as const

/** How one namespace takes part and fares, and where more of it is told. */
export function NamespaceDetails(props: { readonly namespace: DataPlaneNamespace }): ReactNode {
  const { name, asks, asksRevision, sidecars, ambient } = props.namespace
  const { data } = useNamespaceRows('1m')
  const row = data?.rows.find((one) => one.name === name)
  const search = new URLSearchParams(useContextSearch())
  search.set('namespaces', name)
  return (
    <>
      <Facts>
        <Fact term="Asks for">
          {asksWords[asks]}
          {asksRevision !== null && `, revision ${asksRevision}`}
        </Fact>
        <Fact term="Pods">{`${count(sidecars, 'sidecar')}, ${ambient} ambient`}</Fact>
        {row !== undefined && <HealthFacts row={row} />}
      </Facts>
      {data === undefined && <Skeleton height="4rem" screenreaderText={`Loading ${name}`} />}
      <nav aria-label={`More about ${name}`} className="al-mesh-ways">
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
      <Fact term="Applications">
        <Counts counts={row.apps} />
      </Fact>
      <Fact term="Services">
        <Counts counts={row.services} />
      </Fact>
      <Fact term="Workloads">
        <Counts counts={row.workloads} />
      </Fact>
      <Fact term="Configuration">
        {error + warning === 0
          ? 'Nothing found'
          : `${count(error, 'error')}, ${count(warning, 'warning')}`}
      </Fact>
      <Fact term="mTLS">{row.mtls}</Fact>
      <Fact term="Labels">
        {Object.entries(row.labels)
          .map((pair) => pair.join('='))
          .join(', ')}
      </Fact>
    </>
  )
}

function Counts({ counts }: { readonly counts: HealthCounts }): ReactNode {
  const known = healthStatuses.filter((status) => (counts[status] ?? 0) > 0)
  if (known.length === 0) return 'None'
  return (
    <span className="al-mesh-counts">
      {known.map((status) => (
        <HealthBadge key={status} status={status} amount={counts[status]} />
      ))}
    </span>
  )
}
