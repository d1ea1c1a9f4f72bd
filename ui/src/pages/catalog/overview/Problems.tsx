import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Problem } from '#contract/overview.ts'
import { useSeries } from '../../../api/time-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { HealthReasons } from '../../../components/HealthReasons.tsx'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'
import { errorsSince } from '../../../lib/since.ts'
import { RateCell } from '../cells.tsx'

/** Each since-when is a question to the store: only the first few are asked. */
const askedSince = 5
const span = '1h'

/** Where it starts, with who feels it; what has another cause says which. */
export function Problems({
  problems,
  at,
}: {
  problems: readonly Problem[]
  at: number
}): ReactNode {
  return (
    <ol className="al-problems">
      {problems.map((problem, index) => (
        <li key={problem.node}>
          <header className="al-catalog-head">
            <HealthBadge status={problem.status} />
            <b>
              <SubjectLink subject={problem} />
            </b>
            <span className="al-quiet">{problem.namespace}</span>
            {problem.isStart ? (
              <span className="al-start">{t('It starts here')}</span>
            ) : (
              <span className="al-quiet">
                {t('Because of')} <Places places={problem.because} />
              </span>
            )}
            {index < askedSince && <Since problem={problem} at={at} />}
            <span className="al-quiet">
              <RateCell traffic={problem.inbound} /> {t('inbound')}
            </span>
            <GraphLink node={problem.node} namespace={problem.namespace} />
          </header>
          <HealthReasons
            health={{
              ...problem.health,
              reasons: problem.health.reasons.filter(({ status }) => status === problem.status),
            }}
          />
          {problem.feltBy.length > 0 && (
            <p className="al-quiet">
              {t('Felt by')} <Places places={problem.feltBy} />
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function Places({ places }: { places: Problem['feltBy'] }): ReactNode {
  return places.map(({ node, namespace, name }, index) => (
    <span key={node}>
      {index > 0 && ', '}
      <SubjectLink subject={{ kind: 'workload', namespace, name }} />
    </span>
  ))
}

function Since({ problem, at }: { problem: Problem; at: number }): ReactNode {
  const ask = { type: 'workload', open: 'all', namespaces: problem.namespace } as const
  const isOfRequests = problem.health.reasons.some(
    ({ kind, status }) => kind === 'requests' && status === problem.status,
  )
  const { data } = useSeries(ask, { node: problem.node }, { span, isWanted: isOfRequests })
  const since = data === undefined ? null : errorsSince(data)
  if (since === null) return null
  const age = formatAge(at - since.at)
  return (
    <span className="al-since">
      {since.isLonger ? t('for {{age}} or longer', { age }) : t('for {{age}}', { age })}
    </span>
  )
}

function GraphLink({ node, namespace }: { node: string; namespace: string }): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  const ask = { namespaces: namespace, type: 'workload', focus: node, depth: '2', open: 'all' }
  for (const [name, value] of Object.entries(ask)) search.set(name, value)
  return <Link to={{ pathname: '/graph', search: search.toString() }}>{t('Graph')}</Link>
}
