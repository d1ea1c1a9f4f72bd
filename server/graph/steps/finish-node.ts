import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphNode, Mark } from '#contract/graph.ts'
import type { Health } from '#contract/health.ts'
import type { LevelNode } from '../level.ts'
import type { Stage } from '../stage.ts'
import { areSameSums, writeTraffic, type TrafficSums } from '../sums.ts'
import type { DrawnNode } from './draw.ts'
import { surroundingsOf } from './inventory-index.ts'
import { hostsOf, marksOf } from './marks.ts'
import { labelsOf } from './node-labels.ts'
import { namespaceId, operationId, restrictedId } from './node-ids.ts'
import type { BoxPlan } from './plan-boxes.ts'
import type { Scope } from './scope.ts'

/** What flows through a drawn node, by its drawn edges. */
export interface NodeFlow {
  readonly inbound: TrafficSums
  readonly outbound: TrafficSums
  /** An edge with traffic, or with traffic of which no more is known. */
  hasTraffic: boolean
}

export interface NodeMaker {
  readonly stage: Stage
  readonly ask: GraphAsk
  readonly boxes: BoxPlan
}

type Written = Omit<GraphNode, 'inbound' | 'outbound' | 'health' | 'marks'> & {
  readonly health: Health
  readonly marks: Mark[]
}

/** The wire's form of a drawn node; `before` is the node behind an operation, null for others. */
export function finishNode(
  drawn: DrawnNode,
  maker: NodeMaker,
  { flow, before }: { flow: NodeFlow; before: GraphNode | null },
): GraphNode {
  if (drawn.kind === 'closed') return finishClosed(drawn.group, maker, flow)
  const written = writeNode(drawn, maker, { flow, before })
  const inbound = writeTraffic(flow.inbound)
  const outbound = writeTraffic(flow.outbound)
  return { ...written, inbound, outbound }
}

/** What is drawn at it is the same in most pictures of a stage, and then so is the node itself. */
function finishClosed(group: number, maker: NodeMaker, { inbound, outbound }: NodeFlow): GraphNode {
  const { closedNodes } = maker.stage
  const written = writeClosed(group, maker)
  const known = closedNodes.get(group)
  const isSame =
    known?.node.box === written.box &&
    areSameSums(known.inbound, inbound) &&
    areSameSums(known.outbound, outbound)
  if (isSame) return known.node
  const node = { ...written, inbound: writeTraffic(inbound), outbound: writeTraffic(outbound) }
  closedNodes.set(group, { node, inbound, outbound })
  return node
}

function writeNode(
  drawn: Exclude<DrawnNode, { readonly kind: 'closed' }>,
  maker: NodeMaker,
  { flow, before }: { flow: NodeFlow; before: GraphNode | null },
): Written {
  switch (drawn.kind) {
    case 'own':
      return writeOwn(drawn.node, maker, flow)
    case 'restricted':
      return writeRestricted(drawn.cluster, maker)
    case 'operation':
      return writeOperation(drawn.name, before)
  }
}

function writeOperation(name: string, before: GraphNode | null): Written {
  const id = operationId(before?.id ?? '', name)
  const { cluster = null, namespace = null, app = null, box = null } = before ?? {}
  return { ...blank, id, kind: 'operation', name, cluster, namespace, app, box }
}

const noHealth: Health = { status: 'none', reasons: [] }

const blank = {
  cluster: null,
  namespace: null,
  workload: null,
  app: null,
  version: null,
  service: null,
  hosts: [],
  box: null,
  marks: [],
  health: noHealth,
}

function writeOwn(index: number, { stage, ask, boxes }: NodeMaker, flow: NodeFlow): Written {
  const { scope, book } = stage
  const { level, outOf, into } = scope.view
  const node = level.nodes[index]
  if (node === undefined) return { ...blank, id: '', kind: 'unknown', name: '' }
  const { id, kind, cluster, namespace, workload, app, version, service } = node
  const marks = marksOf(level, node, {
    isRoot: (outOf[index]?.length ?? 0) > 0 && (into[index]?.length ?? 0) === 0,
    isIdle: !flow.hasTraffic,
    isOutside: scope.standingOf(index) === 'outside',
    hasServiceNodes: ask.serviceNodes || ask.type === 'service',
  })
  return {
    id,
    kind,
    name: nameOf(node, scope),
    cluster,
    namespace,
    workload,
    app,
    version,
    service,
    hosts: hostsOf(level, node).filter((host) => scope.rights.seesText(host)),
    box: boxes.boxOfNode(index),
    marks,
    ...(ask.labels ? { labels: labelsOf(node, scope) } : {}),
    health: book.ofNode(index),
  }
}

/** The object behind a host outside has a namespace, too, and its name is that namespace's. */
function nameOf({ entry, name, cluster }: LevelNode, { rights }: Scope): string {
  if (entry === null || rights.seesNamespace(cluster, entry.namespace)) return name
  return entry.hosts.find((host) => rights.seesText(host)) ?? 'external'
}

function writeClosed(group: number, { stage, boxes }: NodeMaker): Written {
  const { scope } = stage
  const seat = scope.view.groups[group]
  if (seat === undefined) return { ...blank, id: '', kind: 'namespace', name: '' }
  const { cluster, namespace } = seat
  const [first = -1] = stage.membersOf(group)
  const isOutside = scope.standingOf(first) === 'outside'
  const isAmbient = surroundingsOf(scope.view.level.base)
    .factsOf(cluster)
    .some(({ dataPlaneByNamespace }) => dataPlaneByNamespace.get(namespace) === 'ambient')
  return {
    ...blank,
    id: namespaceId(seat),
    kind: 'namespace',
    name: namespace,
    cluster,
    namespace,
    box: boxes.boxOfCluster(cluster),
    marks: [...(isOutside ? ['outside' as const] : []), ...(isAmbient ? ['ambient' as const] : [])],
    health: stage.healthOf(group),
    closed: {
      members: stage.countsOf(group),
      internal: writeTraffic(stage.sumsOf(group).internal),
    },
  }
}

function writeRestricted(cluster: string | null, { boxes }: NodeMaker): Written {
  return {
    ...blank,
    id: restrictedId(cluster),
    kind: 'restricted',
    name: 'restricted',
    cluster,
    box: boxes.boxOfCluster(cluster),
  }
}
