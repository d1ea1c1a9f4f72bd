import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Graph, GraphNode } from '#contract/graph.ts'
import type { ThemeName } from '../../app/page.ts'
import { GraphCanvas } from '../../canvas/GraphCanvas.tsx'
import { useContextSearch } from '../../components/context-search.ts'
import { subjectPath, type SubjectName } from '../../components/subject-address.ts'

export interface MiniGraphProps {
  readonly graph: Graph
  readonly focus: string | null
  readonly theme: ThemeName
  readonly viewKey: string
}

/** The picture in small. Whoever chooses a node goes to its page. */
export function MiniGraph({ graph, focus, theme, viewKey }: MiniGraphProps): ReactNode {
  const navigate = useNavigate()
  const search = useContextSearch()
  const open = (id: string | null): void => {
    const node = graph.nodes.find((one) => one.id === id)
    const subject = node === undefined ? null : subjectOfNode(node)
    if (subject !== null) void navigate({ pathname: subjectPath(subject), search })
  }
  return (
    <GraphCanvas
      graph={graph}
      theme={theme}
      labels={['rate']}
      selection={null}
      onSelect={open}
      onToggleNamespace={() => undefined}
      focus={focus}
      viewKey={viewKey}
    />
  )
}

/** What a node of the picture is, as far as it has a page of its own. */
export function subjectOfNode(node: GraphNode): SubjectName | null {
  const { kind, namespace, workload, app, service } = node
  if (namespace === null) return null
  if (kind === 'workload' && workload !== null) return { kind, namespace, name: workload }
  if (kind === 'app' && app !== null) return { kind, namespace, name: app }
  if (kind === 'service' && service !== null) return { kind, namespace, name: service }
  return null
}
