import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../seams.ts'
import type { StoreEvent } from '../store/history.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { readRevision, readSelection, tooOld } from './reading.ts'
import { isTrue } from './request-info.ts'
import type { ResourceRequest } from './request-info.ts'
import { apiVersionOf, groupKindOfType } from './resource-types.ts'
import { failureStatus, invalidOptions } from './status.ts'
import { objectJson } from './wire.ts'
import type { Form } from './wire.ts'

export interface WatchOptions {
  readonly form: Form
  readonly bookmarkSeconds: number
  /** Ends the watch from outside: the server stops. */
  readonly signal: AbortSignal
}

/** Streams changes, one JSON document a line, until the time is up or the client goes. */
export function answerWatch(
  store: ObjectStore,
  ask: ResourceRequest,
  target: WatchOptions & { readonly response: ServerResponse },
): void {
  const { response, form, signal } = target
  const groupKind = groupKindOfType(ask.type)
  const isSelected = readSelection(ask)
  const isWanted = (object: KubeObject): boolean =>
    (ask.namespace === '' ||
      !ask.type.isNamespaced ||
      object.metadata.namespace === ask.namespace) &&
    isSelected(object)
  const start = readStart(ask)

  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  })
  response.flushHeaders()
  const send = (type: string, object: string): void => {
    response.write(`{"type":"${type}","object":${object}}\n`)
  }
  const sendEvent = (event: StoreEvent): void => {
    const type = visibleType(event, isWanted)
    if (type !== null) send(type, objectJson(event.object, { ...ask, form }))
  }

  const missed = start.revision === null ? [] : store.changesAfter(groupKind, start.revision)
  if (missed === null) {
    const error = tooOld(start.revision ?? 0, store.revision())
    send('ERROR', JSON.stringify(failureStatus(error)))
    response.end()
    return
  }
  if (start.revision === null) {
    for (const object of store.list(groupKind).filter(isWanted)) {
      send('ADDED', objectJson(object, { ...ask, form }))
    }
  }
  if (start.announcesEnd) send('BOOKMARK', bookmark(store, ask, true))
  for (const event of missed) sendEvent(event)

  const unsubscribe = store.subscribe((event) => {
    if (event.groupKind === groupKind) sendEvent(event)
  })
  const bookmarks = isTrue(ask.query.get('allowWatchBookmarks') ?? 'false')
    ? setInterval(
        () => send('BOOKMARK', bookmark(store, ask, false)),
        target.bookmarkSeconds * 1_000,
      )
    : undefined
  const seconds = Number(ask.query.get('timeoutSeconds') ?? 0) || 2_400
  const end = (): void => {
    response.end()
  }
  const timeout = setTimeout(end, seconds * 1_000)
  signal.addEventListener('abort', end)
  response.on('close', () => {
    unsubscribe()
    clearInterval(bookmarks)
    clearTimeout(timeout)
    signal.removeEventListener('abort', end)
  })
}

interface WatchStart {
  readonly revision: number | null // null: what exists now comes first, as added
  readonly announcesEnd: boolean // a bookmark tells where the first events end
}

function readStart({ query }: ResourceRequest): WatchStart {
  const text = query.get('resourceVersion') ?? ''
  const asksInitial = query.get('sendInitialEvents')
  const match = query.get('resourceVersionMatch')
  if (asksInitial !== null && match !== 'NotOlderThan') {
    throw invalidOptions('ListOptions', {
      reason: 'FieldValueForbidden',
      message: 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      field: 'resourceVersionMatch',
    })
  }
  if (asksInitial !== null && isTrue(asksInitial)) return { revision: null, announcesEnd: true }
  const isAny = text === '' || text === '0'
  return { revision: isAny ? null : readRevision(text), announcesEnd: false }
}

/** Through a selector, a change may look like an arrival or a departure. */
function visibleType(
  event: StoreEvent,
  isWanted: (object: KubeObject) => boolean,
): StoreEvent['type'] | null {
  const isNow = event.type !== 'DELETED' && isWanted(event.object)
  const wasBefore = event.previous !== null && isWanted(event.previous)
  if (isNow) return wasBefore ? 'MODIFIED' : 'ADDED'
  return wasBefore ? 'DELETED' : null
}

function bookmark(store: ObjectStore, ask: ResourceRequest, isEndOfStart: boolean): string {
  return JSON.stringify({
    kind: ask.type.kind,
    apiVersion: apiVersionOf(ask.type.group, ask.version),
    metadata: {
      resourceVersion: String(store.revision()),
      creationTimestamp: null,
      ...(isEndOfStart ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
    },
  })
}
