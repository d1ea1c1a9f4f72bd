import type { Finding, ObjectId } from '#contract/validations.ts'
import type { Consequences } from '#contract/writes.ts'

/** Findings of the objects that a change concerns, before it and after. */
export interface Judged {
  readonly before: readonly Finding[]
  readonly after: readonly Finding[]
}

/** What somebody may read of findings. */
export interface Reader {
  readonly sees: (object: ObjectId) => boolean
  readonly cut: (finding: Finding) => Finding
}

/**
 * What a change does to the findings, as somebody may read them. A finding is the same when rule,
 * object, words and part of the object are: where a draft has moved a line, the same is still said
 * of it. Acknowledged ones are nobody's surprise.
 */
export function consequencesOf({ before, after }: Judged, { sees, cut }: Reader): Consequences {
  const told = (list: readonly Finding[]): ReadonlyMap<string, Finding> =>
    new Map(
      list
        .filter(({ object, acknowledged }) => acknowledged === null && sees(object))
        .map((one) => [keyOf(one), one]),
    )
  const [was, is] = [told(before), told(after)]
  const beyond = (
    one: ReadonlyMap<string, Finding>,
    other: ReadonlyMap<string, Finding>,
  ): Finding[] => [...one].flatMap(([key, finding]) => (other.has(key) ? [] : [cut(finding)]))
  return { appear: beyond(is, was), vanish: beyond(was, is) }
}

function keyOf({ rule, object, message, path }: Finding): string {
  const { group, kind, namespace, name } = object
  return JSON.stringify([rule, group, kind, namespace, name, message, path[0]])
}
