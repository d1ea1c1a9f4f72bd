import type { Draft, WriteOutcome } from '#contract/writes.ts'
import { ObjectCallError, type CallFailure, type LiveObject } from '../seams/object-calls.ts'
import { placeCauses } from '../writes/draft-check.ts'
import { editable, writeText } from '../writes/live-text.ts'
import { mergeThree } from '../writes/merge.ts'
import type { PlaceOf } from '../writes/places.ts'
import { readDraft } from '../writes/read-draft.ts'
import type { KubeObject } from '../seams/kube-object.ts'

/** What was tried, as far as its failure has to tell of it. */
export interface Attempt {
  readonly draft: Draft
  readonly object: KubeObject
  readonly placeOf: PlaceOf
}

/** A refusal of the API server as an outcome; throws on what is none. */
export function outcomeOf(error: unknown, attempt: Attempt): WriteOutcome {
  if (!(error instanceof ObjectCallError)) throw error
  const { failure, message } = error
  switch (failure.kind) {
    case 'conflict':
    case 'exists':
    case 'notFound':
      return absentOrOther(failure, message, attempt)
    case 'invalid': {
      const problems = placeCauses(failure.causes, attempt.placeOf)
      return { kind: 'invalid', message, problems }
    }
    case 'forbidden':
      return { kind: 'forbidden', message, verb: failure.verb, resource: failure.resource }
    case 'fieldConflict':
    case 'refused':
    case 'gone':
      return { kind: 'refused', message }
  }
}

type AbsentOrOther = Extract<CallFailure, { readonly kind: 'conflict' | 'exists' | 'notFound' }>

function absentOrOther(failure: AbsentOrOther, message: string, attempt: Attempt): WriteOutcome {
  if (failure.kind === 'exists') return { kind: 'exists', message }
  if (failure.kind === 'conflict' && failure.live !== null)
    return conflictWith(failure.live, attempt, message)
  if (failure.kind === 'conflict') return { kind: 'refused', message }
  return failure.what === 'object' && attempt.draft.replaces !== null
    ? { kind: 'deleted', message }
    : { kind: 'refused', message }
}

/** Both changes put together, so that nobody's is lost. */
export function conflictWith(
  live: LiveObject,
  { draft, object }: Attempt,
  message: string,
): WriteOutcome {
  const theirs = editable(live)
  const { base, mine } = { base: baseOf(draft) ?? theirs, mine: object }
  const { value, clashes } = mergeThree({ base, theirs, mine })
  return {
    kind: 'conflict',
    message,
    theirs: writeText(theirs),
    resourceVersion: live.metadata.resourceVersion ?? '',
    merged: textOf(value, draft),
    mergedTheirs: textOf(mergeThree({ base, theirs: mine, mine: theirs }).value, draft),
    clashes: [...clashes],
  }
}

function textOf(value: unknown, draft: Draft): string {
  return isObject(value) ? writeText(value) : draft.text
}

function baseOf({ replaces }: Draft): KubeObject | null {
  if (replaces === null) return null
  const read = readDraft(replaces.base, { replaces: replaces.object })
  return 'object' in read ? read.object : null
}

function isObject(value: unknown): value is KubeObject {
  return typeof value === 'object' && value !== null && 'metadata' in value && 'kind' in value
}
