import type { GraphAsk } from '#contract/graph-ask.ts'
import type { BaseEdge } from '../base-graph.ts'
import type { Stage } from '../stage.ts'
import { betweenOf } from './between.ts'
import type { Bundle } from './bundle-edges.ts'
import type { Scope } from './scope.ts'

/** What is drawn: nodes of the level, and what stands for several or between two of them. */
export type DrawnNode =
  | { readonly kind: 'own'; readonly node: number }
  | { readonly kind: 'closed'; readonly group: number }
  | { readonly kind: 'restricted'; readonly cluster: string | null }
  | { readonly kind: 'operation'; readonly name: string; readonly before: number } // node behind it

export interface DrawnEdge {
  readonly source: number // into Drawing.nodes
  readonly target: number
  readonly members: readonly BaseEdge[]
  /** Of these, those that end here: what is measured once per call sits on them. */
  readonly arriving: readonly BaseEdge[]
  /** Set when it is just one bundle between two that are drawn as one node each. */
  readonly bundle: Bundle | null
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[] // own ones by id, then closed, restricted, operations
  readonly edges: readonly DrawnEdge[] // by source, then target
}

/**
 * Lays every edge of a stage out as a path over what is drawn: caller, service or waypoint,
 * operation, callee. Both halves carry the rate. What lies inside one closed namespace vanishes in
 * it, and what lies between two is one line without a look at its parts.
 */
export function drawStage(
  { scope, bundles }: Pick<Stage, 'scope' | 'bundles'>,
  ask: GraphAsk,
  isOpen: (group: number) => boolean,
): Drawing {
  const canvas = createCanvas(scope, isOpen)
  for (const bundle of bundles) {
    if (isOneLine(bundle, { scope, ask, isOpen })) canvas.connectBundle(bundle)
    else for (const edge of bundle.edges) drawEdge(canvas, { scope, ask, edge })
  }
  for (const node of scope.extraNodes) canvas.place(node)
  return canvas.finish()
}

interface Drafting {
  readonly scope: Scope
  readonly ask: GraphAsk
  readonly isOpen: (group: number) => boolean
}

/** Whether a bundle lies between two that are drawn as one node each, at least one of them closed. */
function isOneLine(bundle: Bundle, { scope, ask, isOpen }: Drafting): boolean {
  const { sourceGroup, targetGroup, isDirect } = bundle
  const isSingle = (group: number): boolean => group === -1 || !isOpen(group)
  if (!isDirect || !isSingle(sourceGroup) || !isSingle(targetGroup)) return false
  // Operations are drawn before a callee that is drawn itself.
  if (targetGroup === -1 && (sourceGroup === -1 || ask.operations)) return false
  // All that is hidden in a cluster is one node, whatever its namespace.
  const isVisible = (node: number): boolean => scope.standingOf(node) !== 'hidden'
  return isVisible(bundle.source) && isVisible(bundle.target)
}

interface Canvas {
  readonly place: (node: number) => number
  readonly placeOperation: (name: string, before: number) => number
  readonly isContainer: (drawn: number) => boolean
  readonly connect: (path: readonly number[], edge: BaseEdge) => void
  readonly connectBundle: (bundle: Bundle) => void
  readonly finish: () => Drawing
}

type MutableEdge = DrawnEdge & { readonly members: BaseEdge[]; readonly arriving: BaseEdge[] }

interface Step {
  readonly scope: Scope
  readonly ask: GraphAsk
  readonly edge: BaseEdge
}

function drawEdge(canvas: Canvas, { scope, ask, edge }: Step): void {
  const { level } = scope.view
  const { index } = edge
  const source = canvas.place(level.sourceOf[index] ?? -1)
  const target = canvas.place(level.targetOf[index] ?? -1)
  const between = betweenOf(scope, ask, index)
    .map((node) => canvas.place(node))
    .filter((node) => node !== source && node !== target)
  const operations = ask.operations && level.type !== 'service' ? edge.operations : null
  if (operations === null || canvas.isContainer(target)) {
    canvas.connect([source, ...between, target], edge)
    return
  }
  for (const operation of operations) {
    const part =
      operation.name === null ? [] : [canvas.placeOperation(operation.name, between[0] ?? target)]
    canvas.connect([source, ...between, ...part, target], operation.edge)
  }
}

const shift = 2 ** 26

