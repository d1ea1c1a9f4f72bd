import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
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

/** As many as leave room for the counts; each since-when of theirs is a question to the store. */
const shownFirst = 5
const span = '1h'
const parameter = 'problems'

export interface ProblemsProps {
  readonly problems: readonly Problem[]
  /** Also those that are not told of. */
  readonly inAll: number
  readonly at: number
}

/** The worst of them; the address says whether all are shown, so that a way back finds them again. */
export function Problems({ problems, inAll, at }: ProblemsProps): ReactNode {
  const [search, setSearch] = useSearchParams()
  const isAll = search.get(parameter) === 'all'
  const toggle = (): void => {
    setSearch(
      (former) => {
        const next = new URLSearchParams(former)
        if (isAll) next.delete(parameter)
        else next.set(parameter, 'all')
        return next
      },
      { replace: true },
    )
  }
  return (
    <>
      <ol id="al-problems" className="al-problems">
        {(isAll ? problems : problems.slice(0, shownFirst)).map((problem, index) => (
          <OneProblem
            key={problem.node}
            problem={problem}
            since={index < shownFirst ? <Since problem={problem} at={at} /> : null}
          />
        ))}
      </ol>
      {isAll && inAll > problems.length && (
        <p className="al-quiet">
          {t('the first {{shown}} of {{ranked}}', { shown: problems.length, ranked: inAll })}
        </p>
      )}
      {problems.length > shownFirst && (
        <Button
          variant="link"
          isInline
          className="al-problems-more"
          aria-expanded={isAll}
          aria-controls="al-problems"
          onClick={toggle}
        >
          {isAll
            ? t('Only the first {{amount}}', { amount: shownFirst })
            : t('All {{amount}} problems', { amount: inAll })}
        </Button>
      )}
    </>
  )
}

/** Where it starts, with who feels it; what has another cause says which. */
function OneProblem({ problem, since }: { problem: Problem; since: ReactNode }): ReactNode {
  const { status, health, feltBy } = problem
  return (
    <li>
      <header className="al-catalog-head">
        <HealthBadge status={status} />
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
        {since}
        <span className="al-quiet">
          <RateCell traffic={problem.inbound} /> {t('inbound')}
        </span>
        <GraphLink node={problem.node} namespace={problem.namespace} />
      </header>
      <HealthReasons
        health={{ ...health, reasons: health.reasons.filter((one) => one.status === status) }}
      />
      {feltBy.length > 0 && (
        <p className="al-quiet">
          {t('Felt by')} <Places places={feltBy} />
        </p>
      )}
    </li>
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
