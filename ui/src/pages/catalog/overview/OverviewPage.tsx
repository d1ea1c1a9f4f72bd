import { EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core'
import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { thingFolders, type ThingFolder } from '#contract/catalog.ts'
import type { Overview } from '#contract/overview.ts'
import { useOverview } from '../../../api/catalog-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { RateTable } from '../../../components/RateTable.tsx'
import { Refused } from '../../../components/Refused.tsx'
import { count } from '../../../lib/plural.ts'
import '../catalog.css'
import { HealthCounts } from '../HealthCounts.tsx'
import { Notices } from '../Notices.tsx'
import { NothingSeen } from '../NothingSeen.tsx'
import { Problems } from './Problems.tsx'

const window = '1m'
const titles = {
  apps: 'Applications',
  services: 'Services',
  workloads: 'Workloads',
} as const satisfies Record<ThingFolder, string>

/** What is wrong now, since when, and where it starts; below it how many there are of all. */
export function OverviewPage(): ReactNode {
  const { data, error, refetch } = useOverview(window)
  return (
    <div className="al-catalog" data-settled={data !== undefined}>
      <header className="al-catalog-head">
        <h1>Overview</h1>
      </header>
      {data !== undefined ? (
        <Known overview={data} trouble={error?.message ?? null} />
      ) : error !== null ? (
        <Refused error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="20rem" screenreaderText="Loading the overview" />
      )}
    </div>
  )
}

function Known({ overview, trouble }: { overview: Overview; trouble: string | null }): ReactNode {
  const { warnings, staleSinceAt, at, problems } = overview
  if (isNothing(overview))
    return (
      <>
        <Notices warnings={warnings} staleSinceAt={staleSinceAt} at={at} trouble={trouble} />
        <NothingSeen title="No applications, services or workloads" />
      </>
    )
  return (
    <>
      <Notices warnings={warnings} staleSinceAt={staleSinceAt} at={at} trouble={trouble} />
      <section aria-label="What is wrong now" className="al-catalog-card">
        <header className="al-catalog-card-head">
          <h2>What is wrong now</h2>
          <span className="al-quiet">{problems.length}</span>
        </header>
        {problems.length > 0 ? (
          <Problems problems={problems} at={at} />
        ) : (
          <EmptyState
            titleText={overview.all === null ? 'Traffic is not known' : 'Nothing'}
            headingLevel="h3"
            variant="sm"
            {...(overview.all === null
              ? {}
              : { icon: CheckCircleIcon, status: 'success' as const })}
          >
            <EmptyStateBody>
              {overview.all === null
                ? 'The metric store did not answer. What is known of pods is well.'
                : 'No workload and no service that you may see is unwell.'}
            </EmptyStateBody>
          </EmptyState>
        )}
      </section>
      <Counts overview={overview} />
    </>
  )
}

/** Nothing to be well or unwell. */
const isNothing = ({ counts }: Overview): boolean =>
  thingFolders.every((folder) => Object.values(counts[folder]).every((amount) => amount === 0))

function Counts({ overview }: { overview: Overview }): ReactNode {
  const { counts, dataPlanes, inbound, all } = overview
  return (
    <div className="al-cards">
      {thingFolders.map((folder) => (
        <section key={folder} aria-label={titles[folder]} className="al-catalog-card">
          <header className="al-catalog-card-head">
            <h2>{titles[folder]}</h2>
            <AllLink folder={folder} />
          </header>
          <HealthCounts counts={counts[folder]} folder={folder} />
        </section>
      ))}
      <Configuration findings={overview.findings} />
      <section aria-label="Data planes" className="al-catalog-card">
        <h2>Data planes</h2>
        <PlaneLinks planes={dataPlanes} />
      </section>
      <section aria-label="Traffic" className="al-catalog-card">
        <h2>Traffic</h2>
        {inbound === null || all === null ? (
          <p className="al-quiet">Not known: the metric store did not answer.</p>
        ) : (
          <RateTable
            caption="Traffic"
            rows={[
              { label: 'From outside', traffic: inbound },
              { label: 'All', traffic: all },
            ]}
          />
        )}
      </section>
    </div>
  )
}

function AllLink({ folder }: { folder: ThingFolder }): ReactNode {
  const search = useContextSearch()
  return <Link to={{ pathname: `/${folder}`, search }}>All</Link>
}

function Configuration({ findings }: Pick<Overview, 'findings'>): ReactNode {
  const context = useContextSearch()
  const link = (severity: 'error' | 'warning' | 'info', words: string): ReactNode => {
    const search = new URLSearchParams(context)
    search.set('severities', severity)
    const tone = { error: 'al-bad', warning: 'al-warn', info: '' }[severity]
    return findings[severity] === 0 ? null : (
      <Link className={tone} to={{ pathname: '/config', search: search.toString() }}>
        {words}
      </Link>
    )
  }
  const { error, warning, info } = findings
  return (
    <section aria-label="Configuration" className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>Configuration</h2>
        <Link to={{ pathname: '/config', search: context }}>All</Link>
      </header>
      <span className="al-counts">
        {link('error', count(error, 'error'))}
        {link('warning', count(warning, 'warning'))}
        {link('info', count(info, 'note'))}
        {error + warning + info === 0 && <span className="al-good">Nothing found</span>}
      </span>
    </section>
  )
}

const planeFilters = {
  sidecar: { words: 'with sidecars', memberships: 'sidecar,gateway,mixed' },
  ambient: { words: 'ambient', memberships: 'ambient,waypoint' },
  none: { words: 'not in the mesh', memberships: 'none' },
} as const

function PlaneLinks({ planes }: { planes: Overview['dataPlanes'] }): ReactNode {
  const context = useContextSearch()
  return (
    <span className="al-counts">
      {(['sidecar', 'ambient', 'none'] as const).map((plane) => {
        const search = new URLSearchParams(context)
        search.set('memberships', planeFilters[plane].memberships)
        return (
          <Link key={plane} to={{ pathname: '/workloads', search: search.toString() }}>
            {planes[plane]} {planeFilters[plane].words}
          </Link>
        )
      })}
      {planes.unknown > 0 && <span className="al-quiet">{planes.unknown} not known</span>}
    </span>
  )
}
