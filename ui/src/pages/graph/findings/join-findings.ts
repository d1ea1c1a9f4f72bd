import type { FindingCounts } from '#contract/config.ts'
import type { Graph, GraphBox, GraphNode } from '#contract/graph.ts'
import type { ValidationPlaces, WorkloadPlace } from '#contract/places.ts'
import type { ElementFindings } from '../../../canvas/canvas-props.ts'
import { t } from '../../../i18n/t.ts'

/** What of the configuration acts on an element and has findings; indexes into the places' objects. */
export interface TouchedElement {
  /** Empty where only the number is known: a namespace. */
  readonly touchedBy: readonly number[]
  readonly counts: FindingCounts
}

type Place = Pick<ValidationPlaces['services'][number], 'cluster' | 'namespace' | 'name'>

/** Finds the places of an element of the picture; null: nothing touches it. */
export interface FindingsOfGraph {
  readonly ofNode: (node: GraphNode) => TouchedElement | null
  /** Of what acts on calls into a node, whoever calls. */
  readonly ofCallsTo: (node: GraphNode) => TouchedElement | null
  readonly ofBox: (box: GraphBox) => TouchedElement | null
}

/** Joins what is wrong with the elements of any picture, by names. */
export function joinPlaces(places: ValidationPlaces): FindingsOfGraph {
  const keyOf = ({ cluster, namespace, name }: Place): string => `${cluster}/${namespace}/${name}`
  const services = new Map(places.services.map((one) => [keyOf(one), one]))
  const workloads = new Map(places.workloads.map((one) => [keyOf(one), one]))
  const apps = Map.groupBy(
    places.workloads,
    ({ cluster, namespace, app }) => `${cluster}/${namespace}/${app ?? ''}`,
  )
  const namespaces = new Map(places.namespaces.map((one) => [`${one.cluster}/${one.name}`, one]))

  const workloadsOf = (node: GraphNode): readonly WorkloadPlace[] => {
    const seat = seatOf(node)
    if (node.workload !== null) {
      const one = workloads.get(`${seat}/${node.workload}`)
      return one === undefined ? [] : [one]
    }
    if (node.kind !== 'app') return []
    const all = apps.get(`${seat}/${node.app ?? ''}`) ?? []
    return node.version === null ? all : all.filter(({ version }) => version === node.version)
  }

  const hostsOf = (node: GraphNode): readonly (readonly number[])[] =>
    places.hosts
      .filter(({ host }) => node.hosts.some((one) => isHost(host, one)))
      .map(({ touchedBy }) => touchedBy)

  const elementOf = (lists: readonly (readonly number[])[]): TouchedElement | null => {
    const touchedBy = [...new Set(lists.flat())].sort((one, other) => one - other)
    if (touchedBy.length === 0) return null
    return { touchedBy, counts: addCounts(touchedBy.flatMap((at) => places.objects[at] ?? [])) }
  }

  const ofAnything = (
    node: GraphNode,
    indexesOf: (workload: WorkloadPlace) => readonly number[],
  ): TouchedElement | null => {
    if (node.kind === 'namespace') {
      const place = namespaces.get(seatOf(node))
      return place === undefined ? null : { touchedBy: [], counts: place.counts }
    }
    if (node.kind === 'restricted') return null
    if (node.kind === 'external') return elementOf(hostsOf(node))
    if (node.kind === 'service') {
      const service = services.get(`${seatOf(node)}/${node.service ?? ''}`)
      return service === undefined ? null : elementOf([service.touchedBy])
    }
    return elementOf(workloadsOf(node).map(indexesOf))
  }

  return {
    ofNode: (node) => ofAnything(node, ({ touchedBy }) => touchedBy),
    ofCallsTo: (node) =>
      node.kind === 'namespace' ? null : ofAnything(node, ({ calledBy }) => calledBy),
    ofBox: ({ kind, cluster, namespace, name }) => {
      if (kind === 'app') {
        const members = apps.get(`${cluster ?? ''}/${namespace ?? ''}/${name}`) ?? []
        return elementOf(members.map(({ touchedBy }) => touchedBy))
      }
      const inside = places.namespaces.filter(
        (one) => one.cluster === cluster && (kind === 'cluster' || one.name === namespace),
      )
      return inside.length === 0 ? null : { touchedBy: [], counts: addCounts(inside) }
    },
  }
}

function seatOf({ cluster, namespace }: GraphNode): string {
  return `${cluster ?? ''}/${namespace ?? ''}`
}

/** `*.example.com` is any host below it. */
function isHost(pattern: string, host: string): boolean {
  return pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)))
}

function addCounts(all: readonly { readonly counts: FindingCounts }[]): FindingCounts {
  const sum = { error: 0, warning: 0, info: 0, acknowledged: 0 }
  for (const { counts } of all)
    for (const name of ['error', 'warning', 'info', 'acknowledged'] as const)
      sum[name] += counts[name]
  return sum
}

/** `2 errors, 1 warning`; empty when nothing counts. */
export function countWords({ error, warning, info }: FindingCounts): string {
  return [
    error > 0 ? t('{{count}} errors', { count: error }) : null,
    warning > 0 ? t('{{count}} warnings', { count: warning }) : null,
    info > 0 ? t('{{count}} notes', { count: info }) : null,
  ]
    .filter((words) => words !== null)
    .join(', ')
}

/** By id of an element of the picture; what has nothing is not in it. */
export function findingsById(
  graph: Pick<Graph, 'nodes' | 'edges' | 'boxes'>,
  of: FindingsOfGraph,
): ReadonlyMap<string, ElementFindings> {
  const byId = new Map<string, ElementFindings>()
  const put = (id: string, touched: TouchedElement | null): void => {
    if (touched === null) return
    const words = countWords(touched.counts)
    if (words === '') return
    const { error, warning } = touched.counts
    const worst = error > 0 ? 'error' : warning > 0 ? 'warning' : 'info'
    byId.set(id, { worst, words: t('Its configuration: {{words}}', { words }) })
  }
  const calls = new Map<string, TouchedElement | null>()
  for (const node of graph.nodes) {
    put(node.id, of.ofNode(node))
    calls.set(node.id, of.ofCallsTo(node))
  }
  for (const edge of graph.edges) put(edge.id, calls.get(edge.target) ?? null)
  for (const box of graph.boxes) put(box.id, of.ofBox(box))
  return byId
}
