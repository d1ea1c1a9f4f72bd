import { Field } from '../../../../seams/field.ts'
import type { KindKey, KubeObject } from '../../../../seams/kube-object.ts'
import type { View } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { workloadsSelected, workloadsSelectedAnywhere } from '../../lookup/selectors.ts'
import type { Labels, Workload } from '../../lookup/workload.ts'

export const authorizationPolicyKind: KindKey = 'security.istio.io/AuthorizationPolicy'
export const requestAuthenticationKind: KindKey = 'security.istio.io/RequestAuthentication'
export const telemetryKind: KindKey = 'telemetry.istio.io/Telemetry'
export const wasmPluginKind: KindKey = 'extensions.istio.io/WasmPlugin'
export { peerAuthenticationKind } from '../../lookup/mtls.ts'
export { sidecarKind } from '../../lookup/kinds.ts'

/** Kinds that may be attached to a Gateway, a Service and so on by `targetRefs`. */
export const attachableKinds: readonly KindKey[] = [
  authorizationPolicyKind,
  requestAuthenticationKind,
  telemetryKind,
  wasmPluginKind,
]

/** The labels by which an object selects pods: two fields, by kind, for the same thing. */
export function selectorField(object: KubeObject): Field {
  const spec = new Field(object).get('spec')
  return object.kind === 'Sidecar'
    ? spec.get('workloadSelector', 'labels')
    : spec.get('selector', 'matchLabels')
}

/** The field that holds the selector as a whole. */
export function selectorParent(object: KubeObject): Field {
  return new Field(object)
    .get('spec')
    .get(object.kind === 'Sidecar' ? 'workloadSelector' : 'selector')
}

export function selectorOf(object: KubeObject): Labels {
  return selectorField(object).labels()
}

export function hasSelector(object: KubeObject): boolean {
  return Object.keys(selectorOf(object)).length > 0
}

/** What an object is attached to: `targetRefs`, or the single `targetRef` of old. */
export function targetRefsOf(object: KubeObject): readonly Field[] {
  const spec = new Field(object).get('spec')
  const several = spec.get('targetRefs').items()
  if (several.length > 0) return several
  const single = spec.get('targetRef')
  return single.isPresent ? [single] : []
}

/**
 * The workloads that an object selects: those of its namespace, or, from the root namespace, those
 * of the whole mesh. Without a selector only those of its namespace are told.
 */
export function selectedWorkloads(view: View, object: KubeObject): readonly Workload[] {
  const { namespace = '' } = object.metadata
  const labels = selectorOf(object)
  const isMeshWide = namespace === meshSettings(view).rootNamespace && hasSelector(object)
  return isMeshWide
    ? workloadsSelectedAnywhere(view, labels)
    : workloadsSelected(view, namespace, labels)
}

export function writeLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
}

/** `PeerAuthentication shop/default`. */
export function writeName({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`
}

/** The first few names, and how many more there are. */
export function writeSome(names: readonly string[], most = 3): string {
  const rest = names.length - most
  if (rest <= 0) return names.join(', ')
  return `${names.slice(0, most).join(', ')} and ${rest} more`
}
