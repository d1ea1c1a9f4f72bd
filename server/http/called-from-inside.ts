import { graphAskSchema } from '#contract/graph-ask.ts'
import type { GraphNode } from '#contract/graph.ts'
import type { TraceAsk } from '#contract/traces.ts'
import { AppError } from '../errors.ts'
import type { GraphHub } from '../live/hub.ts'
import type { Viewer } from '../seams/identity.ts'

/**
 * Whether the metrics of the last minutes show a caller from inside the mesh of a subject: neither a
 * gateway nor somebody unknown. Metrics that cannot be had say nothing, so: no.
 */
export async function isCalledFromInside(
  hub: GraphHub,
  of: { readonly ask: TraceAsk; readonly viewer: Viewer; readonly signal: AbortSignal },
): Promise<boolean> {
  const { kind, namespace, name } = of.ask
  if (kind === '') return false
  const ask = graphAskSchema.parse({
    type: kind,
    namespaces: namespace,
    open: namespace,
    window: '10m',
  })
  try {
    const { nodes, edges } = await hub.graph({ ask, viewer: of.viewer }, of.signal)
    const byId = new Map(nodes.map((node) => [node.id, node]))
    return edges.some(({ source, target }) => {
      const called = byId.get(target)
      const caller = byId.get(source)
      return called?.namespace === namespace && called[kind] === name && isInside(caller)
    })
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function isInside(node: GraphNode | undefined): boolean {
  if (node === undefined || node.marks.includes('gateway')) return false
  return node.workload !== null || node.app !== null
}
