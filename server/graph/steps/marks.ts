import { marks } from '#contract/graph.ts'
import type { Mark } from '#contract/graph.ts'
import type { ConfigFacts, DataPlane, ExternalService } from '../../seams/mesh.ts'
import type { Level, LevelNode } from '../level.ts'
import { surroundingsOf, type InventoryIndex } from './inventory-index.ts'

/** What the picture knows of a node beside configuration and inventory. */
export interface NodeSituation {
  readonly isRoot: boolean
  readonly isIdle: boolean
  readonly isOutside: boolean
  /** Services are drawn as nodes of their own, and carry their marks themselves. */
  readonly hasServiceNodes: boolean
}

/** The marks of a node, in the order of the contract. */
export function marksOf(level: Level, node: LevelNode, situation: NodeSituation): Mark[] {
  const { inventoryOf, factsOf } = surroundingsOf(level.base)
  const facts = factsOf(node.cluster)
  const found = new Set<Mark>()
  if (situation.isRoot) found.add('root')
  if (situation.isIdle) found.add('idle')
  if (situation.isOutside) found.add('outside')
  if (node.isEgress) found.add('egress')
  if (node.entry !== null) addEntryMarks(found, node.entry)
  if (situation.isIdle && isDead(node, inventoryOf(node.cluster))) found.add('dead')
  for (const one of facts) {
    addWorkloadMarks(found, node, one)
    addServiceMarks(found, { node, facts: one, situation })
  }
  return marks.filter((mark) => found.has(mark))
}

function addEntryMarks(found: Set<Mark>, entry: ExternalService): void {
  found.add('serviceEntry')
  for (const mark of entry.marks) found.add(mark)
}

function addWorkloadMarks(found: Set<Mark>, node: LevelNode, facts: ConfigFacts): void {
  if (node.kind === 'service') return
  const namespace = node.namespace ?? ''
  if (facts.workloadEntryApps.has(`${namespace}/${node.app ?? ''}`)) found.add('workloadEntry')
  for (const name of node.workloads) {
    const key = `${namespace}/${name}`
    const dataPlane = facts.dataPlaneByWorkload.get(key)
    if (dataPlane !== undefined) addDataPlane(found, dataPlane)
    if (facts.waypointWorkloads.has(key)) found.add('waypoint')
    if (facts.gatewayHostsByWorkload.has(key)) found.add('gateway')
  }
  // A control plane has no proxy of its own, and needs none.
  if (facts.controlPlaneNamespaces.has(namespace)) found.delete('outOfMesh')
}

const markByDataPlane = {
  sidecar: null,
  ambient: 'ambient',
  waypoint: 'waypoint',
  gateway: 'gateway',
  none: 'outOfMesh',
} as const satisfies Record<DataPlane, Mark | null>

function addDataPlane(found: Set<Mark>, dataPlane: DataPlane): void {
  const mark = markByDataPlane[dataPlane]
  if (mark !== null) found.add(mark)
}

interface ServiceMarking {
  readonly node: LevelNode
  readonly facts: ConfigFacts
  readonly situation: NodeSituation
}

function addServiceMarks(found: Set<Mark>, { node, facts, situation }: ServiceMarking): void {
  const own = node.kind === 'service' ? [`${node.namespace ?? ''}/${node.name}`] : []
  const services = situation.hasServiceNodes ? own : [...own, ...node.services]
  for (const service of services) {
    for (const mark of facts.marksByService.get(service) ?? []) found.add(mark)
  }
}

/** Nothing stands behind it, as far as the inventory can be read: not known is not dead. */
function isDead(node: LevelNode, index: InventoryIndex | null): boolean {
  if (index === null || node.namespace === null) return false
  if (node.kind === 'service') {
    const key = `${node.namespace}/${node.name}`
    const service = index.services.get(key)
    if (index.unreadable.has('Service') || index.unreadable.has('EndpointSlice')) return false
    return service?.externalName == null && (index.addressesByService.get(key) ?? 0) === 0
  }
  if (node.workloads.size === 0 || index.unreadable.size > 0) return false
  return [...node.workloads].every((name) => {
    const workload = index.workloads.get(`${node.namespace ?? ''}/${name}`)
    return workload === undefined || workload.desiredReplicas === 0
  })
}

/** Hosts of a gateway, or of a host outside; empty for anything else. */
export function hostsOf(level: Level, node: LevelNode): string[] {
  if (node.kind === 'external') {
    if (node.isEgress) return []
    return node.entry === null ? [node.name] : [...node.entry.hosts]
  }
  if (node.kind === 'service') return []
  const facts = surroundingsOf(level.base).factsOf(node.cluster)
  const hosts = new Set<string>()
  for (const { gatewayHostsByWorkload } of facts) {
    for (const name of node.workloads) {
      const own = gatewayHostsByWorkload.get(`${node.namespace ?? ''}/${name}`) ?? []
      for (const host of own) hosts.add(host)
    }
  }
  return [...hosts].sort()
}
