import type { ObjectId } from '#contract/validations.ts'
import type { Deletion, WriteOutcome } from '#contract/writes.ts'
import type { Caller } from '../auth/caller.ts'
import { SourceUnavailableError } from '../errors.ts'
import { writeObjectId } from '../seams/kube-object.ts'
import { ObjectCallError, type LiveObject } from '../seams/object-calls.ts'
import { describeObject } from '../validations/details.ts'
import { consequencesOf } from '../writes/consequences.ts'
import { dangersOf } from '../writes/dangers.ts'
import { editable, writeText } from '../writes/live-text.ts'
import { ownersOf } from '../writes/owners.ts'
import { auditWrite, tellByEvent } from './record-write.ts'
import { sayForbidden, type WriteDeps } from './write-draft.ts'

export interface DeleteAsk {
  readonly caller: Caller
  readonly object: ObjectId
  readonly resourceVersion: string
  readonly isDryRun: boolean
  readonly typedName: string
}

/** What would become of the configuration without an object, as far as the caller may read it. */
export async function previewDeletion(
  { cluster, validations }: Pick<WriteDeps, 'cluster' | 'validations'>,
  { caller, object }: Pick<DeleteAsk, 'caller' | 'object'>,
): Promise<Deletion> {
  const live = await cluster.calls.get(caller.identity, object)
  const change = { key: writeObjectId(object), object: null }
  const trial = await validations.tryOut(cluster, { caller, change })
  const consequences =
    trial === null ? { appear: [], vanish: [] } : consequencesOf(trial, trial.sight)
  const usedBy = trial === null ? [] : (describeObject(trial, object)?.usedBy ?? [])
  const owners = [...ownersOf(live)]
  return {
    resourceVersion: live.metadata.resourceVersion ?? '',
    ...{ owners, usedBy, consequences },
    dangers: dangersOf({ object, usedBy, consequences, owners }),
  }
}

/** Deletes one state of an object with the rights of whoever asks, and leaves a line in the log. */
export async function deleteObject(deps: WriteDeps, ask: DeleteAsk): Promise<WriteOutcome> {
  const { object, resourceVersion } = ask
  let outcome: WriteOutcome
  try {
    outcome = await tryDelete(deps, ask)
  } catch (error) {
    outcome = outcomeOfDeletion(error)
  }
  if (!ask.isDryRun)
    auditWrite(deps.log, ask.caller, {
      ...{ verb: 'delete', object, cluster: deps.cluster.cluster, outcome: outcome.kind },
      ...{ before: resourceVersion, after: null },
    })
  return outcome
}

async function tryDelete(deps: WriteDeps, ask: DeleteAsk): Promise<WriteOutcome> {
  const { cluster, now } = deps
  const { caller, object, resourceVersion } = ask
  const { group, resource } = await cluster.calls.kindOf(object)
  const right = { verb: 'delete', group, resource, namespace: object.namespace }
  const [isAllowed = false] = await cluster.mayThey(caller.identity, [right])
  if (!isAllowed)
    return { kind: 'forbidden', message: sayForbidden(right), verb: 'delete', resource }
  const live = await cluster.calls.get(caller.identity, object)
  const preconditions = { resourceVersion, ...uidOf(live) }
  await cluster.calls.delete(caller.identity, object, { ...preconditions, dryRun: true })
  const { dangers } = await previewDeletion(deps, ask)
  if (dangers.length > 0 && ask.typedName !== object.name)
    return { kind: 'refused', message: `Type the name ${object.name} to delete it.` }
  if (ask.isDryRun) return done(live, object, false)
  try {
    await cluster.calls.delete(caller.identity, object, preconditions)
  } catch (error) {
    if (!(error instanceof SourceUnavailableError)) throw error
    return {
      kind: 'unknown',
      message: `It is not known whether this was deleted. ${error.message}`,
    }
  }
  const told = { verb: 'delete', object: live, now: now() } as const
  return done(live, object, await tellByEvent(cluster.calls, caller, told))
}

function uidOf({ metadata }: LiveObject): { readonly uid?: string } {
  return metadata.uid === undefined ? {} : { uid: metadata.uid }
}

function done(live: LiveObject, object: ObjectId, isRecorded: boolean): WriteOutcome {
  return {
    ...{ kind: 'done', object, text: writeText(editable(live)) },
    ...{ resourceVersion: live.metadata.resourceVersion ?? '', warnings: [], isRecorded },
  }
}

function outcomeOfDeletion(error: unknown): WriteOutcome {
  if (!(error instanceof ObjectCallError)) throw error
  const { failure, message } = error
  if (failure.kind === 'notFound') return { kind: 'deleted', message }
  if (failure.kind === 'forbidden')
    return { kind: 'forbidden', message, verb: failure.verb, resource: failure.resource }
  if (failure.kind !== 'conflict' || failure.live === null) return { kind: 'refused', message }
  const text = writeText(editable(failure.live))
  const resourceVersion = failure.live.metadata.resourceVersion ?? ''
  const merged = { merged: text, mergedTheirs: text, clashes: [] }
  return { kind: 'conflict', message, theirs: text, resourceVersion, ...merged }
}
