import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphEdge, GraphNode, Permit as ToldPermit } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import type { ClusterFacts } from '../base-graph.ts'
import type { Level } from '../level.ts'
import type { Stage } from '../stage.ts'
import type { Drawing } from './draw.ts'
import { edgeId, serviceId } from './node-ids.ts'
import { isIdleEdge, type Scope } from './scope.ts'
import {
  findSilentCalls,
  type CalleePlace,
  type SilentAsk,
  type SilentBudget,
  type SilentCall,
} from './silent-calls.ts'

export interface SilentParts {
  readonly stage: Stage
  readonly ask: GraphAsk
  readonly drawing: Drawing
  readonly nodes: readonly GraphNode[] // by index of the drawing
}

export interface SilentLayer {
  readonly edges: readonly GraphEdge[]
  readonly warnings: readonly Warning[]
}

/** A picture with more lines than that tells nothing. */
const mostLines = 1000
/** What a picture may cost on top, at most some tens of milliseconds. */
const mostPairs = 60_000
const mostPermits = 5

/**
 * Calls that the configuration allows by name and that nobody made in the window, between what is
 * drawn anyway: the layer adds lines, never nodes, and no number. A line is not drawn where there
 * was traffic, even if another choice of ambient proxies tells of it.
 *
 * @see docs/decisions/0015-allowed-and-silent.md
 */
export function addSilent({ stage, ask, drawing, nodes }: SilentParts): SilentLayer {
  if (ask.at !== undefined) return { edges: [], warnings: [notThen] }
  const { scope } = stage
  const { base } = scope.view.level
  const drawnAs = placeNodes(stage, drawing)
  const isFree = createFreedom(stage, drawing, drawnAs)
  const budget: SilentBudget = { pairs: mostPairs, lines: mostLines }
  const found = base.facts.flatMap((facts): readonly Found[] => {
    const placing = { scope, ask, drawnAs, cluster: facts.cluster }
    const calls = findSilentCalls(
      facts.facts.permissions(),
      { ...createPlacing(placing), isFree },
      budget,
    )
    return calls.map((call) => ({ call, facts }))
  })
  const isCut = budget.lines <= 0 || budget.pairs <= 0
  const edges = found.flatMap(({ call, facts }) => writeSilent(call, { facts, scope, nodes }) ?? [])
  // Of two meshes in one cluster each may say the same.
  const once = new Map(edges.map((edge) => [edge.id, edge]))
  return { edges: [...once.values()].sort(byId), warnings: isCut ? [tooMany] : [] }
}

interface Found {
  readonly call: SilentCall
  readonly facts: ClusterFacts
}

const configWarning = {
  source: 'graph',
  layer: 'config',
  code: 'truncated',
  sinceAt: null,
  dataAt: null,
} as const satisfies Omit<Warning, 'message'>

const notThen: Warning = {
  ...configWarning,
  message:
    'Allowed calls without traffic are left out: what the configuration allowed at that time is not known.',
}

const tooMany: Warning = {
  ...configWarning,
  message: `Not all allowed calls without traffic are drawn: there are more than ${mostLines}, or too many to look at. Choose fewer namespaces to see the rest.`,
}

/** By node of the level, the drawn node that it is or that stands for it; -1: not in the picture. */
function placeNodes({ scope, touched }: Stage, { nodes }: Drawing): Int32Array {
  const { groupOf, level } = scope.view
  const drawnAs = new Int32Array(level.nodes.length).fill(-1)
  const byGroup = new Map<number, number>()
  nodes.forEach((drawn, index) => {
    if (drawn.kind === 'own') drawnAs[drawn.node] = index
    if (drawn.kind === 'closed') byGroup.set(drawn.group, index)
  })
  for (const node of touched) {
    if (drawnAs[node] === -1) drawnAs[node] = byGroup.get(groupOf[node] ?? -1) ?? -1
  }
  return drawnAs
}

const shift = 2 ** 26

