import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Graph } from '#contract/graph.ts'
import type { ThemeName } from '../../app/page.ts'
import { GraphCanvas } from '../../canvas/GraphCanvas.tsx'
import { useContextSearch } from '../../components/context-search.ts'
import { subjectPath } from '../../components/subject-address.ts'
import { subjectOfNode } from '../../components/subject-of-node.ts'

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
