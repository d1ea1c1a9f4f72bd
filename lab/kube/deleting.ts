import type { KubeObject } from '../seams.ts'
import { recordAt, stringsOf } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import { findObject, readSelection } from './reading.ts'
import { groupKindOfType } from './resource-types.ts'
import { KubeStatusError } from './status.ts'
import { isDryRun } from './write-ask.ts'
import type { WriteAsk } from './write-ask.ts'

/** DELETE of one object. @throws KubeStatusError NotFound, Conflict with the preconditions */
export function deleteObject(ask: WriteAsk): Json {
  const { store, request, body } = ask
  const { type, name } = request
  const live = findObject(store, request)
  const { uid, resourceVersion } = stringsOf(recordAt(body, 'preconditions'))
  if (uid !== undefined && uid !== live.metadata.uid) {
    throw unmet(ask, ['UID', uid, live.metadata.uid ?? ''])
  }
  if (resourceVersion !== undefined && resourceVersion !== live.metadata.resourceVersion) {
    throw unmet(ask, ['ResourceVersion', resourceVersion, live.metadata.resourceVersion ?? ''])
  }
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

function unmet(
  { request }: WriteAsk,
  [what, wanted, found]: readonly [string, string, string],
): KubeStatusError {
  const { type, name } = request
  const end =
    what === 'UID'
      ? 'The object might have been deleted and then recreated'
      : 'The object might have been modified'
  return new KubeStatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${groupKindOfType(type)} "${name}": the ${what} in the precondition (${wanted}) does not match the ${what} in record (${found}). ${end}`,
    { name, ...(type.group === '' ? {} : { group: type.group }), kind: type.kind },
  )
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
