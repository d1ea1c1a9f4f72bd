import { setImmediate as breathe } from 'node:timers/promises'
import type { Finding } from '#contract/validations.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import type { ConfigReport } from '../validations/report.ts'
import type { Validator } from '../validations/validator.ts'

/** Nobody else waits longer than this while thousands of objects are judged. */
const sliceMs = 20

export async function judgeInSlices(validator: Validator): Promise<void> {
  for (;;) {
    validator.judge(sliceMs)
    if (validator.waiting === 0) return
    await breathe()
  }
}

/** An object as it would be; `object` null: it would be gone. */
export interface Change {
  readonly key: string // of the object
  readonly object: KubeObject | null
}

/** Findings of all objects of which something else would be said. */
export interface JudgedChange {
  readonly before: readonly Finding[]
  readonly after: readonly Finding[]
  /** Of the object itself, after the change. */
  readonly own: readonly Finding[]
}

/** What was judged, and by whom. */
export interface JudgedState {
  readonly validator: Validator
  readonly objects: ReadonlyMap<string, KubeObject>
  readonly report: ConfigReport
}

/** Puts a change in, looks, and takes it back: only what it concerns is judged, twice. */
export async function judgeChange(state: JudgedState, change: Change): Promise<JudgedChange> {
  const { validator, objects } = state
  const was = objects.get(change.key)
  try {
    validator.take(asChanges(was, change.object))
    await judgeInSlices(validator)
    return compare(state, change)
  } finally {
    validator.take(asChanges(change.object ?? undefined, was ?? null))
    await judgeInSlices(validator)
  }
}

function asChanges(
  was: KubeObject | undefined,
  is: KubeObject | null,
): { put?: readonly KubeObject[]; removed?: readonly KubeObject[] } {
  if (is !== null) return { put: [is] }
  return was === undefined ? {} : { removed: [was] }
}

const nothing: readonly Finding[] = []

function compare({ validator, objects, report }: JudgedState, change: Change): JudgedChange {
  const before: Finding[] = []
  const after: Finding[] = []
  for (const [key, object] of objects) {
    const was = report.findings.get(key) ?? nothing
    const is = validator.findingsOf(object)
    // Whoever was not judged again has the very same list.
    if (was === is || (was.length === 0 && is.length === 0)) continue
    before.push(...was)
    after.push(...is)
  }
  const own = change.object === null ? nothing : validator.findingsOf(change.object)
  if (!objects.has(change.key)) after.push(...own)
  return { before, after, own }
}
