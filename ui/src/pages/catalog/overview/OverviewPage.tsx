import { EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core'
import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { thingFolders, type ThingFolder } from '#contract/catalog.ts'
import type { Overview } from '#contract/overview.ts'
import { useOverview } from '../../../api/catalog-queries.ts'
import { useConfigList } from '../../../api/config-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { RateTable } from '../../../components/RateTable.tsx'
import { folderTitles } from '../../../components/subject-words.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import '../catalog.css'
import { HealthCounts } from '../HealthCounts.tsx'
import { HealthDonut } from '../HealthDonut.tsx'
import { Notices } from '../Notices.tsx'
import { NothingSeen } from '../NothingSeen.tsx'
import { ValidityCounts } from '../ValidityCounts.tsx'
import { WindowWords } from '../WindowWords.tsx'
import { MeshCards } from './MeshCards.tsx'
import { Problems } from './Problems.tsx'
import { ServiceInsights } from './ServiceInsights.tsx'

const window = '1m'

/** What is wrong now, since when, and where it starts; below it how many there are of all. */
export function OverviewPage(): ReactNode {
  const { data, error, refetch } = useOverview(window)
  return (
    <div className="al-catalog" data-settled={data !== undefined}>
      <header className="al-catalog-head">
        <h1>{t('Overview')}</h1>
        {data !== undefined && <WindowWords seconds={data.windowSeconds} />}
      </header>
      {data !== undefined ? (
        <Known overview={data} trouble={error?.message ?? null} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="20rem" screenreaderText={t('Loading the overview')} />
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
        <NothingSeen title={t('No applications, services or workloads')} />
      </>
    )
  return (
    <>
      <Notices warnings={warnings} staleSinceAt={staleSinceAt} at={at} trouble={trouble} />
      <section aria-label={t('What is wrong now')} className="al-catalog-card">
        <header className="al-catalog-card-head">
          <h2>{t('What is wrong now')}</h2>
          <span className="al-quiet">{problems.length}</span>
        </header>
        {problems.length > 0 ? (
          <Problems problems={problems} at={at} />
        ) : (
          <EmptyState
            titleText={overview.all === null ? t('Traffic is not known') : t('Nothing')}
            headingLevel="h3"
            variant="sm"
            {...(overview.all === null
              ? {}
              : { icon: CheckCircleIcon, status: 'success' as const })}
          >
            <EmptyStateBody>
              {overview.all === null
                ? t('The metric store did not answer. What is known of pods is well.')
                : t('No workload and no service that you may see is unwell.')}
              <AtRest amount={overview.counts.workloads.notReady ?? 0} />
            </EmptyStateBody>
          </EmptyState>
        )}
      </section>
      <ServiceInsights window={window} />
      <Counts overview={overview} />
    </>
  )
}

/** They are counted below as not ready: whoever sees that shall not take it for a contradiction. */
function AtRest({ amount }: { amount: number }): ReactNode {
  if (amount === 0) return null
  return (
    <p className="al-quiet">
      {t('{{count}} workloads are scaled to nothing: not ready, and nothing is wrong with that.', {
        count: amount,
      })}
    </p>
  )
}

/** Nothing to be well or unwell. */
const isNothing = ({ counts }: Overview): boolean =>
  thingFolders.every((folder) => Object.values(counts[folder]).every((amount) => amount === 0))

function Counts({ overview }: { overview: Overview }): ReactNode {
  const { counts, dataPlanes, inbound, outbound, all } = overview
  return (
    <div className="al-cards">
      {thingFolders.map((folder) => (
        <section key={folder} aria-label={folderTitles[folder]} className="al-catalog-card">
          <header className="al-catalog-card-head">
            <h2>{folderTitles[folder]}</h2>
            <AllLink folder={folder} />
          </header>
          <div className="al-donut-line">
            <HealthDonut counts={counts[folder]} />
            <HealthCounts counts={counts[folder]} folder={folder} />
          </div>
        </section>
      ))}
      <Configuration findings={overview.findings} />
      <MeshCards />
      <section aria-label={t('Data planes')} className="al-catalog-card">
        <h2>{t('Data planes')}</h2>
        <PlaneLinks planes={dataPlanes} />
      </section>
      <section aria-label={t('Traffic')} className="al-catalog-card">
        <h2>{t('Traffic')}</h2>
        {inbound === null || outbound === null || all === null ? (
          <p className="al-quiet">{t('Not known: the metric store did not answer.')}</p>
        ) : (
          <RateTable
            caption={t('Traffic')}
            rows={[
              { label: t('From outside'), traffic: inbound },
              { label: t('To outside'), traffic: outbound },
              { label: t('All'), traffic: all },
            ]}
          />
        )}
      </section>
    </div>
  )
}

function AllLink({ folder }: { folder: ThingFolder }): ReactNode {
  const search = useContextSearch()
  return <Link to={{ pathname: `/${folder}`, search }}>{t('All')}</Link>
}

function Configuration({ findings }: Pick<Overview, 'findings'>): ReactNode {
  const context = useContextSearch()
  const { data } = useConfigList({ limit: 1 })
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
    <section aria-label={t('Configuration')} className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>{t('Configuration')}</h2>
        <Link to={{ pathname: '/config', search: context }}>{t('All')}</Link>
      </header>
      {data !== undefined && data.matched > 0 && (
        <p>
          <ValidityCounts counts={data.facets.validities} />
        </p>
      )}
      <span className="al-counts">
        {error + warning + info > 0 && <span className="al-quiet">{t('Findings:')}</span>}
        {link('error', t('{{count}} errors', { count: error }))}
        {link('warning', t('{{count}} warnings', { count: warning }))}
        {link('info', t('{{count}} notes', { count: info }))}
        {error + warning + info === 0 && <span className="al-good">{t('Nothing found')}</span>}
      </span>
    </section>
  )
}

const planeFilters = {
  sidecar: {
    say: (amount: number) => t('{{amount}} with sidecars', { amount }),
    memberships: 'sidecar,gateway,mixed',
  },
  ambient: {
    say: (amount: number) => t('{{amount}} ambient', { amount }),
    memberships: 'ambient,waypoint',
  },
  none: {
    say: (amount: number) => t('{{amount}} not in the mesh', { amount }),
    memberships: 'none',
  },
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
            {planeFilters[plane].say(planes[plane])}
          </Link>
        )
      })}
      {planes.unknown > 0 && (
        <span className="al-quiet">{t('{{amount}} not known', { amount: planes.unknown })}</span>
      )}
    </span>
  )
}
