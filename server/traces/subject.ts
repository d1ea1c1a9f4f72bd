import type { TraceAsk } from '#contract/traces.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { PlacedSpan, Trace } from './assemble.ts'

/** An app, a service or a workload whose traces are wanted. */
export interface TraceSubject {
  readonly kind: 'app' | 'service' | 'workload'
  readonly namespace: string
  readonly name: string
}

export function subjectOf({ kind, namespace, name }: TraceAsk): TraceSubject | null {
  return kind === '' || namespace === '' || name === '' ? null : { kind, namespace, name }
}

/** Names of apps under which a subject's spans may stand, likely ones first. */
export function appsOf(
  { kind, namespace, name }: TraceSubject,
  {
    inventory,
    appLabels,
  }: { readonly inventory: Inventory; readonly appLabels: readonly string[] },
): readonly string[] {
  const named = (labels: Readonly<Record<string, string>>): readonly string[] =>
    appLabels.flatMap((label) => labels[label] ?? [])
  if (kind === 'app') return [name]
  if (kind === 'workload') {
    const workload = inventory.workloads.find(
      (one) => one.namespace === namespace && one.name === name,
    )
    return [...new Set([...named(workload?.podLabels ?? {}), name])]
  }
  const service = inventory.services.find((one) => one.namespace === namespace && one.name === name)
  return [...new Set([...named(service?.selector ?? {}), name])]
}

/** Whether a span was made at the subject, or on its behalf. */
export function isAt(
  { place, origin, record }: PlacedSpan,
  { kind, namespace, name }: TraceSubject,
  services: ReadonlySet<string>,
): boolean {
  const isThere = place.namespace === namespace
  if (kind === 'workload' && place.workload !== null) return isThere && place.workload === name
  if (services.has(record.service.toLowerCase())) return true
  if (kind === 'app') return isThere && place.app === name
  return kind === 'service' && origin?.target?.host?.startsWith(`${name}.${namespace}.`) === true
}

function asksFor({ origin }: PlacedSpan, beginOfHost: string): boolean {
  const target = origin?.target
  return target?.direction === 'outbound' && target.host?.startsWith(beginOfHost) === true
}

/**
 * Whether somebody at the subject called the other app in this trace: a span was made there, or the
 * caller's proxy says that it was asked for it. What never arrived was called, too.
 */
export function isCalled(
  trace: Trace,
  isSource: (span: PlacedSpan) => boolean,
  callee: string,
): boolean {
  const [namespace = '', app = ''] = callee.split('/')
  return trace.spans.some((span) => {
    if (isSource(span) && asksFor(span, `${app}.${namespace}.`)) return true
    const isTarget =
      span.place.namespace === namespace &&
      (span.place.app === app || span.place.workload === app || span.record.service === app)
    for (
      let above = trace.spans[span.parent];
      isTarget && above !== undefined;
      above = trace.spans[above.parent]
    ) {
      if (isSource(above)) return true
      // Both halves of the call may be the callee's own before the caller comes.
      if (above.place.namespace !== namespace || above.place.app !== span.place.app) return false
    }
    return false
  })
}
