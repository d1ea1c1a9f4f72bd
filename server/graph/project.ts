import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Graph, GraphHead, QueryEvidence } from '#contract/graph.ts'
import type { HealthRule } from '../seams/health.ts'
import type { Viewer } from '../seams/identity.ts'
import type { BaseGraph } from './base-graph.ts'
import { levelOf } from './level.ts'
import { healthBookOf, type HealthBook } from './steps/check-health.ts'
import { emptyContainer, sumContainers, type ContainerSums } from './steps/containers.ts'
import { drawScope } from './steps/draw.ts'
import { finishBoxes } from './steps/finish-boxes.ts'
import { finishDrawing } from './steps/finish-drawing.ts'
import { focusScope } from './steps/focus.ts'
import { openPicture, type Picture } from './steps/picture.ts'
import { planBoxes } from './steps/plan-boxes.ts'
import { buildScope, type Scope } from './steps/scope.ts'
import { writeTotals } from './steps/totals.ts'
import { explainEmpty } from './steps/why-empty.ts'
import { viewOf } from './view.ts'

export interface ProjectContext {
  readonly viewer: Viewer
  readonly healthRules: readonly HealthRule[]
  /** How many drawn nodes `open=auto` aims at. */
  readonly openBudget: number
  /** `cluster/namespace` of those open in the viewer's last picture: they stay open when they can. */
  readonly previousOpen?: Iterable<string> | null
}

/**
 * One viewer's picture of a base graph. Pure: asks nothing of anybody. What the viewer may not see
 * is one restricted node per cluster, so that totals add up and no name leaks.
 */
export function projectGraph(base: BaseGraph, ask: GraphAsk, context: ProjectContext): Graph {
  const view = viewOf(levelOf(base, ask.type), ask.ambient)
  const book = healthBookOf(view, context.healthRules)
  const whole = buildScope(view, ask, context.viewer)
  const focused = focusScope(whole, ask)
  const scope = focused ?? { ...whole, edges: [], extraNodes: [] }
  const picture = openPicture(scope, ask, { context, book })
  const boxes = planBoxes({ view, ask, touched: picture.touched, isOpen: picture.isOpen })
  const groupSums = sumContainers(scope, {
    count: view.groups.length,
    containerOf: (node) => view.groupOf[node] ?? -1,
  })
  const { nodes, edges } = finishDrawing(drawScope(scope, ask, picture.isOpen), {
    scope,
    ask,
    book,
    boxes,
    membersOf: picture.membersOf,
    sumsOf: (group): ContainerSums => groupSums[group] ?? emptyContainer(),
  })
  const head = writeHead({ base, ask, scope, picture, book })
  const isForbidden = isNothingAllowed(ask, context.viewer)
  return {
    ...head,
    empty:
      nodes.length > 0
        ? null
        : explainEmpty({
            base,
            ask,
            rights: scope.rights,
            isForbidden,
            hasFocus: focused !== null,
          }),
    nodes,
    edges,
    boxes: finishBoxes(boxes, scope, book),
  }
}

interface HeadParts {
  readonly base: BaseGraph
  readonly ask: GraphAsk
  readonly scope: Scope
  readonly picture: Picture
  readonly book: HealthBook
}

function writeHead({ base, ask, scope, picture, book }: HeadParts): Omit<GraphHead, 'empty'> {
  const { traffic } = base
  return {
    at: traffic.atMs,
    windowSeconds: traffic.windowSeconds,
    type: ask.type,
    isLive: traffic.isLive,
    totals: writeTotals(scope, picture, book),
    open: picture.open,
    evidence: traffic.evidence.map((one) => hideNames(one, scope, traffic.namespaces)),
    dropped: [...base.dropped],
    warnings: [...traffic.warnings],
    staleSinceAt: traffic.staleSinceAt,
  }
}

/** A query that was cut to namespaces names them; whoever may not see them gets it without text. */
function hideNames(
  evidence: QueryEvidence,
  { rights }: Scope,
  namespaces: readonly string[] | null,
): QueryEvidence {
  const isClean =
    namespaces === null || namespaces.every((name) => rights.seesNamespace(null, name))
  return rights.seesAll || isClean ? evidence : { ...evidence, promql: '' }
}

/** By the viewer's rights alone: whether a hidden namespace exists is not told, either. */
function isNothingAllowed({ namespaces }: GraphAsk, { sees }: Viewer): boolean {
  if (sees === 'all') return false
  if (namespaces.length === 0) return sees.size === 0
  const names = new Set([...sees].flatMap((key) => [key, key.slice(key.indexOf('/') + 1)]))
  return !namespaces.some((namespace) => names.has(namespace))
}
