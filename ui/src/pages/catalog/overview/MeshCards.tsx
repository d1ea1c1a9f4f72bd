import { Button, Popover } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { MeshComponent, Status } from '#contract/status.ts'
import { useStatus } from '../../../api/queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { NamespaceLink } from '../../../components/NamespaceLink.tsx'
import { StateDot } from '../../../components/StateDot.tsx'
import { t } from '../../../i18n/t.ts'

/** The cluster that is looked at and the control planes in it, each with what is wrong with it. */
export function MeshCards(): ReactNode {
  const { data } = useStatus()
  if (data === undefined) return null
  return (
    <>
      <Clusters status={data} />
      <ControlPlanes status={data} />
    </>
  )
}

function Clusters({ status: { backEnds, meshes } }: { status: Status }): ReactNode {
  const clusters = backEnds.filter(({ kind }) => kind === 'cluster')
  if (clusters.length === 0) return null
  return (
    <section aria-label={t('Clusters')} className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>{t('Clusters')}</h2>
        <Issues
          title={t('Clusters with issues')}
          issues={clusters
            .filter(({ state }) => state !== 'reached')
            .map(({ id, message }) => ({ name: nameOf(id), words: message ?? t('not reached') }))}
        />
      </header>
      <ul className="al-related">
        {clusters.map(({ id, state, version }) => (
          <li key={id}>
            <StateDot tone={state === 'reached' ? 'good' : 'bad'} /> {nameOf(id)}{' '}
            <span className="al-quiet">
              {[
                version === null ? null : `Kubernetes ${version}`,
                ...meshes
                  .filter((mesh) => mesh.cluster === nameOf(id) && mesh.lookedFor.length === 0)
                  .map((mesh) => `${mesh.mesh} ${mesh.version ?? ''}`.trim()),
              ]
                .filter((one) => one !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const nameOf = (id: string): string => id.replace(/^cluster:/, '')

const isWell = ({ ready, total }: MeshComponent): boolean => ready >= total && total > 0

function ControlPlanes({ status: { meshes } }: { status: Status }): ReactNode {
  const context = useContextSearch()
  const planes = meshes.flatMap(({ components }) =>
    components.filter(({ role }) => role === 'controlPlane'),
  )
  if (planes.length === 0) return null
  const search = new URLSearchParams(context)
  search.set('types', 'controlPlane')
  const well = planes.filter(isWell).length
  return (
    <section aria-label={t('Control planes')} className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>{t('Control planes')}</h2>
        <Link to={{ pathname: '/namespaces', search: search.toString() }}>{t('All')}</Link>
      </header>
      <div>
        {t('{{well}} of {{all}} healthy', { well, all: planes.length })}{' '}
        <Issues
          title={t('Control planes with issues')}
          issues={planes
            .filter((plane) => !isWell(plane))
            .map(({ name, ready, total }) => ({
              name,
              words: t('{{ready}} of {{total}} ready', { ready, total }),
            }))}
        />
      </div>
      <ul className="al-related">
        {planes.map((plane) => (
          <li key={`${plane.namespace}/${plane.name}`}>
            <StateDot tone={isWell(plane) ? 'good' : plane.ready === 0 ? 'bad' : 'warn'} />{' '}
            {plane.name} <NamespaceLink name={plane.namespace} />{' '}
            <span className="al-quiet">
              {[plane.version, plane.revision].filter((one) => one !== null).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface IssuesProps {
  readonly title: string
  readonly issues: readonly { readonly name: string; readonly words: string }[]
}

/** How many are not well, and behind it which and why. */
function Issues({ title, issues }: IssuesProps): ReactNode {
  if (issues.length === 0) return null
  return (
    <Popover
      aria-label={title}
      headerContent={title}
      bodyContent={
        <ul className="al-related">
          {issues.map(({ name, words }) => (
            <li key={name}>
              <b>{name}</b> <span className="al-quiet">{words}</span>
            </li>
          ))}
        </ul>
      }
    >
      <Button variant="link" size="sm" isInline className="al-warn">
        {t('{{count}} issues', { count: issues.length })}
      </Button>
    </Popover>
  )
}
