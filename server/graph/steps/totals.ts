import type { GraphHead } from '#contract/graph.ts'
import { addEdge, emptySums, writeTraffic } from '../sums.ts'
import type { HealthBook } from './check-health.ts'
import { emptyContainer, sumContainers } from './containers.ts'
import { countMembers } from './members.ts'
import type { Picture } from './picture.ts'
import type { Scope } from './scope.ts'

/** The whole picture in numbers: every call once, whatever is closed, open or drawn between. */
export function writeTotals(
  scope: Scope,
  { touched }: Picture,
  book: HealthBook,
): GraphHead['totals'] {
  const { view } = scope
  const selected = touched.filter((node) => scope.standingOf(node) === 'selected')
  const isSelected = new Uint8Array(view.level.nodes.length)
  for (const node of selected) isSelected[node] = 1
  const [sums = emptyContainer()] = sumContainers(scope, {
    count: 1,
    containerOf: (node) => (isSelected[node] === 1 ? 0 : -1),
  })
  const all = emptySums()
  for (const edge of scope.edges) addEdge(all, edge)
  const members = selected.flatMap((index) => {
    const node = view.level.nodes[index]
    return node === undefined ? [] : [{ node, health: book.ofNode(index) }]
  })
  const pairs = new Set(scope.edges.map(({ index }) => view.pairOf[index]))
  return {
    members: countMembers(members, pairs.size),
    namespaces: new Set(selected.map((node) => view.groupOf[node])).size,
    inbound: writeTraffic(sums.inbound),
    outbound: writeTraffic(sums.outbound),
    internal: writeTraffic(sums.internal),
    all: writeTraffic(all),
  }
}
