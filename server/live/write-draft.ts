import type { Logger } from 'pino'
import { objectIdSchema } from '#contract/validations.ts'
import type { Draft, WriteOutcome } from '#contract/writes.ts'
import type { Caller } from '../auth/caller.ts'
import { SourceUnavailableError } from '../errors.ts'
import { groupOf, objectIdOf, objectKeyOf, type KubeObject } from '../seams/kube-object.ts'
import {
  ObjectCallError,
  type LiveObject,
  type ServedKind,
  type Written,
} from '../seams/object-calls.ts'
import type { ClusterSource } from '../seams/source.ts'
import { consequencesOf } from '../writes/consequences.ts'
import { count } from '../writes/count.ts'
import { editable, withHidden, writeText } from '../writes/live-text.ts'
import { readDraft } from '../writes/read-draft.ts'
import { conflictWith, outcomeOf, type Attempt } from './outcomes.ts'
import { auditWrite, fieldManager, tellByEvent } from './record-write.ts'
import type { Validations } from './validations.ts'

export interface WriteDeps {
  readonly cluster: ClusterSource
  readonly validations: Validations
  readonly log: Logger
  readonly now: () => number // epoch ms
}

export interface WriteAsk {
  readonly caller: Caller
  readonly draft: Draft
  readonly isDryRun: boolean
  /** Also when it makes errors that were not there before. */
  readonly isAware: boolean
}

/**
 * The one way by which an object is written: may they, would the API server take it, what would the
 * rules say of all that is then; and only then the write itself, with the rights of whoever asks.
 * Throws SourceUnavailableError when the API server is away before anything is written.
 *
 * @see docs/decisions/0016-writes.md
 */
export async function writeDraft(deps: WriteDeps, ask: WriteAsk): Promise<WriteOutcome> {
  const { draft } = ask
  const read = readDraft(draft.text, { replaces: draft.replaces?.object ?? null })
  if ('problems' in read)
    return { kind: 'invalid', message: 'This cannot be written.', problems: [...read.problems] }
  const attempt: Attempt = { draft, object: read.object, placeOf: read.placeOf }
  const verb = draft.replaces === null ? 'create' : 'update'
  let outcome: WriteOutcome
  try {
    outcome = await tryWrite(deps, ask, attempt)
  } catch (error) {
    outcome = outcomeOf(error, attempt)
  }
  if (!ask.isDryRun)
    auditWrite(deps.log, ask.caller, {
      ...{ verb, object: objectIdOf(read.object), cluster: deps.cluster.cluster },
      outcome: outcome.kind,
      before: draft.replaces?.resourceVersion ?? null,
      after: outcome.kind === 'done' ? outcome.resourceVersion : null,
    })
  return outcome
}

async function tryWrite(deps: WriteDeps, ask: WriteAsk, attempt: Attempt): Promise<WriteOutcome> {
  const kind = await servedKindOf(deps.cluster, attempt.object)
  const misplaced = findMisplaced(kind, attempt)
  if (misplaced !== null) return misplaced
  await requireRight(deps.cluster, ask, { kind, object: attempt.object })
  const live = await liveOf(deps.cluster, ask)
  if (live !== null && hasChanged(live, ask.draft))
    return conflictWith(live, attempt, 'The object has changed since you began.')
  const object = live === null ? attempt.object : withHidden(attempt.object, live)
  const { calls } = deps.cluster
  const send = (dryRun: boolean): Promise<Written> => {
    const options = { fieldManager, dryRun }
    return live === null
      ? calls.create(ask.caller.identity, object, options)
      : calls.replace(ask.caller.identity, object, options)
  }
  const dry = await send(true)
  const worse = ask.isAware ? null : await findWorse(deps, ask.caller, attempt.object)
  if (worse !== null) return worse
  if (ask.isDryRun) return done(dry, false)
  return await store(deps, ask, () => send(false))
}

