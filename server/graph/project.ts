import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Graph, GraphHead, QueryEvidence } from '#contract/graph.ts'
import type { HealthRule } from '../seams/health.ts'
import type { Viewer } from '../seams/identity.ts'
import { tellWarning } from '../seams/told-warnings.ts'
import type { BaseGraph } from './base-graph.ts'
import { concerns, partsOf } from './layer-parts.ts'
import { levelOf } from './level.ts'
import { stageOf, type Stage } from './stage.ts'
import { drawStage } from './steps/draw.ts'
import { finishBoxes } from './steps/finish-boxes.ts'
import { finishDrawing } from './steps/finish-drawing.ts'
import { wordFlags } from './steps/flag-words.ts'
import { openStage } from './steps/open-stage.ts'
import { planBoxes } from './steps/plan-boxes.ts'
import { addSilent } from './steps/silent-edges.ts'
import type { Scope } from './steps/scope.ts'
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
  const stage = stageOf(view, ask, context)
  const { isOpen, head } = openStage(stage, ask, context)
  const boxes = planBoxes({ stage, ask, isOpen })
  const drawing = drawStage(stage, ask, isOpen)
  const { nodes, edges } = finishDrawing(drawing, { stage, ask, boxes })
  const silent = ask.silent ? addSilent({ stage, ask, drawing, nodes }) : null
  const written = writeHead({ base, ask, stage, open: head, context })
  return {
    ...written,
    warnings: [...written.warnings, ...(silent?.warnings ?? [])],
    flagWords: wordFlags(base, edges),
    empty: nodes.length > 0 ? null : whyEmpty({ base, ask, stage, context }),
    nodes,
    edges: silent === null ? edges : [...edges, ...silent.edges],
    boxes: finishBoxes(boxes, stage),
  }
}

function whyEmpty({ base, ask, stage, context }: Omit<HeadParts, 'open'>): Graph['empty'] {
  return explainEmpty({
    base,
    ask,
    viewer: context.viewer,
    rights: stage.scope.rights,
    isForbidden: isNothingAllowed(ask, context.viewer),
    hasFocus: stage.hasFocus,
  })
}

interface HeadParts {
  readonly base: BaseGraph
  readonly ask: GraphAsk
  readonly stage: Stage
  readonly open: GraphHead['open']
  readonly context: ProjectContext
}

function writeHead({
  base,
  ask,
  stage,
  open,
  context,
}: HeadParts): Omit<GraphHead, 'empty' | 'flagWords'> {
  const { traffic } = base
  const parts = partsOf(ask)
  const answers = traffic.answers.filter(({ part }) => concerns(part, parts))
  const warnings = traffic.warnings.filter(({ part }) => concerns(part, parts))
  return {
    at: traffic.atMs,
    windowSeconds: traffic.windowSeconds,
    type: ask.type,
    isLive: traffic.isLive,
    totals: stage.totals,
    open,
    evidence: answers.map(({ evidence }) => hideNames(evidence, stage.scope, traffic.namespaces)),
    dropped: [...base.dropped],
    warnings: warnings.map(({ warning }) => tellWarning(warning, context.viewer)),
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
