import type { Caller } from '../auth/caller.ts'
import type { RevisionBook } from '../catalog/namespaces.ts'
import { mayListTags } from '../live/mesh-sight.ts'
import { surveysOf } from '../live/mesh-surveys.ts'
import { readRevisions } from '../mesh/revisions.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource } from '../seams/source.ts'
import type { OpenContext } from './context.ts'

interface RevisionsAsk {
  readonly caller: Caller
  readonly context: Pick<OpenContext, 'clusters' | 'meshReader'>
  readonly meshes: readonly Mesh[]
  readonly now: () => number
}

/** The revisions of each cluster and their tags, as far as the caller may know them. */
export async function gatherRevisions(
  ask: RevisionsAsk,
): Promise<(cluster: string) => RevisionBook | null> {
  const books = new Map(
    await Promise.all(
      ask.context.clusters.map(
        async (cluster) => [cluster.cluster, await openBook(cluster, ask)] as const,
      ),
    ),
  )
  return (cluster) => books.get(cluster) ?? null
}

async function openBook(
  cluster: ClusterSource,
  { caller, context, meshes, now }: RevisionsAsk,
): Promise<RevisionBook | null> {
  const [found] = surveysOf(cluster, meshes, now())
  if (found === undefined) return null
  const [tags, may] = await Promise.all([
    context.meshReader.tags(cluster, found),
    mayListTags(cluster, caller, [found]),
  ])
  return readRevisions(found, tags, { mayListTags: may })
}
