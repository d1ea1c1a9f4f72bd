import type { Metadata, MetadataOutcome, ObjectTexts, TextChange } from '#contract/metadata.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { Caller } from '../auth/caller.ts'
import { AppError, SourceUnavailableError } from '../errors.ts'
import { writeObjectId } from '../seams/kube-object.ts'
import { ObjectCallError, type LiveObject, type Written } from '../seams/object-calls.ts'
import { consequencesOf } from '../writes/consequences.ts'
import { count } from '../writes/count.ts'
import {
  findChangeProblems,
  findClashes,
  findFixed,
  withTexts,
  writeTextPatch,
  type ChangeProblem,
} from '../writes/metadata-change.ts'
import { placesOfKind, readTexts, type PlacesOfParts } from '../writes/metadata-parts.ts'
import { ownersOf } from '../writes/owners.ts'
import { auditWrite, fieldManager, tellByEvent } from './record-write.ts'
import { sayForbidden, type MissingRight, type WriteDeps } from './write-draft.ts'

export interface MetadataDeps extends WriteDeps {
  /** Whether some mesh reads a label or annotation of this key. */
  readonly isOfMesh: (key: string) => boolean
}

export interface MetadataAsk {
  readonly caller: Caller
  readonly object: ObjectId
  /** Of the object that the changes began with. */
  readonly uid: string
  readonly changes: readonly TextChange[]
  readonly isDryRun: boolean
  /** Also when it makes errors that were not there before. */
  readonly isAware: boolean
}

/** Controllers write all the time: who is overtaken by one of them tries again. */
const attempts = 4

/** Labels and annotations as they are, read with the rights of the caller, and what they may do. */
export async function readMetadata(
  { cluster, isOfMesh }: Pick<MetadataDeps, 'cluster' | 'isOfMesh'>,
  { caller, object }: Pick<MetadataAsk, 'caller' | 'object'>,
): Promise<Metadata> {
  requirePlaces(object)
  const [live, missing] = await Promise.all([
    cluster.calls.get(caller.identity, object),
    findMissingRight({ cluster }, { caller, object }),
  ])
  return {
    state: readTexts(live, isOfMesh),
    owners: [...ownersOf(live)],
    whyNot: missing === null ? null : sayForbidden(missing),
  }
}

/**
 * Changes labels and annotations and nothing else, by a patch of the state that was looked at: may
 * they, has another changed the same keys, would the API server take it, what would the rules say;
 * and only then the write itself, with the rights of whoever asks. Throws SourceUnavailableError
 * when the API server is away before anything is written.
 *
 * @see docs/decisions/0018-labels-and-annotations.md
 */
export async function writeMetadata(
  deps: MetadataDeps,
  ask: MetadataAsk,
): Promise<MetadataOutcome> {
  const places = requirePlaces(ask.object)
  const problems = findChangeProblems(ask.changes, places)
  if (problems.length > 0) return invalid(problems)
  let outcome: MetadataOutcome
  let before: string | null = null
  try {
    outcome = await tryWrite(deps, ask, { places, saw: (version) => (before = version) })
  } catch (error) {
    outcome = outcomeOf(error)
  }
  if (!ask.isDryRun)
    auditWrite(deps.log, ask.caller, {
      ...{ verb: 'update', object: ask.object, cluster: deps.cluster.cluster },
      ...{ outcome: outcome.kind, before },
      after: outcome.kind === 'done' ? outcome.state.resourceVersion : null,
    })
  return outcome
}

function requirePlaces(object: ObjectId): PlacesOfParts {
  const places = placesOfKind(object)
  if (places !== null) return places
  throw new AppError(
    'badRequest',
    `Labels of a ${object.kind} are not changed here: use the editor of the configuration, or kubectl.`,
  )
}

/** The API server asks for rights on a namespace inside of it. */
async function findMissingRight(
  { cluster }: Pick<MetadataDeps, 'cluster'>,
  { caller, object }: Pick<MetadataAsk, 'caller' | 'object'>,
): Promise<MissingRight | null> {
  const { group, resource } = await cluster.calls.kindOf(object)
  const namespace = object.kind === 'Namespace' ? object.name : object.namespace
  const right = { verb: 'patch', group, resource, namespace }
  const [isAllowed = false] = await cluster.mayThey(caller.identity, [right])
  return isAllowed ? null : right
}

interface Attempt {
  readonly places: PlacesOfParts
  /** Is told of the version that is to be changed. */
  readonly saw: (resourceVersion: string | null) => void
}

