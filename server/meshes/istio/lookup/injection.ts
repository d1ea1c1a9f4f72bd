import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import type { Index, View } from '../../../seams/rule.ts'
import { containersOf, type Workload } from './workload.ts'

export const injectLabel = 'sidecar.istio.io/inject'
export const namespaceInjectionLabel = 'istio-injection'
export const revisionLabel = 'istio.io/rev'
export const proxyName = 'istio-proxy'

export interface NamespaceInjection {
  /** What the namespace asks for its pods; null: it says nothing. */
  readonly asked: 'enabled' | 'disabled' | null
  /** Of `istio.io/rev`; null without one. */
  readonly revision: string | null
}

/** Where an object has a label. */
export function labelField(object: KubeObject, name: string): Field {
  return new Field(object).get('metadata', 'labels', name)
}

/**
 * How a namespace asks for sidecars by its labels. `istio-injection` wins over `istio.io/rev`: the
 * webhooks of a revision leave out namespaces that have both.
 */
export function namespaceInjection(view: View, namespace: string): NamespaceInjection {
  const object = view.get('Namespace', '', namespace)
  const labels = object?.metadata.labels ?? {}
  const injection = labels[namespaceInjectionLabel]
  const revision = labels[revisionLabel] ?? null
  if (injection === 'enabled' || injection === 'disabled') return { asked: injection, revision }
  return { asked: revision === null || revision === '' ? null : 'enabled', revision }
}

/** What a pod template says itself: the label first, then the annotation of old; null: nothing. */
export function podInjection(pod: Field): { readonly field: Field; readonly isOn: boolean } | null {
  for (const place of ['labels', 'annotations']) {
    const field = pod.get('metadata', place, injectLabel)
    if (field.isPresent) return { field, isOn: field.text() === 'true' }
  }
  return null
}

/**
 * Whether the webhook would put a sidecar into pods of this workload: never on the host's network,
 * never in a namespace that refuses, else as the pod says, else as the namespace says.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
export function asksForSidecar(view: View, { pod, namespace }: Workload): boolean {
  if (pod.isAbsent || pod.get('spec', 'hostNetwork').flag() === true) return false
  const { asked } = namespaceInjection(view, namespace)
  if (asked === 'disabled') return false
  const own = podInjection(pod)
  if (own !== null) return own.isOn
  const hasRevision = (pod.get('metadata', 'labels', revisionLabel).text() ?? '') !== ''
  return asked === 'enabled' || hasRevision
}

/** The proxies that stand in a pod or its template: as containers or, native, before them. */
export function proxiesIn(pod: Field): readonly Field[] {
  return [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers')].filter(
    (container) => container.get('name').text() === proxyName,
  )
}

/** Whether the pod has a proxy beside containers of its own; a gateway is a proxy alone. */
export function hasSidecar(pod: Field): boolean {
  if (proxiesIn(pod).length === 0) return false
  return containersOf(pod, 'containers').some(
    (container) => container.get('name').text() !== proxyName,
  )
}

/** Namespaces that nobody injects into, whatever they are labelled. */
export function isSystemNamespace(namespace: string): boolean {
  return ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'].includes(namespace)
}

const injectorConfigs: Index = {
  id: 'configuration of injectors',
  kinds: ['ConfigMap'],
  keysOf: ({ metadata }) => (/^istio-sidecar-injector(-|$)/.test(metadata.name) ? [''] : []),
}

/** Whether an injector takes namespaces that say nothing (`enableNamespacesByDefault`). */
export function injectsByDefault(view: View): boolean {
  return view.find(injectorConfigs, '').some((config) => {
    const values = new Field(config).get('data', 'values').text() ?? ''
    return /"enableNamespacesByDefault"\s*:\s*true/.test(values)
  })
}
