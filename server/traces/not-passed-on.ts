import type { Trace } from './assemble.ts'

/** Fewer traces than this may all come from where the mesh begins. */
const leastTraces = 5

/**
 * A service whose spans are only ever roots although it is called from inside the mesh: its caller
 * does not pass on the headers of the trace, so each hop begins a new one. Null: nothing of the kind.
 *
 * @param isCalledFromInside what the metrics say of the same service
 */
export function findNotPassedOn(
  traces: readonly Trace[],
  services: ReadonlySet<string>,
  isCalledFromInside: boolean,
): { readonly service: string; readonly traces: number } | null {
  if (!isCalledFromInside || traces.length < leastTraces) return null
  const roots = traces.map(({ spans }) => spans[0])
  const [first] = roots
  if (first === undefined || !services.has(first.record.service)) return null
  const isAlwaysRoot = roots.every(
    (root) => root !== undefined && services.has(root.record.service),
  )
  return isAlwaysRoot ? { service: first.record.service, traces: traces.length } : null
}
