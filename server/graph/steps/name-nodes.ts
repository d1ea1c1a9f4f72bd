import type { GraphType } from '#contract/graph-ask.ts'
import type { NodeKind } from '#contract/graph.ts'
import type { ExternalService } from '../../seams/mesh.ts'
import type { TrafficEnd } from '../../seams/traffic.ts'
import type { BaseGraph, BaseService } from '../base-graph.ts'
import { appId, externalId, serviceId, unknownId, versionedAppId, workloadId } from './node-ids.ts'
import { homeServices } from './home-services.ts'

/** A node with everything open. */
export interface LevelNode {
  readonly id: string
  readonly kind: Extract<NodeKind, 'workload' | 'app' | 'service' | 'external' | 'unknown'>
  readonly name: string
  readonly cluster: string | null
  readonly namespace: string | null
  readonly workload: string | null
  readonly app: string | null
  readonly version: string | null
  readonly service: string | null
  readonly entry: ExternalService | null
  readonly isEgress: boolean
  /** Names of the workloads that it stands for. */
  readonly workloads: ReadonlySet<string>
  /** `namespace/name` of the services that were asked for where it answered. */
  readonly services: ReadonlySet<string>
  readonly isIdle: boolean // from the inventory alone
}

interface MutableNode extends LevelNode {
  workload: string | null
  app: string | null
  version: string | null
  workloads: Set<string>
  services: Set<string>
}

/** Shared by all nodes without names, which are many; never added to. */
const noNames = new Set<string>()

const withName = (names: Set<string>, name: string): Set<string> =>
  names === noNames ? new Set([name]) : names.add(name)

export interface NodeNames {
  readonly nodes: readonly LevelNode[]
  readonly has: (id: string) => boolean
  readonly ofSource: (end: number) => number
  readonly ofTarget: (end: number, service: number) => number
  readonly ofService: (service: number) => number
  /** From here on nodes are only found; a place that none was made for is at -1. */
  readonly close: () => void
}

type Identity = Pick<LevelNode, 'id' | 'kind' | 'name' | 'cluster' | 'namespace'> &
  Partial<Pick<LevelNode, 'workload' | 'app' | 'version' | 'service' | 'entry' | 'isEgress'>>

/** What a telemetry end becomes in a graph of one type: the table of docs/decisions/0003. */
export function nameNodes(base: BaseGraph, type: GraphType): NodeNames {
  const { ends, services } = base // what is returned keeps these, not their traffic
  const nodes: MutableNode[] = []
  const indexById = new Map<string, number>()
  const homes = type === 'service' ? homeServices(base) : null
  const serviceNames = services.map(({ kind, namespace, name }) =>
    kind === 'service' ? `${namespace ?? ''}/${name}` : null,
  )
  const byEnd = new Int32Array(ends.length).fill(-1)
  const byService = new Int32Array(services.length).fill(-1)

  let isClosed = false
  const intern = (identity: Identity): number => {
    const known = indexById.get(identity.id)
    if (isClosed) return known ?? -1
    if (known !== undefined) {
      fill(nodes[known], identity)
      return known
    }
    indexById.set(identity.id, nodes.length)
    return nodes.push(emptyNode(identity)) - 1
  }
  const ofService = (service: number): number => {
    const known = byService[service] ?? -1
    const requested = services[service]
    if (known !== -1 || requested === undefined) return known
    return (byService[service] = intern(nameService(requested)))
  }
  const ofEnd = (index: number): number => {
    const known = byEnd[index] ?? -1
    const end = ends[index]
    if (known !== -1 || end === undefined) return known
    const home = homes?.(index) ?? -1
    const node = home !== -1 ? ofService(home) : intern(nameEnd(end, type))
    const named = nodes[node]
    if (named !== undefined && end.workload !== null && !isClosed) {
      named.workloads = withName(named.workloads, end.workload)
    }
    return (byEnd[index] = node)
  }
  return {
    nodes,
    has: (id) => indexById.has(id),
    ofSource: ofEnd,
    ofService,
    close: () => void (isClosed = true),
    ofTarget: (index, service) => {
      const end = ends[index]
      const isByService = type === 'service' || end === undefined || !isNamedFor(end, type)
      if (isByService && service !== -1) return ofService(service)
      const node = ofEnd(index)
      const name = serviceNames[service] ?? null
      const named = nodes[node]
      if (named !== undefined && name !== null && !isClosed)
        named.services = withName(named.services, name)
      return node
    },
  }
}

/** Of two ends that are one node, one may be known better. */
function fill(node: MutableNode | undefined, { workload, app, version }: Identity): void {
  if (node === undefined) return
  node.workload ??= workload ?? null
  node.app ??= app ?? null
  node.version ??= version ?? null
}

/** Whether a callee is drawn as itself; else as the service that was asked for. */
function isNamedFor({ workload, app }: TrafficEnd, type: GraphType): boolean {
  return workload !== null || (type !== 'workload' && app !== null)
}

function nameEnd(end: TrafficEnd, type: GraphType): Identity {
  const { cluster, namespace, workload, app, version } = end
  const seat = { cluster, namespace }
  const asWorkload = type === 'workload' || type === 'service' || app === null
  if (workload !== null && asWorkload) {
    const id = workloadId(seat, workload)
    return { ...seat, id, kind: 'workload', name: workload, workload, app, version }
  }
  if (app === null) {
    return { id: unknownId(cluster), kind: 'unknown', name: 'unknown', cluster, namespace: null }
  }
  if (type === 'versionedApp') {
    const id = versionedAppId(seat, { app, version, workload })
    return { ...seat, id, kind: 'app', name: app, workload, app, version }
  }
  return { ...seat, id: appId(seat, app), kind: 'app', name: app, app }
}

function nameService({ kind, cluster, namespace, name, entry }: BaseService): Identity {
  if (kind === 'service') {
    const seat = { cluster, namespace }
    return { ...seat, id: serviceId(seat, name), kind, name, service: name }
  }
  const host = entry?.hosts[0] ?? name
  const shown = { cluster, namespace: null, entry, isEgress: kind === 'egress' }
  return { ...shown, id: externalId(cluster, host), kind: 'external', name: entry?.name ?? host }
}

function emptyNode(identity: Identity): MutableNode {
  return {
    workload: null,
    app: null,
    version: null,
    service: null,
    entry: null,
    isEgress: false,
    isIdle: false,
    ...identity,
    workloads: noNames,
    services: noNames,
  }
}
