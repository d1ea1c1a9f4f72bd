import type { GraphNode } from '#contract/graph.ts'
import type { SubjectName } from './subject-address.ts'

/** What a node of the picture is, as far as it has a page of its own. */
export function subjectOfNode(node: GraphNode): SubjectName | null {
  const { kind, namespace, workload, app, service } = node
  if (namespace === null) return null
  if (kind === 'workload' && workload !== null) return { kind, namespace, name: workload }
  if (kind === 'app' && app !== null) return { kind, namespace, name: app }
  if (kind === 'service' && service !== null) return { kind, namespace, name: service }
  return null
}
