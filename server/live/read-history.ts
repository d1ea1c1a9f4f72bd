import type { ObjectId } from '#contract/validations.ts'
import type { ObjectHistory } from '#contract/writes.ts'
import type { Caller } from '../auth/caller.ts'
import { AppError } from '../errors.ts'
import type { LiveObject } from '../seams/object-calls.ts'
import type { ClusterSource } from '../seams/source.ts'
import { eventsOf, lastAppliedOf, writersOf } from '../writes/history.ts'
import { editable, writeText } from '../writes/live-text.ts'

const mostEvents = 200

/** Who set what and when, with the rights of whoever asks; events are a part that may be missing. */
export async function readHistory(
  { calls }: ClusterSource,
  { identity }: Caller,
  object: ObjectId,
): Promise<ObjectHistory> {
  const live = await calls.get(identity, object)
  const { kind, namespace, name } = object
  const chosen = [`involvedObject.kind=${kind}`, `involvedObject.name=${name}`]
  let events: readonly LiveObject[] = []
  let noEvents: string | null = null
  try {
    const list = await calls.list(identity, {
      ...{ group: '', resource: 'events', limit: mostEvents },
      namespace: namespace === '' ? 'default' : namespace,
      fieldSelector: chosen.join(','),
    })
    events = list.objects
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    noEvents = error.message
  }
  return {
    writers: writersOf(live),
    lastApplied: lastAppliedOf(live),
    current: writeText(editable(live)),
    events: eventsOf(events),
    noEvents,
  }
}
