import {
  findKeyProblem,
  findLabelValueProblem,
  isTooMuch,
  textProblemWords,
  type TextProblem,
} from '#contract/label-rules.ts'
import { natureOfPart, type TextChange, type TextClash } from '#contract/metadata.ts'
import type { PatchStep } from '#contract/validations.ts'
import { Field, writePointer } from '../seams/field.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import type { LiveObject } from '../seams/object-calls.ts'
import { textsAt, whyFixed, type PlacePath, type PlacesOfParts } from './metadata-parts.ts'

export interface ChangeProblem {
  readonly part: TextChange['part']
  readonly key: string
  readonly message: string
}

/** What keeps changes from being made, whoever wants them; each names its key. */
export function findChangeProblems(
  changes: readonly TextChange[],
  places: PlacesOfParts,
): readonly ChangeProblem[] {
  const seen = new Set<string>()
  return changes.flatMap((change) => {
    const { part, key } = change
    const whole = `${part} ${key}`
    const problem = seen.has(whole) ? 'duplicate' : findProblem(change)
    seen.add(whole)
    if (places[part] === undefined)
      return [{ part, key, message: 'Objects of this kind have no such part.' }]
    return problem === null ? [] : [{ part, key, message: textProblemWords[problem] }]
  })
}

/** What is taken away may be anything: it was there. */
function findProblem({ part, key, to }: TextChange): TextProblem | null {
  if (to === null) return null
  const nature = natureOfPart[part]
  return findKeyProblem(key, nature) ?? (nature === 'label' ? findLabelValueProblem(to) : null)
}

/** Keys that somebody else has changed meanwhile, and not to the same. */
export function findClashes(
  live: KubeObject,
  changes: readonly TextChange[],
  places: PlacesOfParts,
): readonly TextClash[] {
  return changes.flatMap(({ part, key, from, to }) => {
    const theirs = textsAt(live, places[part] ?? [])[key] ?? null
    return theirs === from || theirs === to ? [] : [{ part, key, base: from, theirs, mine: to }]
  })
}

/** What the object itself does not allow. */
export function findFixed(
  live: KubeObject,
  changes: readonly TextChange[],
  places: PlacesOfParts,
): readonly ChangeProblem[] {
  const fixed = changes.flatMap(({ part, key }) => {
    const message = whyFixed(live, part, key)
    return message === null ? [] : [{ part, key, message }]
  })
  if (fixed.length > 0) return fixed
  const after = withTexts(live, changes, places)
  return (['annotations', 'podAnnotations'] as const).flatMap((part) => {
    const place = places[part]
    const [first] = changes.filter((one) => one.part === part)
    if (place === undefined || first === undefined || !isTooMuch(textsAt(after, place))) return []
    return [{ part, key: first.key, message: textProblemWords.tooMuch }]
  })
}

/**
 * The changes as a JSON patch of this state of the object and of no other: it names the version, so
 * that the API server refuses it when somebody was faster. It touches texts alone.
 */
export function writeTextPatch(
  live: LiveObject,
  changes: readonly TextChange[],
  places: PlacesOfParts,
): readonly PatchStep[] {
  const made = new Set<string>()
  const steps = changes.flatMap(({ part, key, to }): PatchStep[] => {
    const place = places[part] ?? []
    const now = textsAt(live, place)[key] ?? null
    if (now === to) return []
    const path = writePointer([...place, key])
    if (to === null) return [{ op: 'remove', path }]
    return [
      ...makeRoom(live, place, made),
      { op: now === null ? 'add' : 'replace', path, value: to },
    ]
  })
  if (steps.length === 0) return []
  const value = live.metadata.resourceVersion ?? ''
  return [{ op: 'replace', path: '/metadata/resourceVersion', value }, ...steps]
}

/** A patch cannot put anything into a map that is not there. */
function makeRoom(live: LiveObject, place: PlacePath, made: Set<string>): PatchStep[] {
  return place.flatMap((_, index): PatchStep[] => {
    const part = place.slice(0, index + 1)
    const path = writePointer(part)
    if (made.has(path) || new Field(live).get(...part).isPresent) return []
    made.add(path)
    return [{ op: 'add', path, value: {} }]
  })
}

/** An object as it would be after the changes. */
export function withTexts(
  object: KubeObject,
  changes: readonly TextChange[],
  places: PlacesOfParts,
): KubeObject {
  return changes.reduce<KubeObject>((changed, { part, key, to }) => {
    const place = places[part] ?? []
    const [first = '', ...rest] = place
    return { ...changed, [first]: setAt(changed[first], [...rest, key], to) }
  }, object)
}

function setAt(value: unknown, path: PlacePath, to: string | null): unknown {
  const [step, ...rest] = path
  if (step === undefined) return to
  const others = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const before: unknown = others.find(([name]) => name === step)?.[1]
  const after = setAt(before, rest, to)
  const kept = others.filter(([name]) => name !== step)
  return Object.fromEntries(after === null ? kept : [...kept, [step, after]])
}
