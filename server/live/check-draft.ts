import type { Draft, DraftCheck } from '#contract/writes.ts'
import type { Caller } from '../auth/caller.ts'
import { objectKeyOf, type KubeObject } from '../seams/kube-object.ts'
import { ObjectCallError } from '../seams/object-calls.ts'
import { textOf } from '../validations/details.ts'
import { consequencesOf } from '../writes/consequences.ts'
import { placeFindings } from '../writes/draft-check.ts'
import { writePatch } from '../writes/merge-patch.ts'
import { readDraft } from '../writes/read-draft.ts'
import { sayForbidden, servedKindOf, type WriteDeps } from './write-draft.ts'

const nothing: DraftCheck = {
  problems: [],
  findings: [],
  rules: [],
  consequences: { appear: [], vanish: [] },
  patch: null,
  notJudged: null,
}

export interface CheckAsk {
  readonly caller: Caller
  readonly draft: Draft
}

/**
 * What would be wrong if a draft were in the configuration: of itself, and elsewhere. Only for
 * those who could write it: a draft asks questions of objects that its author may not see.
 */
export async function checkDraftOf(
  { cluster, validations }: Omit<WriteDeps, 'log' | 'now'>,
  { caller, draft }: CheckAsk,
): Promise<DraftCheck> {
  const read = readDraft(draft.text, { replaces: draft.replaces?.object ?? null })
  if ('problems' in read) return { ...nothing, problems: [...read.problems] }
  const { object, placeOf } = read
  const patch = patchOf(draft, object)
  const refusal = await whyNot({ cluster }, { caller, draft }, object)
  if (refusal !== null) return { ...nothing, patch, notJudged: refusal }
  const change = { key: objectKeyOf(object), object }
  const trial = await validations.tryOut(cluster, { caller, change })
  if (trial === null) return { ...nothing, patch, notJudged: 'Nothing is judged in this cluster.' }
  const own = trial.own.map(trial.sight.cut)
  const named = new Set(own.map(({ rule }) => rule))
  return {
    ...nothing,
    patch,
    findings: placeFindings(own, { text: draft.text, placeOf }),
    rules: trial.report.rules.filter(({ id }) => named.has(id)).map(textOf),
    consequences: consequencesOf(trial, trial.sight),
  }
}

/** What differs from the text that the draft began with. */
function patchOf({ replaces }: Draft, object: KubeObject): string | null {
  if (replaces === null) return null
  const read = readDraft(replaces.base, { replaces: replaces.object })
  return 'object' in read ? writePatch(read.object, object) : null
}

/** Why the rules are not asked for this caller; null: they are. */
async function whyNot(
  { cluster }: Pick<WriteDeps, 'cluster'>,
  { caller, draft }: CheckAsk,
  object: KubeObject,
): Promise<string | null> {
  try {
    const { group, resource, isNamespaced } = await servedKindOf(cluster, object)
    const { namespace = '' } = object.metadata
    if (isNamespaced && namespace === '') return 'metadata.namespace is missing.'
    const verb = draft.replaces === null ? 'create' : 'update'
    const right = { verb, group, resource, namespace }
    const [isAllowed = false] = await cluster.mayThey(caller.identity, [right])
    return isAllowed ? null : sayForbidden(right)
  } catch (error) {
    if (error instanceof ObjectCallError) return error.message
    throw error
  }
}
