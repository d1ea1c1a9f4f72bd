import { EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core'
import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { thingFolders, type ThingFolder } from '#contract/catalog.ts'
import type { FindingCounts } from '#contract/config.ts'
import type { Overview } from '#contract/overview.ts'
import { useOverview } from '../../../api/catalog-queries.ts'
import { useConfigList } from '../../../api/config-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { RateTable } from '../../../components/RateTable.tsx'
import { folderTitles } from '../../../components/subject-words.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { formatWhole } from '../../../lib/decimal.ts'
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
  const { warnings, staleSinceAt, at } = overview
  const notices = (
    <Notices warnings={warnings} staleSinceAt={staleSinceAt} at={at} trouble={trouble} />
  )
  if (isNothing(overview))
    return (
      <>
        {notices}
        <NothingSeen title={t('No applications, services or workloads')} />
      </>
    )
  return (
    <>
      {notices}
      <div className="al-overview-top">
        <WhatIsWrong overview={overview} />
        <div className="al-overview-counts">
          <Counts counts={overview.counts} />
          <Configuration findings={overview.findings} />
        </div>
      </div>
      <ServiceInsights window={window} />
      <Parts overview={overview} />
    </>
  )
}

function WhatIsWrong({ overview }: { overview: Overview }): ReactNode {
  const { at, counts, problems, problemsInAll } = overview
  const { title, words, isWell } = sayCalm(overview)
  return (
    <section aria-label={t('What is wrong now')} className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>{t('What is wrong now')}</h2>
        <span className="al-quiet">{formatWhole(problemsInAll)}</span>
      </header>
      {problems.length > 0 ? (
        <Problems problems={problems} inAll={problemsInAll} at={at} />
      ) : (
        <EmptyState
          titleText={title}
          headingLevel="h3"
          variant="sm"
          {...(isWell ? { icon: CheckCircleIcon, status: 'success' as const } : {})}
        >
          <EmptyStateBody>
            {words}
            <AtRest amount={counts?.workloads.notReady ?? 0} />
          </EmptyStateBody>
        </EmptyState>
      )}
    </section>
  )
}

interface Calm {
  readonly title: string
  readonly words: string
  readonly isWell: boolean // as far as all that could tell has told
}

/** What it means that no problem is told. */
function sayCalm({ all, counts }: Overview): Calm {
  if (all === null)
    return {
      title: t('Traffic is not known'),
      words: t('The metric store did not answer. What is known of pods is well.'),
      isWell: false,
    }
  if (counts === null)
    return {
      title: t('Pods are not known'),
      words: t('The cluster did not tell. What is known of calls is well.'),
      isWell: false,
    }
  return {
    title: t('Nothing'),
    words: t('No workload and no service that you may see is unwell.'),
    isWell: true,
  }
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

/** Nothing to be well or unwell: there is nothing, or nobody has told of anything. */
function isNothing({ counts, all, problems }: Overview): boolean {
  if (problems.length > 0) return false
  if (counts === null) return all === null
  return thingFolders.every((folder) =>
    Object.values(counts[folder]).every((amount) => amount === 0),
  )
}

function Counts({ counts }: Pick<Overview, 'counts'>): ReactNode {
  return thingFolders.map((folder) => (
    <section key={folder} aria-label={folderTitles[folder]} className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>{folderTitles[folder]}</h2>
        <AllLink folder={folder} />
      </header>
      {counts === null ? (
        <NotTold />
      ) : (
        <div className="al-donut-line">
          <HealthDonut counts={counts[folder]} />
          <HealthCounts counts={counts[folder]} folder={folder} />
        </div>
      )}
    </section>
  ))
}

/** Not none: nobody has told how many there are. */
const NotTold = (): ReactNode => (
  <p className="al-quiet">{t('Not known: the cluster did not tell.')}</p>
)

function Parts({ overview }: { overview: Overview }): ReactNode {
  const { dataPlanes, inbound, outbound, all } = overview
  return (
    <div className="al-cards">
      <MeshCards />
      <section aria-label={t('Data planes')} className="al-catalog-card">
        <h2>{t('Data planes')}</h2>
        {dataPlanes === null ? <NotTold /> : <PlaneLinks planes={dataPlanes} />}
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
      {findings === null ? <NotTold /> : <FindingLinks findings={findings} />}
    </section>
  )
}

function FindingLinks({ findings }: { findings: FindingCounts }): ReactNode {
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
    <span className="al-counts">
      {error + warning + info > 0 && <span className="al-quiet">{t('Findings:')}</span>}
      {link('error', t('{{count}} errors', { count: error }))}
      {link('warning', t('{{count}} warnings', { count: warning }))}
      {link('info', t('{{count}} notes', { count: info }))}
      {error + warning + info === 0 && <span className="al-good">{t('Nothing found')}</span>}
    </span>
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

function PlaneLinks({ planes }: { planes: NonNullable<Overview['dataPlanes']> }): ReactNode {
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
