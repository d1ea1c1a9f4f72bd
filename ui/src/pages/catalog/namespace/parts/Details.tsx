import { DescriptionList } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { NamespaceDetails } from '#contract/namespace-details.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { formatAge } from '../../../../lib/age.ts'
import { MtlsCell } from '../../cells.tsx'
import { Card } from '../../subject/parts/Card.tsx'
import { Fact } from '../../subject/parts/Facts.tsx'

const planeWords = { sidecar: 'Sidecar', ambient: 'Ambient', none: 'Not in mesh' } as const
const fromWords = {
  namespace: 'by a policy of its own',
  mesh: 'by a policy of the whole mesh',
  default: 'as nobody says otherwise',
} as const

/** What it is: how it fares, how its pods join the mesh, and how they take callers. */
export function Details({ details }: { readonly details: NamespaceDetails }): ReactNode {
  const { row, at, createdAt } = details
  return (
    <Card title="Details">
      <DescriptionList isCompact isHorizontal className="al-facts">
        <Fact term="Status">
          <HealthBadge status={row.status} />
        </Fact>
        <Fact term="Type">{row.isControlPlane ? 'Control plane' : 'Data plane'}</Fact>
        <Fact term="Mode">
          {row.dataPlane === null ? (
            <span className="al-quiet">not known</span>
          ) : (
            planeWords[row.dataPlane]
          )}
        </Fact>
        <Fact term="Revision">
          <Revision details={details} />
        </Fact>
        <Fact term="mTLS">
          <MtlsCell mode={row.mtls} />{' '}
          {row.mtlsFrom !== null && <span className="al-quiet">{fromWords[row.mtlsFrom]}</span>}{' '}
          <PolicyLink policy={details.mtlsPolicy} />
        </Fact>
        <Fact term="Cluster">{row.cluster}</Fact>
        {createdAt !== null && <Fact term="Age">{formatAge(at - createdAt)}</Fact>}
      </DescriptionList>
    </Card>
  )
}

/** A revision that no control plane has leaves new pods without a proxy. */
function Revision({ details: { row, revisions } }: { details: NamespaceDetails }): ReactNode {
  if (row.revision === null) return <span className="al-quiet">the default one</span>
  if (row.hasRevision !== false) return row.revision
  return (
    <>
      <span className="al-warn">{row.revision}: no control plane has this revision</span>
      {revisions !== null && revisions.length > 0 && (
        <div className="al-quiet">There are: {revisions.join(', ')}</div>
      )}
    </>
  )
}

function PolicyLink({ policy }: { policy: NamespaceDetails['mtlsPolicy'] }): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  if (policy === null) return null
  const { group, kind, namespace, name } = policy
  search.set('object', [group, kind, namespace, name].join('/'))
  return (
    <Link to={{ pathname: '/config', search: search.toString() }}>
      {kind} {name}
    </Link>
  )
}
