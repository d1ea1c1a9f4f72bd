import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConfigDetails, TouchedNode } from '#contract/config.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'

type TouchedText = ConfigDetails['touches']

/** On whose calls the object acts, each with the way to its page and to its place in the graph. */
export function Touches({ touches }: { touches: TouchedText }): ReactNode {
  const { services, workloads, hosts, isCut } = touches
  if (services.length + workloads.length + hosts.length === 0) return null
  return (
    <>
      <h2>{t('Touches')}</h2>
      <ul className="al-relations" aria-label={t('Touches')}>
        {services.map((one) => (
          <Node key={one.node} touched={one} type="service" word={t('Service')} />
        ))}
        {workloads.map((one) => (
          <Node key={one.node} touched={one} type="workload" word={t('Workload')} />
        ))}
        {hosts.map((host) => (
          <li key={host}>
            <span className="al-quiet">{t('Host')}</span> {host}
          </li>
        ))}
      </ul>
      {isCut && <p className="al-quiet">{t('There are more than are named here.')}</p>}
    </>
  )
}

interface NodeProps {
  readonly touched: TouchedNode
  readonly type: 'service' | 'workload'
  readonly word: string
}

function Node({ touched: { object, node }, type, word }: NodeProps): ReactNode {
  const focus = new URLSearchParams(useContextSearch())
  focus.set('type', type)
  focus.set('focus', node)
  const { namespace, name } = object
  return (
    <li>
      <span className="al-quiet">{word}</span>{' '}
      <SubjectLink subject={{ kind: type, namespace, name }}>
        {namespace}/{name}
      </SubjectLink>
      <span className="al-quiet"> · </span>
      <Link
        to={`/graph?${focus.toString()}`}
        aria-label={t('{{name}} in the graph', { name: `${namespace}/${name}` })}
      >
        {t('Graph')}
      </Link>
    </li>
  )
}
