import { applyPatch } from 'rfc6902'
import type { PatchStep } from '#contract/validations.ts'
import type { KubeObject } from '../seams/kube-object.ts'

/**
 * The object after a JSON patch; the one given stays as it is. Throws an Error when a step does not
 * fit the object.
 */
export function applyToObject(object: KubeObject, patch: readonly PatchStep[]): KubeObject {
  const copy = structuredClone(object)
  const [failed] = applyPatch(copy, [...patch]).filter((error) => error !== null)
  if (failed !== undefined) throw failed
  return copy
}
