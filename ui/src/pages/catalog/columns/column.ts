/** A column of a list, as far as choosing and moving it goes. */
export interface Column {
  readonly name: string // in the address
  readonly word: string
  readonly isUsual?: true | undefined
}

type Names = readonly string[]

/** Of which a row is; it is never left out. */
export const leading = 'name'

/** Those that are named, in that order; the usual ones when none is. */
export function chooseColumns<One extends Column>(
  all: readonly One[],
  names: Names,
): readonly One[] {
  const named = names.flatMap((name) => all.find((column) => column.name === name) ?? [])
  if (named.length === 0) return usualOf(all)
  if (named.some(({ name }) => name === leading)) return named
  return [...all.filter(({ name }) => name === leading), ...named]
}

/** Names as the address keeps them: none for the usual ones in their usual order. */
export function asChosen(all: readonly Column[], names: Names): string[] {
  const usual = usualOf(all).map(({ name }) => name)
  return usual.join() === names.join() ? [] : [...names]
}

/** The names with one of them in the place of another. */
export function moveColumn(names: Names, moved: string, to: number): Names {
  const others = names.filter((name) => name !== moved)
  const place = Math.max(0, Math.min(to, others.length))
  return [...others.slice(0, place), moved, ...others.slice(place)]
}

const usualOf = <One extends Column>(all: readonly One[]): readonly One[] =>
  all.filter(({ isUsual }) => isUsual === true)
