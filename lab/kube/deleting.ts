import type { KubeObject } from '../seams.ts'
import { recordAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import { findObject, readSelection } from './reading.ts'
import { groupKindOfType } from './resource-types.ts'
import { conflict } from './status.ts'
import { isDryRun } from './write-ask.ts'
import type { WriteAsk } from './write-ask.ts'

/** DELETE of one object. @throws KubeStatusError NotFound, Conflict with the preconditions */
export function deleteObject(ask: WriteAsk): Json {
  const { store, request, body } = ask
  const { type, name } = request
  const live = findObject(store, request)
  const { uid, resourceVersion } = recordAt(body, 'preconditions')
  const isOther = uid !== undefined && uid !== live.metadata.uid
  const isNewer = resourceVersion !== undefined && resourceVersion !== live.metadata.resourceVersion
  if (isOther || isNewer) throw conflict(type, name)
  if (!isDryRun(ask)) store.remove(groupKindOfType(type), live.metadata.namespace ?? '', name)
  const group = type.group === '' ? {} : { group: type.group }
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, ...group, kind: type.plural, uid: live.metadata.uid },
  }
}

/** DELETE of everything that the selectors choose. */
export function deleteObjects(ask: WriteAsk): readonly KubeObject[] {
  const { store, request } = ask
  const groupKind = groupKindOfType(request.type)
  const chosen = store.list(groupKind, request.namespace).filter(readSelection(request))
  if (!isDryRun(ask)) {
    for (const { metadata } of chosen)
      store.remove(groupKind, metadata.namespace ?? '', metadata.name)
  }
  return chosen
}
