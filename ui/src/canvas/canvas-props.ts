import type { Graph } from '#contract/graph.ts'
import type { Ref } from 'react'

/** What may be written on an edge, in the order in which it is written. */
export const edgeLabelKinds = ['rate', 'responseTime', 'throughput', 'distribution'] as const

export type EdgeLabelKind = (typeof edgeLabelKinds)[number]

/** Empty: no text on edges but the error shares of unhealthy ones. */
export type EdgeLabelChoice = readonly EdgeLabelKind[]

/**
 * security: locks on edges · sidecars: out of mesh · routing: what configuration does there ·
 * findings: what is wrong with it.
 */
export const badgeKinds = ['security', 'sidecars', 'routing', 'findings'] as const

export type BadgeKind = (typeof badgeKinds)[number]
export type BadgeChoice = readonly BadgeKind[]

export const layoutNames = [
  'layered',
  'topDown',
  'breadthFirst',
  'force',
  'grid',
  'concentric',
] as const

/** Which edges are drawn. Layout and paths know of all of them: hiding some moves nothing. */
export const edgesShown = ['all', 'unhealthy', 'none'] as const

export type EdgesShown = (typeof edgesShown)[number]

export type LayoutName = (typeof layoutNames)[number]
export type CanvasThemeName = 'light' | 'dark'

/** A right click: what it hit, and where, in CSS pixels from the canvas's upper left corner. */
export interface ContextMenuAsk {
  readonly id: string
  readonly x: number
  readonly y: number
  /** A reader put it where it is by hand. */
  readonly isPinned: boolean
}

/** What is written beside an element: what became of it since another moment, or its place in a trace. */
export interface ElementChange {
  readonly words: readonly string[]
  /** It is there no more, and drawn as it was. */
  readonly isGone: boolean
  /** Written in the colour of failure. */
  readonly isBad?: boolean
}

/** What is said of the configuration that acts on an element. */
export interface ElementFindings {
  readonly worst: 'error' | 'warning' | 'info'
  readonly words: string
}

export interface GraphCanvasHandle {
  fit: () => void
  zoomIn: () => void
  zoomOut: () => void
  /** Forgets positions and pins of this view and lays it out anew. */
  tidyUp: () => void
  /** Lets a pinned node go back beside its neighbours; pins another where it is. */
  togglePin: (id: string) => void
  /** The whole picture, not only what is in view; null while there is none. */
  exportPng: () => Promise<Blob | null>
  exportSvg: () => Blob | null
  /** Brings a node, edge or box into the middle, and near enough to be read. */
  centerOn: (id: string) => void
}

export interface GraphCanvasProps {
  readonly graph: Graph
  readonly theme: CanvasThemeName
  readonly labels: EdgeLabelChoice
  /** All of them when absent. */
  readonly badges?: BadgeChoice | undefined
  readonly layoutName?: LayoutName | undefined
  /** Written below the names of nodes, by their ids; absent: none. */
  readonly ranks?: ReadonlyMap<string, number> | undefined
  /** Id of a node, edge or box. */
  readonly selection: string | null
  readonly onSelect: (id: string | null) => void
  /** Of a closed namespace the node's id, of an open one the box's. */
  readonly onToggleNamespace: (id: string) => void
  readonly onContextMenu?: ((ask: ContextMenuAsk) => void) | undefined
  /** Ids that a search found: they get a halo, the rest is dimmed. Null: nothing is searched. */
  readonly highlight?: ReadonlySet<string> | null | undefined
  /** Ids of a trace: they stay bright whatever of it is chosen. Null: none is shown. */
  readonly traced?: ReadonlySet<string> | null | undefined
  /** The node that the picture is about, in a neighbourhood graph. */
  readonly focus?: string | null | undefined
  /** By id of a node or edge: what changed is written beside it, what has gone is dashed. */
  readonly changes?: ReadonlyMap<string, ElementChange> | null | undefined
  /** By id of a node, edge or box; null: nothing is known of it. */
  readonly findings?: ReadonlyMap<string, ElementFindings> | null | undefined
  /** Dots that run along the edges. Never shown to those who ask for reduced motion. */
  readonly isAnimated?: boolean | undefined
  readonly edgesShown?: EdgesShown | undefined
  /** Positions are remembered per key: the parameters that make it another map, not another hour. */
  readonly viewKey: string
  readonly ref?: Ref<GraphCanvasHandle> | undefined
}
