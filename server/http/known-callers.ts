import { graphAskSchema } from '#contract/graph-ask.ts'
import type { GraphNode } from '#contract/graph.ts'
import { AppError } from '../errors.ts'
import type { GraphHub } from '../live/hub.ts'
import type { Viewer } from '../seams/identity.ts'
import type { KnownCallers } from '../traces/not-passed-on.ts'
import type { TraceSubject } from '../traces/subject.ts'

const recentMs = 5 * 60_000

/**
 * Whom the metrics of the minutes before a moment show to call a subject; those inside the mesh by
 * name, as far as the viewer may see them. Metrics that cannot be had say nothing, so: nobody.
 */
export async function knownCallers(
  hub: GraphHub,
  of: {
    readonly subject: TraceSubject
    readonly atMs: number
    readonly viewer: Viewer
    readonly signal: AbortSignal
  },
): Promise<KnownCallers> {
  const { kind, namespace, name } = of.subject
  const ask = graphAskSchema.parse({
    type: kind,
    namespaces: namespace,
    open: namespace,
    window: '10m',
    // What is shared by all who look at the present costs nothing.
    ...(of.atMs < Date.now() - recentMs ? { at: of.atMs } : {}),
  })
  try {
    const { nodes, edges } = await hub.graph({ ask, viewer: of.viewer }, of.signal)
    const byId = new Map(nodes.map((node) => [node.id, node]))
    const callers = edges.flatMap(({ source, target }) => {
      const called = byId.get(target)
      return called?.namespace === namespace && called[kind] === name ? [byId.get(source)] : []
    })
    return {
      isCalled: callers.length > 0,
      inside: [...new Set(callers.flatMap(nameInside))].sort(),
    }
  } catch (error) {
    if (error instanceof AppError) return { isCalled: false, inside: [] }
    throw error
  }
}

/** Neither gateways nor who is unknown are inside. */
function nameInside(node: GraphNode | undefined): readonly string[] {
  if (node === undefined || node.marks.includes('gateway')) return []
  const name = node.workload ?? node.app
  return name === null ? [] : [`${name}.${node.namespace ?? ''}`]
}
