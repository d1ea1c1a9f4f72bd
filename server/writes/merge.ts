import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import type { FieldPath } from '#contract/validations.ts'
import type { Clash } from '#contract/writes.ts'
import { writePath } from './places.ts'

/** Three states of the same thing: what both began with, and what each made of it. */
export interface Sides {
  readonly base: unknown
  readonly theirs: unknown
  readonly mine: unknown
}

export interface Merged {
  /** Both changes together; where they clash, mine. */
  readonly value: unknown
  readonly clashes: readonly Clash[]
}

/**
 * Puts two changes of one thing together, field by field. What only one side changed is taken from
 * it; what both changed to the same is no clash. Lists whose elements have names are put together
 * by name, lists of one length element by element; others are one thing.
 */
export function mergeThree(sides: Sides): Merged {
  const clashes: Clash[] = []
  return { value: mergeAt(sides, [], clashes), clashes }
}

function mergeAt(sides: Sides, path: FieldPath, clashes: Clash[]): unknown {
  const { base, theirs, mine } = sides
  if (isDeepStrictEqual(mine, theirs) || isDeepStrictEqual(base, theirs)) return mine
  if (isDeepStrictEqual(base, mine)) return theirs
  const parts = mergeParts(sides, path, clashes)
  if (parts !== null) return parts
  clashes.push({ path: writePath(path), ...told(sides) })
  return mine
}

/** Null: these are no maps or lists that can be taken apart. */
function mergeParts({ base, theirs, mine }: Sides, path: FieldPath, clashes: Clash[]): unknown {
  if (isRecord(theirs) && isRecord(mine)) {
    if (base !== undefined && !isRecord(base)) return null
    return mergeRecords({ base: base ?? {}, theirs, mine }, path, clashes)
  }
  if (!Array.isArray(base) || !Array.isArray(theirs) || !Array.isArray(mine)) return null
  return mergeLists({ base, theirs, mine }, path, clashes)
}

type AnyRecord = Readonly<Record<string, unknown>>

interface RecordSides {
  readonly base: AnyRecord
  readonly theirs: AnyRecord
  readonly mine: AnyRecord
}

/** In the order of mine; what they added stands behind. */
function mergeRecords(sides: RecordSides, path: FieldPath, clashes: Clash[]): AnyRecord {
  const { base, theirs, mine } = sides
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  return Object.fromEntries(
    names.flatMap((name) => {
      const one = { base: base[name], theirs: theirs[name], mine: mine[name] }
      const value = mergeAt(one, [...path, name], clashes)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

interface ListSides {
  readonly base: readonly unknown[]
  readonly theirs: readonly unknown[]
  readonly mine: readonly unknown[]
}

/** Null: its elements cannot be told apart. */
function mergeLists(sides: ListSides, path: FieldPath, clashes: Clash[]): unknown[] | null {
  const { base, theirs, mine } = sides
  const named = [base, theirs, mine].map(byName)
  const [baseByName, theirsByName, mineByName] = named
  if (baseByName && theirsByName && mineByName && isSameOrder(sides)) {
    const names = [...new Set([...mineByName.keys(), ...theirsByName.keys()])]
    return names.flatMap((name, at) => {
      const one = {
        base: baseByName.get(name),
        theirs: theirsByName.get(name),
        mine: mineByName.get(name),
      }
      return mergeAt(one, [...path, at], clashes) ?? []
    })
  }
  if (base.length !== theirs.length || base.length !== mine.length) return null
  return base.map((one, at) =>
    mergeAt({ base: one, theirs: theirs[at], mine: mine[at] }, [...path, at], clashes),
  )
}

function byName(list: readonly unknown[]): ReadonlyMap<string, unknown> | null {
  const named = new Map<string, unknown>()
  for (const one of list) {
    const name = isRecord(one) ? one['name'] : undefined
    if (typeof name !== 'string' || named.has(name)) return null
    named.set(name, one)
  }
  return named
}

/** Where both sides put the common elements in another order, which of them holds is a matter of taste. */
function isSameOrder({ base, theirs, mine }: ListSides): boolean {
  const namesOf = (list: readonly unknown[]): readonly unknown[] =>
    list.map((one) => (isRecord(one) ? one['name'] : null))
  const [before, ...sides] = [base, theirs, mine].map(namesOf)
  return sides.every((names) => {
    const common = (before ?? []).filter((name) => names.includes(name))
    return isDeepStrictEqual(
      names.filter((name) => common.includes(name)),
      common,
    )
  })
}

function told({ base, theirs, mine }: Sides): Pick<Clash, 'base' | 'theirs' | 'mine'> {
  return { base: textOf(base), theirs: textOf(theirs), mine: textOf(mine) }
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : stringify(value, { lineWidth: 0 }).trimEnd()
}

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