/** Once it is sent, silence may mean either: that is said as it is. */
async function store(
  { cluster, now }: WriteDeps,
  { caller, draft }: WriteAsk,
  send: () => Promise<Written>,
): Promise<WriteOutcome> {
  try {
    const written = await send()
    const verb = draft.replaces === null ? 'create' : 'update'
    const told = { verb, object: written.object, now: now() } as const
    return done(written, await tellByEvent(cluster.calls, caller, told))
  } catch (error) {
    if (!(error instanceof SourceUnavailableError)) throw error
    const message = `It is not known whether this was saved. ${error.message} Your draft is kept: compare it with the cluster when it is back.`
    return { kind: 'unknown', message }
  }
}

function done({ object, warnings }: Written, isRecorded: boolean): WriteOutcome {
  return {
    kind: 'done',
    object: objectIdSchema.parse(objectIdOf(object)),
    text: writeText(editable(object)),
    resourceVersion: object.metadata.resourceVersion ?? '',
    ...{ warnings: [...warnings], isRecorded },
  }
}

/** How the kind of a draft is served, in the version that the draft is written in. */
export function servedKindOf(
  { calls }: ClusterSource,
  { apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>,
): Promise<ServedKind> {
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1)
  return calls.kindOf({ group: groupOf(apiVersion), version, kind })
}

/** A namespace where there can be none, or none where one is needed. */
function findMisplaced(kind: ServedKind, { object, placeOf }: Attempt): WriteOutcome | null {
  const has = object.metadata.namespace !== undefined
  if (has === kind.isNamespaced) return null
  const message = has
    ? `A ${kind.kind} is in no namespace: leave metadata.namespace out.`
    : 'metadata.namespace is missing.'
  const path = ['metadata', ...(has ? ['namespace'] : [])]
  const problem = { ...placeOf(path), message, path: 'metadata.namespace' }
  return { kind: 'invalid', message, problems: [problem] }
}

async function requireRight(
  cluster: ClusterSource,
  { caller, draft }: WriteAsk,
  { kind, object }: { readonly kind: ServedKind; readonly object: KubeObject },
): Promise<void> {
  const { group, resource } = kind
  const verb = draft.replaces === null ? 'create' : 'update'
  const { name, namespace = '' } = object.metadata
  const question = { verb, group, resource, namespace }
  const [isAllowed = false] = await cluster.mayThey(caller.identity, [question])
  if (isAllowed) return
  throw new ObjectCallError(
    { kind: 'forbidden', ...question, name },
    sayForbidden({ verb, group, resource, namespace }),
  )
}

export interface MissingRight {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly namespace: string
}

/** Which right is missing, and what to do about it. */
export function sayForbidden({ verb, group, resource, namespace }: MissingRight): string {
  const whole = group === '' ? resource : `${resource}.${group}`
  const where = namespace === '' ? '' : ` in ${namespace}`
  return `You may not ${verb} ${whole}${where}: ask for a role with that right.`
}

/** The object as it is now; null: there is to be a new one. */
async function liveOf(
  { calls }: ClusterSource,
  { caller, draft }: WriteAsk,
): Promise<LiveObject | null> {
  return draft.replaces === null ? null : await calls.get(caller.identity, draft.replaces.object)
}

/** Controllers write the status all the time: only what the draft began with counts. */
function hasChanged(live: LiveObject, { replaces }: Draft): boolean {
  if (replaces === null || live.metadata.resourceVersion === replaces.resourceVersion) return false
  return writeText(editable(live)) !== replaces.base
}

/** Errors that the configuration would have only then; null: none. */
async function findWorse(
  { validations, cluster }: WriteDeps,
  caller: Caller,
  object: KubeObject,
): Promise<WriteOutcome | null> {
  const change = { key: objectKeyOf(object), object }
  const trial = await validations.tryOut(cluster, { caller, change })
  if (trial === null) return null
  const { appear } = consequencesOf(trial, trial.sight)
  const errors = appear.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return null
  const message = `${count(errors.length, 'error')} would appear that ${errors.length === 1 ? 'is' : 'are'} not there now.`
  return { kind: 'worse', message, appear: errors }
}
