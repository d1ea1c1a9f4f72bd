import { isEqual, isList, isRecord } from '../store/json.ts'

/** RFC 7386: null removes, records merge, everything else replaces. */
export function applyMergePatch(document: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const result = new Map(Object.entries(isRecord(document) ? document : {}))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key)
    else result.set(key, applyMergePatch(result.get(key), value))
  }
  return Object.fromEntries(result)
}

/** Which field tells the items of a list apart, by the list's name; other lists are replaced whole. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  ports: ['containerPort', 'port'],
  conditions: ['type'],
  imagePullSecrets: ['name'],
  ownerReferences: ['uid'],
  secrets: ['name'],
}

/**
 * The strategic merge of built-in kinds in simple form: as a merge patch, but the known lists merge
 * item by item, `$patch: delete` removes an item and `$patch: replace` takes the place of all.
 */
export function applyStrategicPatch(document: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  if (patch['$patch'] === 'replace') return without(patch, '$patch')
  const result = new Map(Object.entries(isRecord(document) ? document : {}))
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue
    if (value === null) result.delete(key)
    else if (isList(value)) result.set(key, mergeLists(key, result.get(key), value))
    else result.set(key, applyStrategicPatch(result.get(key), value))
  }
  return Object.fromEntries(result)
}

function mergeLists(name: string, before: unknown, patch: readonly unknown[]): readonly unknown[] {
  const isReplaced = patch.some((item) => isRecord(item) && item['$patch'] === 'replace')
  const items = patch.filter((item) => !(isRecord(item) && item['$patch'] === 'replace'))
  if (name === 'finalizers') return union(before, items)
  const key = mergeKeyOf(name, items)
  if (key === null || isReplaced) return items
  let merged: readonly unknown[] = isList(before) ? before : []
  for (const item of items) merged = mergeItem(merged, item, key)
  return merged
}

function mergeItem(list: readonly unknown[], item: unknown, key: string): readonly unknown[] {
  if (!isRecord(item)) return list
  const index = list.findIndex((known) => isRecord(known) && isEqual(known[key], item[key]))
  if (item['$patch'] === 'delete') return list.filter((_, position) => position !== index)
  if (index < 0) return [...list, item]
  return list.with(index, applyStrategicPatch(list[index], item))
}

/** The field by which the items of this list are known; null for a list without one. */
export function mergeKeyOf(name: string, items: readonly unknown[]): string | null {
  const candidates = mergeKeys[name] ?? []
  return candidates.find((key) => items.every((item) => isRecord(item) && key in item)) ?? null
}

function union(before: unknown, items: readonly unknown[]): readonly unknown[] {
  return [...new Set([...(isList(before) ? before : []), ...items])]
}

function without(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