function createCanvas({ view, standingOf }: Scope, isOpen: (group: number) => boolean): Canvas {
  const { nodes } = view.level
  const drawn: DrawnNode[] = []
  const byNode = new Int32Array(nodes.length).fill(-1)
  const byKey = new Map<string, number>()
  const edges = new Map<number, MutableEdge>()
  const whole: DrawnEdge[] = []

  const intern = (key: string, node: DrawnNode): number => {
    const known = byKey.get(key)
    if (known !== undefined) return known
    byKey.set(key, drawn.length)
    return drawn.push(node) - 1
  }
  const draw = (node: number): number => {
    if (standingOf(node) === 'hidden') {
      const cluster = nodes[node]?.cluster ?? null
      return intern(`restricted ${cluster ?? ''}`, { kind: 'restricted', cluster })
    }
    const group = view.groupOf[node] ?? -1
    if (group !== -1 && !isOpen(group)) return intern(`closed ${group}`, { kind: 'closed', group })
    return drawn.push({ kind: 'own', node }) - 1
  }
  const isContainer = (index: number): boolean => {
    const kind = drawn[index]?.kind
    return kind === 'closed' || kind === 'restricted'
  }
  const place = (node: number): number => {
    const known = byNode[node] ?? -1
    return known === -1 ? (byNode[node] = draw(node)) : known
  }
  return {
    isContainer,
    place,
    connectBundle: (bundle) => {
      const source = place(bundle.source)
      const target = place(bundle.target)
      const { edges: members } = bundle
      if (source !== target) whole.push({ source, target, members, arriving: members, bundle })
    },
    placeOperation: (name, before) =>
      intern(`operation ${before} ${name}`, { kind: 'operation', name, before }),
    connect: (path, edge) => {
      for (let step = 1; step < path.length; step += 1) {
        const source = path[step - 1] ?? -1
        const target = path[step] ?? -1
        if (source === target && isContainer(source)) continue
        const key = source * shift + target
        let line = edges.get(key)
        if (line === undefined) {
          line = { source, target, members: [], arriving: [], bundle: null }
          edges.set(key, line)
        }
        line.members.push(edge)
        if (target === path.at(-1)) line.arriving.push(edge)
      }
    },
    finish: () => sortDrawing(drawn, mergeLines(edges, whole)),
  }
}

/** A bundle whose ends a path joins, too, passing a service in a third place, is one line with it. */
function mergeLines(
  edges: ReadonlyMap<number, MutableEdge>,
  whole: readonly DrawnEdge[],
): readonly DrawnEdge[] {
  const alone = whole.filter(({ source, target, members }) => {
    const line = edges.get(source * shift + target)
    if (line === undefined) return true
    for (const member of members) {
      line.members.push(member)
      line.arriving.push(member)
    }
    return false
  })
  return [...edges.values(), ...alone]
}

const kindRank = { own: 0, closed: 1, restricted: 2, operation: 3 } as const satisfies Record<
  DrawnNode['kind'],
  number
>

/** The same picture comes in the same order, whatever order the metric store answered in. */
function sortDrawing(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): Drawing {
  const keys = nodes.map((node) => sortKey(node))
  const order = nodes.map((_, index) => index)
  order.sort((a, b) => {
    const [rankA, numberA, textA] = keys[a] ?? [0, 0, '']
    const [rankB, numberB, textB] = keys[b] ?? [0, 0, '']
    if (rankA !== rankB || numberA !== numberB) return rankA - rankB || numberA - numberB
    return textA < textB ? -1 : 1
  })
  const rankOf = new Int32Array(nodes.length)
  order.forEach((index, rank) => (rankOf[index] = rank))
  const rank = (index: number): number => rankOf[index] ?? -1
  return {
    nodes: order.flatMap((index): readonly DrawnNode[] => {
      const node = nodes[index]
      if (node?.kind === 'operation') return [{ ...node, before: rank(node.before) }]
      return node === undefined ? [] : [node]
    }),
    edges: edges
      .map((edge) => ({ ...edge, source: rank(edge.source), target: rank(edge.target) }))
      .sort((a, b) => a.source - b.source || a.target - b.target),
  }
}

function sortKey(node: DrawnNode): readonly [number, number, string] {
  const rank = kindRank[node.kind]
  switch (node.kind) {
    case 'own':
      return [rank, node.node, '']
    case 'closed':
      return [rank, node.group, '']
    case 'restricted':
      return [rank, 0, node.cluster ?? '']
    case 'operation':
      return [rank, 0, node.name]
  }
}
