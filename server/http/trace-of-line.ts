import { AppError } from '../errors.ts'
import type { Viewer } from '../seams/identity.ts'
import type { PodObject } from '../seams/inventory.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { TracingSource } from '../seams/source.ts'

interface LineOfRequest {
  readonly pod: PodObject | null
  readonly requestId: string | null
  readonly atMs: number
  readonly viewer: Viewer
  readonly signal: AbortSignal
}

interface TraceLink {
  readonly tracesUrl: string | null
  readonly tracesReason: string | null
  /** What to search for in the console's own pages; null: there is nothing to search for. */
  readonly traceSearch: Candidate | null
}

const aroundMs = 15 * 60_000
const none = (tracesReason: string): TraceLink => ({
  tracesUrl: null,
  tracesReason,
  traceSearch: null,
})

/** Where the trace store shows the request of a line, or in words why there is no such place. */
export async function findTraceOfLine(
  deps: { readonly tracing: TracingSource; readonly meshes: readonly Mesh[] },
  { pod, requestId, atMs, viewer, signal }: LineOfRequest,
): Promise<TraceLink> {
  const { tracing, meshes } = deps
  if (requestId === null) return none('The line does not say which request it belongs to.')
  if (tracing.status().state === 'notConfigured') return none(tracing.status().message ?? '')
  if (pod === null) return none('The pod is not there any more.')
  const candidates = candidatesOf(meshes, pod, requestId)
  try {
    const known = new Set(await tracing.services(signal))
    const found = candidates.find(({ service }) => known.has(service))
    if (found === undefined)
      return none(
        `The trace store has no service named ${candidates.map(({ service }) => service).join(', ')}.`,
      )
    const url = tracing.linkTo({ ...found, fromMs: atMs - aroundMs, toMs: atMs + aroundMs })
    const tracesReason =
      url === null
        ? 'A browser cannot open the trace store here: give its address with --tracing-external.'
        : null
    return { tracesUrl: url, tracesReason, traceSearch: found }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // What failed names an address, which is not for everybody.
    return none(
      viewer.sees === 'all'
        ? error.message
        : 'The trace store cannot be asked. Those who see all namespaces are told why.',
    )
  }
}

interface Candidate {
  readonly service: string
  readonly tags: Readonly<Record<string, string>>
}

/** Under which names the spans of a pod may stand, likely ones first. */
function candidatesOf(meshes: readonly Mesh[], pod: PodObject, requestId: string): Candidate[] {
  const { namespace, labels } = pod
  const app = labels['app.kubernetes.io/name'] ?? labels['app'] ?? pod.workload?.name ?? ''
  return meshes.flatMap((mesh) =>
    mesh.telemetry
      .traceServices({ namespace, app })
      .map((service) => ({ service, tags: mesh.logs.requestTags(requestId) })),
  )
}
