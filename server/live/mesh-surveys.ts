import { surveyOf, type SurveyedMesh } from '../mesh/surveyed.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource } from '../seams/source.ts'

interface Kept {
  readonly meshes: readonly Mesh[]
  readonly at: number // epoch ms
  readonly found: readonly SurveyedMesh[]
}

const lastsMs = 1000
const kept = new WeakMap<object, Kept>()

/**
 * The meshes of a cluster and what they consist of, none when it has none. Every page asks for it
 * four times a minute, and pods of a large cluster change all the time: it is looked at once a
 * second at the most, for all viewers together.
 */
export function surveysOf(
  cluster: Pick<ClusterSource, 'inventory'>,
  meshes: readonly Mesh[],
  now: number,
): readonly SurveyedMesh[] {
  const before = kept.get(cluster)
  const isYoung = before !== undefined && now >= before.at && now - before.at < lastsMs
  if (before?.meshes === meshes && isYoung) return before.found
  const inventory = cluster.inventory()
  const found = meshes.flatMap((mesh) => surveyOf(mesh, inventory) ?? [])
  kept.set(cluster, { meshes, at: now, found })
  return found
}
