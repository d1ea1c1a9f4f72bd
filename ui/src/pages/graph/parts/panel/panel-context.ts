import { createContext, useContext } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { GraphView } from '../../url.ts'

/** What every part of the side panel knows: the picture it speaks of, and how to go on from here. */
export interface PanelContextValue {
  readonly graph: Graph
  readonly view: GraphView
  /** What of the graph is not drawn, by the reader's own wish; absent: nothing. */
  readonly hidden?: { readonly nodes: number; readonly edges: number }
  readonly change: (patch: Partial<GraphView>) => void
  readonly select: (id: string | null) => void
  /** Opens a closed namespace, closes an open one; takes the id of its node or box. */
  readonly toggleNamespace: (id: string) => void
}

const PanelContext = createContext<PanelContextValue | null>(null)

export const PanelProvider = PanelContext.Provider

export function usePanel(): PanelContextValue {
  const value = useContext(PanelContext)
  if (value === null) throw new Error('usePanel needs a PanelProvider above it')
  return value
}
