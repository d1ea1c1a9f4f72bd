import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { NamespaceDetails } from '#contract/namespace-details.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { Fact, Facts } from '../../../../components/Facts.tsx'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { isUsualRevision, sayRevision } from '../../../../components/revision-words.ts'
import { t } from '../../../../i18n/t.ts'
import { formatAge } from '../../../../lib/age.ts'
import { MtlsCell } from '../../cells.tsx'
import { Card } from '../../subject/parts/Card.tsx'

const planeWords = { sidecar: t('Sidecar'), ambient: t('Ambient'), none: t('Not in mesh') } as const
const fromWords = {
  namespace: t('by a policy of its own'),
  mesh: t('by a policy of the whole mesh'),
  default: t('as nobody says otherwise'),
} as const

/** What it is: how it fares, how its pods join the mesh, and how they take callers. */
export function Details({ details }: { readonly details: NamespaceDetails }): ReactNode {
  const { row, at, createdAt } = details
  return (
    <Card title={t('Details')}>
      <Facts>
        <Fact term={t('Status')}>
          <HealthBadge status={row.status} />
        </Fact>
        <Fact term={t('Type')}>{row.isControlPlane ? t('Control plane') : t('Data plane')}</Fact>
        <Fact term={t('Mesh')}>
          {row.dataPlane === null ? (
            <span className="al-quiet">{t('not known')}</span>
          ) : (
            planeWords[row.dataPlane]
          )}
        </Fact>
        <Fact term={t('Revision')}>
          <Revision details={details} />
        </Fact>
        <Fact term="mTLS">
          <MtlsCell mode={row.mtls} />{' '}
          {row.mtlsFrom !== null && <span className="al-quiet">{fromWords[row.mtlsFrom]}</span>}{' '}
          <PolicyLink policy={details.mtlsPolicy} />
        </Fact>
        <Fact term={t('Cluster')}>{row.cluster}</Fact>
        {createdAt !== null && <Fact term={t('Age')}>{formatAge(at - createdAt)}</Fact>}
      </Facts>
    </Card>
  )
}

/** A revision that no control plane has leaves new pods without a proxy. */
function Revision({ details: { row, revisions } }: { details: NamespaceDetails }): ReactNode {
  const { revision, servedBy, hasRevision, revisionUnknown } = row
  if (hasRevision !== false)
    return (
      <>
        {isUsualRevision(revision, servedBy) ? (
          <span className="al-quiet">{t('the default one')}</span>
        ) : (
          sayRevision(revision, servedBy)
        )}
        {revisionUnknown !== null && <div className="al-quiet">{revisionUnknown}</div>}
      </>
    )
  return (
    <>
      <span className="al-warn">
        {t('{{revision}}: no control plane has this revision', {
          revision: sayRevision(revision, servedBy),
        })}
      </span>
      {revisions !== null && revisions.length > 0 && (
        <div className="al-quiet">
          {t('There are: {{revisions}}', { revisions: revisions.join(', ') })}
        </div>
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
