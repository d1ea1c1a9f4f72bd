import type { KubeObject } from '../../seams.ts'
import { isRecord, stringAt } from '../json.ts'
import type { Json } from '../json.ts'
import type { ObjectStore } from '../object-store.ts'

export function ownerReference(owner: KubeObject): Json {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  }
}

export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some((ref) => ref['uid'] === owner.metadata.uid)
}

/** The owner that controls an object, as kind, group and name; null when nobody does. */
export function controllerOf(object: KubeObject): { groupKind: string; name: string } | null {
  const ref = (object.metadata.ownerReferences ?? []).find((r) => r['controller'] === true)
  if (ref === undefined) return null
  const [group, version] = stringAt(ref, 'apiVersion').split('/')
  const kind = stringAt(ref, 'kind')
  return {
    groupKind: version === undefined ? kind : `${kind}.${group ?? ''}`,
    name: stringAt(ref, 'name'),
  }
}

export function ownedBy(
  store: ObjectStore,
  groupKind: string,
  owner: KubeObject,
): readonly KubeObject[] {
  return store
    .list(groupKind, owner.metadata.namespace)
    .filter((object) => isOwnedBy(object, owner))
}

/** Every label that the selector names has its value; an empty selector selects nothing. */
export function isSelected(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  if (!isRecord(selector)) return false
  const wanted = Object.entries(selector)
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
}
