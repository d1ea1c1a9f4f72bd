import type { DetectedMesh } from '#contract/status.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { EffectiveMtls, Mesh } from '../seams/mesh.ts'
import type { MeshSurvey } from '../seams/mesh-parts.ts'

/** A mesh that is in a cluster, and what it consists of there. */
export interface SurveyedMesh {
  readonly mesh: Mesh
  readonly detected: DetectedMesh
  readonly survey: MeshSurvey
  readonly mtls: EffectiveMtls | null
}

const known = new WeakMap<Inventory, Map<Mesh, SurveyedMesh | null>>()

/** Looked at once for each state of the inventory, whoever asks; null: it is not there. */
export function surveyOf(mesh: Mesh, inventory: Inventory): SurveyedMesh | null {
  let byMesh = known.get(inventory)
  if (byMesh === undefined) known.set(inventory, (byMesh = new Map<Mesh, SurveyedMesh | null>()))
  let found = byMesh.get(mesh)
  if (found === undefined) byMesh.set(mesh, (found = look(mesh, inventory)))
  return found
}

function look(mesh: Mesh, inventory: Inventory): SurveyedMesh | null {
  const detected = mesh.detect(inventory)
  if (detected === null) return null
  const { parts } = mesh
  return {
    ...{ mesh, detected },
    survey: parts.survey(inventory),
    mtls: parts.mtlsOfMesh(inventory),
  }
}
