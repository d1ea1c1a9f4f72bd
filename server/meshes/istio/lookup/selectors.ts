import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import type { Index, View } from '../../../seams/rule.ts'
import { isOwned, readWorkload, selectableKinds, type Labels, type Workload } from './workload.ts'

/** Workloads by each label of their pods in their namespace; under the namespace alone, all of it. */
const workloadsByLabel: Index = {
  id: 'workloads by namespace and label',
  kinds: selectableKinds,
  keysOf: (object) => {
    if (isOwned(object)) return []
    const { labels, namespace } = readWorkload(object)
    return [namespace, ...pairsOf(labels).map((pair) => `${namespace}/${pair}`)]
  },
}

/** The same for selectors that look into all namespaces, such as that of an Istio Gateway. */
const workloadsByLabelAnywhere: Index = {
  id: 'workloads by label',
  kinds: selectableKinds,
  keysOf: (object) => (isOwned(object) ? [] : pairsOf(readWorkload(object).labels)),
}

const podsByLabel: Index = {
  id: 'pods by namespace and label',
  kinds: ['Pod'],
  keysOf: ({ metadata: { namespace = '', labels = {} } }) => [
    namespace,
    ...pairsOf(labels).map((pair) => `${namespace}/${pair}`),
  ],
}

/** A service by the first label that it asks for: whoever has all of them has this one. */
const servicesByFirstLabel: Index = {
  id: 'services by namespace and first selector label',
  kinds: ['Service'],
  keysOf: (service) => {
    const [first] = pairsOf(selectorOfService(service)).sort()
    return first === undefined ? [] : [`${service.metadata.namespace ?? ''}/${first}`]
  },
}

/**
 * Workloads of a namespace whose pods have all these labels; no labels at all select everything
 * there. Deployments stand for their ReplicaSets and pods; machines (WorkloadEntry, WorkloadGroup)
 * count, as Istio's selectors find them too.
 */
export function workloadsSelected(
  view: View,
  namespace: string,
  labels: Labels,
): readonly Workload[] {
  const pairs = pairsOf(labels)
  if (pairs.length === 0) return view.find(workloadsByLabel, namespace).map(readWorkload)
  const keys = pairs.map((pair) => `${namespace}/${pair}`)
  return fewest(view, workloadsByLabel, keys)
    .map(readWorkload)
    .filter((workload) => hasLabels(workload.labels, labels))
}

/** Same in all namespaces; no labels select nothing here, as "everything there is" is of use to nobody. */
export function workloadsSelectedAnywhere(view: View, labels: Labels): readonly Workload[] {
  return fewest(view, workloadsByLabelAnywhere, pairsOf(labels))
    .map(readWorkload)
    .filter((workload) => hasLabels(workload.labels, labels))
}

/** Pods of a namespace, owned or not, that have all these labels; no labels select all. */
export function podsSelected(view: View, namespace: string, labels: Labels): readonly KubeObject[] {
  const pairs = pairsOf(labels)
  if (pairs.length === 0) return view.find(podsByLabel, namespace)
  const keys = pairs.map((pair) => `${namespace}/${pair}`)
  return fewest(view, podsByLabel, keys).filter((pod) =>
    hasLabels(pod.metadata.labels ?? {}, labels),
  )
}

/** Services of a namespace that send to pods with these labels. */
export function servicesSelecting(
  view: View,
  namespace: string,
  podLabels: Labels,
): readonly KubeObject[] {
  return pairsOf(podLabels)
    .flatMap((pair) => view.find(servicesByFirstLabel, `${namespace}/${pair}`))
    .filter((service) => hasLabels(podLabels, selectorOfService(service)))
}

/** Empty for services without one, and for ExternalName, which ignores it. */
export function selectorOfService(service: KubeObject): Labels {
  const spec = new Field(service).get('spec')
  return spec.get('type').text() === 'ExternalName' ? {} : spec.get('selector').labels()
}

/** What a service sends to; nothing when it selects nothing. */
export function workloadsOfService(view: View, service: KubeObject): readonly Workload[] {
  const selector = selectorOfService(service)
  if (Object.keys(selector).length === 0) return []
  return workloadsSelected(view, service.metadata.namespace ?? '', selector)
}

export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value)
}

function pairsOf(labels: Labels): string[] {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`)
}

/** So few that looking for a shorter list costs more than it saves. */
const fewEnough = 8

/** The shortest of the lists under these keys; each holds every object that has all the labels. */
function fewest(view: View, index: Index, keys: readonly string[]): readonly KubeObject[] {
  let shortest: readonly KubeObject[] | null = null
  for (const key of keys) {
    const found = view.find(index, key)
    if (shortest === null || found.length < shortest.length) shortest = found
    if (shortest.length <= fewEnough) break
  }
  return shortest ?? []
}
