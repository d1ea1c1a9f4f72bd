import type { GraphNode } from '#contract/graph.ts'
import type { LevelNode } from '../level.ts'
import { surroundingsOf } from './inventory-index.ts'
import type { Scope } from './scope.ts'

type Labels = Readonly<Record<string, string>>

/**
 * The labels of the objects that a node stands for, values by key: several where its workloads
 * differ. Of a workload those of its pods, too. What names a hidden namespace is left out.
 */
export function labelsOf(node: LevelNode, { view, rights }: Scope): GraphNode['labels'] {
  const values = new Map<string, Set<string>>()
  for (const labels of labelsOfObjects(node, view.level.base)) {
    for (const [key, value] of Object.entries(labels)) {
      if (!rights.seesText(key) || !rights.seesText(value)) continue
      const known = values.get(key)
      if (known === undefined) values.set(key, new Set([value]))
      else known.add(value)
    }
  }
  return Object.fromEntries([...values].sort().map(([key, all]) => [key, [...all].sort()]))
}

function labelsOfObjects(
  node: LevelNode,
  base: Parameters<typeof surroundingsOf>[0],
): readonly Labels[] {
  const index = surroundingsOf(base).inventoryOf(node.cluster)
  if (index === null || node.namespace === null || node.kind === 'external') return []
  const { namespace } = node
  if (node.kind === 'service') {
    const service = index.services.get(`${namespace}/${node.name}`)
    return service === undefined ? [] : [service.labels]
  }
  return [...node.workloads].flatMap((name) => {
    const workload = index.workloads.get(`${namespace}/${name}`)
    return workload === undefined ? [] : [workload.labels, workload.podLabels]
  })
}
