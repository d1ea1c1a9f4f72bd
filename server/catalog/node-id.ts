import { appNodeId, externalNodeId, serviceNodeId, workloadNodeId } from '#contract/node-id.ts'
import type { Entry } from './entry.ts'

/** The id of an entry's node in the graph of its kind. */
export function nodeIdOf(
  entry: Pick<Entry, 'kind' | 'cluster' | 'namespace' | 'name' | 'source'>,
): string {
  const { kind, name, source } = entry
  if (source.external !== null)
    return externalNodeId(entry.cluster, source.external.hosts[0] ?? name)
  if (kind === 'workload') return workloadNodeId(entry, name)
  return kind === 'app' ? appNodeId(entry, name) : serviceNodeId(entry, name)
}
