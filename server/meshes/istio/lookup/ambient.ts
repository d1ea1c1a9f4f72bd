import { Field } from '../../../seams/field.ts'
import { kindKeyOf, type KubeObject } from '../../../seams/kube-object.ts'
import type { View } from '../../../seams/rule.ts'
import { asksForSidecar, hasSidecar, labelField } from './injection.ts'
import { workloadsOfService } from './selectors.ts'
import { podKinds, readWorkload, type Workload } from './workload.ts'

export const dataPlaneModeLabel = 'istio.io/dataplane-mode'
export const useWaypointLabel = 'istio.io/use-waypoint'
export const useWaypointNamespaceLabel = 'istio.io/use-waypoint-namespace'
export const waypointForLabel = 'istio.io/waypoint-for'
const gatewayKind = 'gateway.networking.k8s.io/Gateway'

export function isAmbientNamespace(view: View, namespace: string): boolean {
  const labels = view.get('Namespace', '', namespace)?.metadata.labels
  return labels?.[dataPlaneModeLabel] === 'ambient'
}

/** Whether ztunnel takes the traffic of its pods: asked for, and no sidecar that would be there first. */
export function isAmbientWorkload(view: View, workload: Workload): boolean {
  const { pod } = workload
  if (pod.isAbsent || pod.get('spec', 'hostNetwork').flag() === true) return false
  return asksForAmbient(view, workload) && !hasSidecar(pod) && !asksForSidecar(view, workload)
}

/** By label of its pods, else of its namespace. */
export function asksForAmbient(view: View, { pod, namespace }: Workload): boolean {
  const own = pod.get('metadata', 'labels', dataPlaneModeLabel).text()
  return own === null ? isAmbientNamespace(view, namespace) : own === 'ambient'
}

/** A service is ambient when its namespace is, or any workload behind it. */
export function isAmbientService(view: View, service: KubeObject): boolean {
  if (isAmbientNamespace(view, service.metadata.namespace ?? '')) return true
  return workloadsOfService(view, service).some((workload) => isAmbientWorkload(view, workload))
}

/** The waypoint that something is told to use. */
export interface WaypointUse {
  readonly namespace: string
  readonly name: string
  /** The Gateway object; null when there is none of this name. */
  readonly gateway: KubeObject | null
  /** Who has the label, and where. */
  readonly askedBy: KubeObject
  readonly field: Field
}

/**
 * The waypoint of the own label of a namespace, a service or, by its pods, a workload; `none`: told
 * to use none; null: it says nothing.
 */
export function ownWaypoint(view: View, object: KubeObject): WaypointUse | 'none' | null {
  const kind = kindKeyOf(object)
  const root = podKinds.includes(kind) ? readWorkload(object).pod : new Field(object)
  const namespace = kind === 'Namespace' ? object.metadata.name : namespaceOf(object)
  return readUse(view, { object, root, namespace })
}

export function waypointOfNamespace(view: View, namespace: string): WaypointUse | null {
  const object = view.get('Namespace', '', namespace)
  if (object === null) return null
  const use = ownWaypoint(view, object)
  return use === 'none' ? null : use
}

/** The label of the service, else of its namespace; null: none. */
export function waypointOfService(view: View, service: KubeObject): WaypointUse | null {
  const own = ownWaypoint(view, service)
  if (own === 'none') return null
  return own ?? waypointOfNamespace(view, namespaceOf(service))
}

/** The label of its pods, else of its namespace; null: none. */
export function waypointOfWorkload(view: View, workload: Workload): WaypointUse | null {
  const own = ownWaypoint(view, workload.object)
  if (own === 'none') return null
  return own ?? waypointOfNamespace(view, workload.namespace)
}

/**
 * What kind of traffic a waypoint is for: `service` unless it or its class says otherwise.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/#waypoint-traffic-types
 */
export function waypointFor(view: View, gateway: KubeObject): string {
  const own = labelField(gateway, waypointForLabel).text()
  if (own !== null) return own
  const className = new Field(gateway).get('spec', 'gatewayClassName').text() ?? ''
  const gatewayClass = view.get('gateway.networking.k8s.io/GatewayClass', '', className)
  return gatewayClass?.metadata.labels?.[waypointForLabel] ?? 'service'
}

export function isWaypointGateway(gateway: KubeObject): boolean {
  const className = new Field(gateway).get('spec', 'gatewayClassName').text() ?? ''
  return ['istio-waypoint', 'istio-agentgateway-waypoint'].includes(className)
}

interface Asking {
  readonly object: KubeObject
  readonly root: Field // whose metadata has the labels
  readonly namespace: string
}

function readUse(view: View, { object, root, namespace }: Asking): WaypointUse | 'none' | null {
  const labels = root.get('metadata', 'labels')
  const field = labels.get(useWaypointLabel)
  const name = field.text()
  if (name === null || name === '') return null
  if (name === 'none') return 'none'
  const itsNamespace = labels.get(useWaypointNamespaceLabel).text() ?? namespace
  const gateway = view.get(gatewayKind, itsNamespace, name)
  return { namespace: itsNamespace, name, gateway, askedBy: object, field }
}

function namespaceOf(object: KubeObject): string {
  return object.metadata.namespace ?? ''
}
