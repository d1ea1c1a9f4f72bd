import type { BaseGraph } from '../base-graph.ts'

type Shape = Pick<
  BaseGraph,
  'inventories' | 'facts' | 'homeCluster' | 'ends' | 'services' | 'edges'
>

/**
 * Whether two base graphs differ in numbers alone: the same ends, services and edges, each at its
 * index, with the same inventories and facts behind them. Whatever is made of names and places
 * only is then the same for both.
 */
export function hasSameShape(one: Shape, other: Shape): boolean {
  return (
    one.homeCluster === other.homeCluster &&
    areSame(one.inventories, other.inventories, Object.is) &&
    areSame(one.facts, other.facts, isSameFacts) &&
    areSame(one.ends, other.ends, isSameEnd) &&
    areSame(one.services, other.services, isSameService) &&
    areSame(one.edges, other.edges, isSameEdge)
  )
}

function areSame<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (a: T, b: T) => boolean,
): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1) {
    const a = one[index]
    const b = other[index]
    if (a === undefined || b === undefined || !isSame(a, b)) return false
  }
  return true
}

const isSameFacts = (a: Shape['facts'][number], b: Shape['facts'][number]): boolean =>
  a.cluster === b.cluster && a.facts === b.facts

const isSameEnd = (a: Shape['ends'][number], b: Shape['ends'][number]): boolean =>
  a.workload === b.workload &&
  a.namespace === b.namespace &&
  a.app === b.app &&
  a.version === b.version &&
  a.cluster === b.cluster

const isSameService = (a: Shape['services'][number], b: Shape['services'][number]): boolean =>
  a.name === b.name &&
  a.namespace === b.namespace &&
  a.kind === b.kind &&
  a.cluster === b.cluster &&
  a.entry === b.entry

const isSameEdge = (a: Shape['edges'][number], b: Shape['edges'][number]): boolean =>
  a.source === b.source &&
  a.service === b.service &&
  a.destination === b.destination &&
  a.waypoint === b.waypoint &&
  a.protocol === b.protocol &&
  a.modes === b.modes
