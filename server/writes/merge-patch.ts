import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import type { KubeObject } from '../seams/kube-object.ts'

type AnyRecord = Readonly<Record<string, unknown>>

/**
 * What makes one object into the other, as a merge patch (RFC 7386) that says which object it is
 * for: for `kubectl patch --type merge --patch-file`, or as a patch of kustomize. Null: nothing differs.
 */
export function writePatch(before: KubeObject, after: KubeObject): string | null {
  const changed = differenceOf(before, after)
  if (Object.keys(changed).length === 0) return null
  const { apiVersion, kind, metadata } = after
  const { name, namespace } = metadata
  const own = { name, ...(namespace === undefined ? {} : { namespace }) }
  const { metadata: others, ...rest } = changed
  const patch = { apiVersion, kind, metadata: { ...own, ...asRecord(others) }, ...rest }
  return stringify(patch, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** Null removes a field; lists are one thing. */
function differenceOf(before: AnyRecord, after: AnyRecord): Record<string, unknown> {
  const changed: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]]
    if (isDeepStrictEqual(was, is)) continue
    if (isRecord(was) && isRecord(is)) changed[name] = differenceOf(was, is)
    else changed[name] = is ?? null
  }
  return changed
}

function asRecord(value: unknown): AnyRecord {
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
