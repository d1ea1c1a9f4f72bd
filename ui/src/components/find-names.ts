export interface FoundNames {
  readonly shown: readonly string[]
  /** How many others have the text, too. */
  readonly more: number
}

/**
 * Names that have the text, whatever its case: those that begin with it first, each kind in the order
 * in which they came. All names when there is no text. At most so many; the rest is counted.
 */
export function findNames(names: readonly string[], text: string, most: number): FoundNames {
  const wanted = text.trim().toLowerCase()
  const begin: string[] = []
  const others: string[] = []
  for (const name of names) {
    const at = name.toLowerCase().indexOf(wanted)
    if (at === 0) begin.push(name)
    else if (at > 0) others.push(name)
  }
  const all = [...begin, ...others]
  return { shown: all.slice(0, most), more: Math.max(0, all.length - most) }
}