/** Whether two drawn nodes are worth joining: apart, one of them chosen, and without any traffic. */
function createFreedom(
  { scope, membersOf }: Stage,
  drawing: Drawing,
  drawnAs: Int32Array,
): SilentAsk['isFree'] {
  const { level } = scope.view
  const taken = new Set(drawing.edges.map(({ source, target }) => source * shift + target))
  for (const edge of level.base.edges) {
    if (isIdleEdge(edge)) continue
    const source = drawnAs[level.sourceOf[edge.index] ?? -1] ?? -1
    if (source === -1) continue
    for (const end of [level.targetOf[edge.index], level.serviceOf[edge.index]]) {
      taken.add(source * shift + (drawnAs[end ?? -1] ?? -1))
    }
  }
  const isChosen = drawing.nodes.map((drawn) => {
    if (drawn.kind !== 'own' && drawn.kind !== 'closed') return false
    const node = drawn.kind === 'own' ? drawn.node : (membersOf(drawn.group)[0] ?? -1)
    return scope.standingOf(node) === 'selected'
  })
  return (source, target) =>
    source !== target &&
    (isChosen[source] === true || isChosen[target] === true) &&
    !taken.has(source * shift + target)
}

interface Placing {
  readonly scope: Scope
  readonly ask: GraphAsk
  readonly drawnAs: Int32Array
  readonly cluster: string
}

function createPlacing({
  scope,
  ask,
  drawnAs,
  cluster,
}: Placing): Pick<SilentAsk, 'placeOf' | 'placesOf'> {
  const { level } = scope.view
  const byWorkload = nodesByWorkload(level)
  const placeOf = (key: string): number => drawnAs[byWorkload.get(`${cluster}/${key}`) ?? -1] ?? -1
  const placeOfService = (key: string): number => {
    const [namespace = '', name = ''] = key.split('/')
    const node = level.indexById.get(serviceId({ cluster, namespace }, name))
    return node === undefined ? -1 : (drawnAs[node] ?? -1)
  }
  const hasServices = level.type === 'service' || ask.serviceNodes
  return {
    placeOf,
    placesOf: ({ isService, services, workloads }): readonly CalleePlace[] => {
      const asWorkloads = workloads.map((workload) => ({ place: placeOf(workload), workload }))
      const asServices = services.map((key) => ({
        place: placeOfService(key),
        workload: workloads.length === 1 ? (workloads[0] ?? null) : null,
      }))
      const isThere = asServices.some(({ place }) => place !== -1)
      const wantsService = level.type === 'service' || (hasServices && isService)
      if (wantsService && isThere) return asServices
      return asWorkloads.some(({ place }) => place !== -1) || !isService ? asWorkloads : asServices
    },
  }
}

const workloadNodes = new WeakMap<Level, ReadonlyMap<string, number>>()

/** `cluster/namespace/name` of every workload to the node that it belongs to. */
function nodesByWorkload(level: Level): ReadonlyMap<string, number> {
  const known = workloadNodes.get(level)
  if (known !== undefined) return known
  const found = new Map<string, number>()
  level.nodes.forEach(({ cluster, namespace, workloads }, index) => {
    for (const name of workloads) found.set(`${cluster ?? ''}/${namespace ?? ''}/${name}`, index)
  })
  // What only answers stands behind its service there.
  if (level.type === 'service') {
    level.base.ends.forEach(({ cluster, namespace, workload }, end) => {
      const key = `${cluster ?? ''}/${namespace ?? ''}/${workload ?? ''}`
      if (workload === null || found.has(key)) return
      found.set(key, level.nodeOf({ source: end, service: -1, destination: end }).source)
    })
  }
  workloadNodes.set(level, found)
  return found
}

interface Writing {
  readonly facts: ClusterFacts
  readonly scope: Scope
  readonly nodes: readonly GraphNode[]
}

function writeSilent(call: SilentCall, { facts, scope, nodes }: Writing): GraphEdge | null {
  const source = nodes[call.source]?.id
  const target = nodes[call.target]?.id
  if (source === undefined || target === undefined) return null
  const { cluster } = facts
  const permits: readonly ToldPermit[] = call.permits.map((permit) => ({ cluster, ...permit }))
  const told = permits.filter(({ namespace }) => scope.rights.seesNamespace(cluster, namespace))
  const allowedBy = told.slice(0, mostPermits)
  return {
    id: edgeId(source, target),
    source,
    target,
    http: null,
    grpc: null,
    tcp: null,
    otherProtocols: [],
    mtls: { share: null, basis: null, sourcePrincipals: [], destinationPrincipals: [] },
    health: { status: 'none', reasons: [] },
    isIdle: true,
    silent: { allowedBy, more: permits.length - allowedBy.length },
    waypoints: [],
    standsFor: 1,
  }
}

const byId = (one: GraphEdge, other: GraphEdge): number => (one.id < other.id ? -1 : 1)
