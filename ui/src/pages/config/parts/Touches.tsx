import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ConfigDetails, TouchedNode } from '#contract/config.ts'
import { contextParameter } from '../../../components/context-search.ts'

type TouchedText = ConfigDetails['touches']

/** On whose calls the object acts, each with the way to its place in the graph. */
export function Touches({ touches }: { touches: TouchedText }): ReactNode {
  const { services, workloads, hosts, isCut } = touches
  if (services.length + workloads.length + hosts.length === 0) return null
  return (
    <>
      <h2>Touches</h2>
      <ul className="al-relations" aria-label="Touches">
        {services.map((one) => (
          <Node key={one.node} touched={one} type="service" word="Service" />
        ))}
        {workloads.map((one) => (
          <Node key={one.node} touched={one} type="workload" word="Workload" />
        ))}
        {hosts.map((host) => (
          <li key={host}>
            <span className="al-quiet">Host</span> {host}
          </li>
        ))}
      </ul>
      {isCut && <p className="al-quiet">There are more than are named here.</p>}
    </>
  )
}

interface NodeProps {
  readonly touched: TouchedNode
  readonly type: 'service' | 'workload'
  readonly word: string
}

function Node({ touched: { object, node }, type, word }: NodeProps): ReactNode {
  const [search] = useSearchParams()
  const focus = new URLSearchParams({ type, focus: node })
  const context = search.get(contextParameter)
  if (context !== null && context !== '') focus.set(contextParameter, context)
  return (
    <li>
      <span className="al-quiet">{word}</span>{' '}
      <Link to={`/graph?${focus.toString()}`} title="Show it in the graph">
        {object.namespace}/{object.name}
      </Link>
    </li>
  )
}
