import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { subjectPath, type SubjectName } from '../../../../components/subject-address.ts'
import { t } from '../../../../i18n/t.ts'
import { tracesTab } from '../../../../tabs/traces/tab.ts'
import { defaultView, ranges, writeView, type TracesView } from '../../../../tabs/traces/url.ts'

interface Wanted {
  readonly subject: SubjectName
  readonly patch: Partial<TracesView>
  readonly words: string
}

const newestFailed = { errors: 'true', pick: 'newest' } as const
const slowest = { pick: 'slowest' } as const

/** The way to the traces behind a number, in the console itself. */
export function TracesOfNode({ node, graph }: { node: GraphNode; graph: Graph }): ReactNode {
  const subject = subjectOf(node)
  if (subject === null) return null
  const isFailing = failing(node.inbound) > 0
  return (
    <Ways
      graph={graph}
      wanted={[
        ...(isFailing
          ? [
              { subject, patch: newestFailed, words: t('The newest with an error') },
              { subject, patch: { errors: 'true' } as const, words: t('Traces with errors') },
            ]
          : []),
        { subject, patch: {}, words: t('All its traces') },
      ]}
    />
  )
}

/** Of a call: those in which the caller called it; of one from outside, those of whom it called. */
export function TracesOfEdge({ edge, graph }: { edge: GraphEdge; graph: Graph }): ReactNode {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const source = byId.get(edge.source)
  const target = byId.get(edge.target)
  const caller = source === undefined ? null : subjectOf(source)
  const called = target === undefined ? null : subjectOf(target)
  const subject = caller ?? called
  if (subject === null || target === undefined) return null
  const name = target.app ?? target.workload ?? target.service
  const callee =
    caller === null || target.namespace === null || name === null
      ? {}
      : { callee: `${target.namespace}/${name}` }
  const isFailing = failing(edge) > 0
  return (
    <Ways
      graph={graph}
      wanted={[
        ...(isFailing
          ? [
              {
                subject,
                patch: { ...callee, ...newestFailed },
                words: t('The newest with an error'),
              },
              {
                subject,
                patch: { ...callee, errors: 'true' } as const,
                words: t('Traces with errors'),
              },
            ]
          : []),
        { subject, patch: { ...callee, ...slowest }, words: t('The slowest trace') },
        { subject, patch: callee, words: t('All traces of this call') },
      ]}
    />
  )
}

function Ways({ wanted, graph }: { wanted: readonly Wanted[]; graph: Graph }): ReactNode {
  const context = useContextSearch()
  return (
    <p className="al-section al-panel-ways">
      {wanted.map(({ subject, patch, words }) => {
        const search = writeView(new URLSearchParams(context), { ...momentOf(graph), ...patch })
        search.set('tab', tracesTab.id)
        return (
          <Link key={words} to={{ pathname: subjectPath(subject), search: search.toString() }}>
            {words}
          </Link>
        )
      })}
    </p>
  )
}

/** At least the window of the picture; a picture of the past is asked for where it was. */
function momentOf({ at, windowSeconds }: Graph): Partial<TracesView> {
  const names = Object.keys(ranges) as (keyof typeof ranges)[]
  const range = names.find((name) => ranges[name] >= windowSeconds * 1000) ?? '2d'
  const isPast = Date.now() - at > ranges[defaultView.range]
  const isWide = ranges[range] > ranges[defaultView.range]
  return { range: isPast || isWide ? range : defaultView.range, to: isPast ? at : null }
}

function subjectOf(node: GraphNode): SubjectName | null {
  const { namespace } = node
  if (namespace === null) return null
  if (node.kind === 'workload' && node.workload !== null)
    return { kind: 'workload', namespace, name: node.workload }
  if (node.kind === 'app' && node.app !== null) return { kind: 'app', namespace, name: node.app }
  if (node.kind === 'service' && node.service !== null)
    return { kind: 'service', namespace, name: node.service }
  return null
}

interface Rates {
  readonly http: { readonly errorRatio: number | null } | null
  readonly grpc: { readonly errorRatio: number | null } | null
}

const failing = ({ http, grpc }: Rates): number =>
  Math.max(http?.errorRatio ?? 0, grpc?.errorRatio ?? 0)
