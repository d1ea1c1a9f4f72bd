import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { View } from '../../../../seams/rule.ts'
import { entriesFor, serviceFor } from '../../lookup/hosts.ts'
import {
  hasLabels,
  selectorOfService,
  workloadsOfService,
  workloadsSelected,
} from '../../lookup/selectors.ts'
import type { Labels } from '../../lookup/workload.ts'

/** Labels that endpoints get from their node, network or proxy, which no pod template has. */
const fromElsewhere =
  /^(?:topology\.(?:istio|kubernetes)\.io\/.*|kubernetes\.io\/hostname|security\.istio\.io\/tlsMode)$/

/** The labels of a subset that pods must have themselves. */
export function podLabelsOf(subset: Field): Labels {
  const labels = Object.entries(subset.get('labels').labels())
  return Object.fromEntries(labels.filter(([name]) => !fromElsewhere.test(name)))
}

/**
 * Whether something behind a host has these labels; null when nobody can tell: endpoints that are
 * given by hand, hosts without endpoints of their own, wildcards, hosts that are not known.
 */
export function hasEndpointsWith(
  view: View,
  { host, namespace, labels }: { host: string; namespace: string; labels: Labels },
): boolean | null {
  const service = serviceFor(view, host, namespace)
  const sources = [
    ...(service === null ? [] : [ofService(view, service, labels)]),
    ...entriesFor(view, host, namespace).map((entry) => ofEntry(view, entry, labels)),
  ]
  if (sources.length === 0 || host.startsWith('*')) return null
  if (sources.includes(true)) return true
  return sources.includes(null) ? null : false
}

/** The values that workloads behind a service of the cluster have for a label. */
export function valuesBehind(
  view: View,
  { host, namespace, label }: { host: string; namespace: string; label: string },
): readonly string[] {
  const service = serviceFor(view, host, namespace)
  if (service === null) return []
  return workloadsOfService(view, service).flatMap(({ labels }) => labels[label] ?? [])
}

function ofService(view: View, service: KubeObject, labels: Labels): boolean | null {
  const selector = selectorOfService(service)
  if (Object.keys(selector).length === 0) return null
  const { namespace = '' } = service.metadata
  return workloadsSelected(view, namespace, labels).some((one) => hasLabels(one.labels, selector))
}

function ofEntry(
  view: View,
  { spec: written, metadata }: KubeObject,
  labels: Labels,
): boolean | null {
  const spec = new Field(written)
  const selector = spec.get('workloadSelector', 'labels').labels()
  if (Object.keys(selector).length > 0) {
    const found = workloadsSelected(view, metadata.namespace ?? '', labels)
    return found.some((one) => hasLabels(one.labels, selector))
  }
  const endpoints = spec.get('endpoints').items()
  if (endpoints.length === 0) return null
  return endpoints.some((endpoint) => hasLabels(endpoint.get('labels').labels(), labels))
}
