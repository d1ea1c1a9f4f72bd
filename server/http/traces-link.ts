import type { Graph, GraphNode } from '#contract/graph.ts'
import { AppError } from '../errors.ts'
import type { Viewer } from '../seams/identity.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { TracingSource } from '../seams/source.ts'

export interface TracesLinkDeps {
  readonly tracing: TracingSource
  readonly meshes: readonly Mesh[]
}

interface TracesLink {
  readonly tracesUrl: string | null
  readonly tracesReason: string | null
}

const none = (tracesReason: string): TracesLink => ({ tracesUrl: null, tracesReason })

/**
 * Where the trace store shows the calls that a node answered in the graph's window, or in words why
 * there is no such place. A store that does not answer costs the link, nothing else.
 */
export async function findTraces(
  { tracing, meshes }: TracesLinkDeps,
  of: {
    readonly graph: Graph
    readonly nodeId: string
    readonly viewer: Viewer
    readonly signal: AbortSignal
  },
): Promise<TracesLink> {
  const node = of.graph.nodes.find(({ id }) => id === of.nodeId)
  const end = node === undefined ? null : traceEnd(node)
  if (end === null) return none('Only apps, workloads and services of the mesh have traces.')
  if (tracing.status().state === 'notConfigured') return none(tracing.status().message ?? '')
  const candidates = meshes.flatMap((mesh) => mesh.telemetry.traceServices(end))
  try {
    const known = new Set(await tracing.services(of.signal))
    const service = candidates.find((name) => known.has(name))
    if (service === undefined)
      return none(`The trace store has no service named ${candidates.join(', ')}.`)
    const { at, windowSeconds } = of.graph
    const url = tracing.linkTo({ service, fromMs: at - windowSeconds * 1000, toMs: at, tags: {} })
    return url === null
      ? none(
          'A browser cannot open the trace store here: give its address with --tracing-external.',
        )
      : { tracesUrl: url, tracesReason: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // What failed names an address, which is not for everybody.
    return none(
      of.viewer.sees === 'all'
        ? error.message
        : 'The trace store cannot be asked. Those who see all namespaces are told why.',
    )
  }
}

function traceEnd({
  namespace,
  app,
  service,
}: GraphNode): { namespace: string; app: string } | null {
  const name = app ?? service
  return namespace === null || name === null ? null : { namespace, app: name }
}
