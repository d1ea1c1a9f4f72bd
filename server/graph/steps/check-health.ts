import type { Health } from '#contract/health.ts'
import { checkReplicas, checkRequests, tolerancesFor, worstHealth } from '../../health/health.ts'
import type { ResponseRate } from '../../health/health.ts'
import type { HealthRule, Tolerance } from '../../seams/health.ts'
import type { BaseEdge } from '../base-graph.ts'
import type { LevelNode } from '../level.ts'
import type { LevelView } from '../view.ts'
import { surroundingsOf, type InventoryIndex } from './inventory-index.ts'

/** Health of the nodes and edges of a view, each worked out when it is first asked for. */
export interface HealthBook {
  /** By all traffic of the node and by its pods, whatever part of it is drawn. */
  readonly ofNode: (node: number) => Health
  readonly ofPair: (pair: number) => Health
  /** -1 for an end that is not judged: hidden from the viewer, or nobody's. */
  readonly ofEdges: (edges: readonly BaseEdge[], source: number, target: number) => Health
}

const books = new WeakMap<LevelView, WeakMap<readonly HealthRule[], HealthBook>>()

/** Built once per view and set of rules. */
export function healthBookOf(view: LevelView, rules: readonly HealthRule[]): HealthBook {
  let byRules = books.get(view)
  if (byRules === undefined) {
    byRules = new WeakMap<readonly HealthRule[], HealthBook>()
    books.set(view, byRules)
  }
  const known = byRules.get(rules)
  if (known !== undefined) return known
  const built = createBook(view, rules)
  byRules.set(rules, built)
  return built
}

function createBook(view: LevelView, rules: readonly HealthRule[]): HealthBook {
  const { nodes } = view.level
  const tolerances: (readonly Tolerance[] | null | undefined)[] = []
  const byNode: (Health | undefined)[] = []
  const byPair: (Health | undefined)[] = []

  const tolerancesOf = (index: number): readonly Tolerance[] | null => {
    const known = tolerances[index]
    if (known !== undefined) return known
    const node = nodes[index]
    return (tolerances[index] = node === undefined ? null : findTolerances(view, rules, node))
  }
  const ofEdges = (edges: readonly BaseEdge[], source: number, target: number): Health => {
    const outbound = source === -1 ? null : tolerancesOf(source)
    const inbound = target === -1 ? null : tolerancesOf(target)
    return worstHealth([
      ...(outbound === null ? [] : [checkRequests(ratesOf(edges, 'outbound'), outbound)]),
      ...(inbound === null ? [] : [checkRequests(ratesOf(edges, 'inbound'), inbound)]),
    ])
  }
  return {
    ofEdges,
    ofNode: (index) => (byNode[index] ??= checkNode(view, index, tolerancesOf(index))),
    ofPair: (index) => {
      const pair = view.pairs[index]
      if (pair === undefined) return worstHealth([])
      return (byPair[index] ??= ofEdges(pair.edges, pair.source, pair.target))
    },
  }
}

function checkNode(
  view: LevelView,
  index: number,
  tolerances: readonly Tolerance[] | null,
): Health {
  const node = view.level.nodes[index]
  if (node === undefined || tolerances === null) return worstHealth([])
  const rates = [
    ...ratesOf(view.into[index] ?? [], 'inbound'),
    ...ratesOf(view.outOf[index] ?? [], 'outbound'),
  ]
  return worstHealth([checkRequests(rates, tolerances), ...checkPods(view, node)])
}

function checkPods({ level }: LevelView, node: LevelNode): readonly Health[] {
  const index = surroundingsOf(level.base).inventoryOf(node.cluster)
  if (index === null || node.kind === 'service') return []
  return [...node.workloads].flatMap((name) => {
    const workload = index.workloads.get(`${node.namespace ?? ''}/${name}`)
    if (workload === undefined) return []
    return checkReplicas({
      workload: name,
      desired: workload.desiredReplicas,
      current: workload.currentReplicas,
      available: workload.availableReplicas,
      syncedProxies: null,
    })
  })
}

/** Null for what is nobody's: an unknown caller, a way out of the registry. */
function findTolerances(
  { level }: LevelView,
  rules: readonly HealthRule[],
  node: LevelNode,
): readonly Tolerance[] | null {
  if (node.kind === 'unknown' || node.isEgress) return null
  const index = surroundingsOf(level.base).inventoryOf(node.cluster)
  const namespace = node.namespace ?? node.entry?.namespace ?? ''
  const isService = node.kind === 'service' || node.kind === 'external'
  const annotations = isService
    ? (index?.services.get(`${namespace}/${node.name}`)?.annotations ?? {})
    : annotationsOf(index, namespace, node.workloads)
  return tolerancesFor(rules, { namespace, ...subjectOf(node, isService), annotations })
}

function subjectOf(
  { workload, app, name }: LevelNode,
  isService: boolean,
): { kind: 'app' | 'service' | 'workload'; name: string } {
  if (isService) return { kind: 'service', name }
  if (workload !== null) return { kind: 'workload', name: workload }
  return { kind: 'app', name: app ?? name }
}

function annotationsOf(
  index: InventoryIndex | null,
  namespace: string,
  workloads: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  const annotations: Record<string, string> = {}
  for (const name of workloads) {
    Object.assign(annotations, index?.workloads.get(`${namespace}/${name}`)?.annotations)
  }
  return annotations
}

interface MutableRate {
  readonly protocol: 'http' | 'grpc'
  readonly direction: 'inbound' | 'outbound'
  readonly code: string
  perSecond: number
  injectedPerSecond: number
}

/** Responses by code, as tolerances know it; what came without a code is held against nothing. */
function ratesOf(
  edges: readonly BaseEdge[],
  direction: ResponseRate['direction'],
): readonly ResponseRate[] {
  const rates: MutableRate[] = []
  for (const { protocol, responses } of edges) {
    if (protocol !== 'http' && protocol !== 'grpc') continue
    for (const { kind, perSecond } of responses) {
      const code = kind.healthCode
      if (code === null) continue
      let rate = rates.find((one) => one.code === code && one.protocol === protocol)
      if (rate === undefined) {
        rate = { protocol, direction, code, perSecond: 0, injectedPerSecond: 0 }
        rates.push(rate)
      }
      rate.perSecond += perSecond
      if (kind.isInjected) rate.injectedPerSecond += perSecond
    }
  }
  return rates
}