async function tryWrite(
  deps: MetadataDeps,
  ask: MetadataAsk,
  { places, saw }: Attempt,
): Promise<MetadataOutcome> {
  const missing = await findMissingRight(deps, ask)
  if (missing !== null) return { kind: 'forbidden', message: sayForbidden(missing) }
  const { calls } = deps.cluster
  for (let left = attempts; ; left -= 1) {
    const live = await calls.get(ask.caller.identity, ask.object)
    saw(live.metadata.resourceVersion ?? null)
    const obstacle = findObstacle(deps, ask, { live, places })
    if (obstacle !== null) return obstacle
    const patch = writeTextPatch(live, ask.changes, places)
    if (patch.length === 0)
      return { ...done({ object: live, warnings: [] }, deps), isRecorded: false }
    const send = (dryRun: boolean): Promise<Written> =>
      calls.patch(
        ask.caller.identity,
        { ref: ask.object, patch: { type: 'json', body: patch } },
        { fieldManager, dryRun },
      )
    try {
      const dry = await send(true)
      const worse = ask.isAware ? null : await findWorse(deps, ask, places)
      if (worse !== null) return worse
      return ask.isDryRun ? done(dry, deps) : await store(deps, ask, () => send(false))
    } catch (error) {
      if (left === 1 || !isOvertaken(error)) throw error
    }
  }
}

function isOvertaken(error: unknown): boolean {
  return error instanceof ObjectCallError && error.failure.kind === 'conflict'
}

/** Why this state of the object is not changed. */
function findObstacle(
  { isOfMesh }: MetadataDeps,
  { object, uid, changes }: MetadataAsk,
  { live, places }: { readonly live: LiveObject; readonly places: PlacesOfParts },
): MetadataOutcome | null {
  if (uid !== '' && live.metadata.uid !== uid)
    return {
      kind: 'deleted',
      message: `${object.kind} ${object.name} was deleted meanwhile, and there is another of that name.`,
    }
  const clashes = findClashes(live, changes, places)
  if (clashes.length > 0)
    return {
      ...{ kind: 'conflict', state: readTexts(live, isOfMesh), clashes: [...clashes] },
      message: `Somebody has changed ${count(clashes.length, 'key')} since you began that you change, too.`,
    }
  const fixed = findFixed(live, changes, places)
  return fixed.length > 0 ? invalid(fixed) : null
}

function invalid(problems: readonly ChangeProblem[]): MetadataOutcome {
  return { kind: 'invalid', message: 'This cannot be saved as it is.', problems: [...problems] }
}

/** Once it is sent, silence may mean either: that is said as it is. */
async function store(
  deps: MetadataDeps,
  { caller }: MetadataAsk,
  send: () => Promise<Written>,
): Promise<MetadataOutcome> {
  try {
    const written = await send()
    const told = { verb: 'update', object: written.object, now: deps.now() } as const
    const isRecorded = await tellByEvent(deps.cluster.calls, caller, told)
    return { ...done(written, deps), isRecorded }
  } catch (error) {
    if (!(error instanceof SourceUnavailableError)) throw error
    const message = `It is not known whether this was saved. ${error.message} Your changes are kept on this page.`
    return { kind: 'unknown', message }
  }
}

type Done = Extract<MetadataOutcome, { readonly kind: 'done' }>

function done({ object, warnings }: Written, { isOfMesh }: Pick<MetadataDeps, 'isOfMesh'>): Done {
  const state: ObjectTexts = readTexts(object, isOfMesh)
  return { kind: 'done', state, warnings: [...warnings], isRecorded: false }
}

/** Errors of the configuration that would be there only then; null: none, or nothing is judged. */
async function findWorse(
  { cluster, validations }: MetadataDeps,
  { caller, object, changes }: MetadataAsk,
  places: PlacesOfParts,
): Promise<MetadataOutcome | null> {
  const key = writeObjectId(object)
  // Rules look at what the console keeps of the object: that is changed for them, and no more.
  const kept = (await validations.seenBy(caller))
    .find(({ report }) => report.cluster === cluster.cluster)
    ?.report.objects.get(key)
  if (kept === undefined) return null
  const change = { key, object: withTexts(kept, changes, places) }
  const trial = await validations.tryOut(cluster, { caller, change })
  if (trial === null) return null
  const errors = consequencesOf(trial, trial.sight).appear.filter(
    ({ severity }) => severity === 'error',
  )
  if (errors.length === 0) return null
  const message = `${count(errors.length, 'error')} would appear that ${errors.length === 1 ? 'is' : 'are'} not there now.`
  return { kind: 'worse', message, appear: errors }
}

function outcomeOf(error: unknown): MetadataOutcome {
  if (!(error instanceof ObjectCallError)) throw error
  const { failure, message } = error
  switch (failure.kind) {
    case 'forbidden':
      return { kind: 'forbidden', message }
    case 'notFound':
      return { kind: failure.what === 'kind' ? 'refused' : 'deleted', message }
    case 'conflict':
    case 'exists':
    case 'invalid':
    case 'fieldConflict':
    case 'refused':
    case 'gone':
      return { kind: 'refused', message }
  }
}
