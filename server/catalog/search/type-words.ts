import type { SearchKind } from '#contract/search.ts'

/** Short names that kubectl knows besides the initials of a kind. */
const shortNames: Readonly<Record<string, string>> = {
  Namespace: 'ns',
  Service: 'svc',
  StatefulSet: 'sts',
  Pod: 'po',
}

const known = new Map<string, readonly string[]>()

/** What somebody may type for a kind: `virtualservice`, `vs`, `config`. In small letters. */
export function wordsOfType(kind: SearchKind, type: string): readonly string[] {
  const key = `${kind} ${type}`
  const before = known.get(key)
  if (before !== undefined) return before
  const initials = type.match(/[A-Z]/g)?.join('').toLowerCase() ?? ''
  const short = shortNames[type] ?? (initials.length > 1 ? initials : null)
  const words = [kind, type.toLowerCase(), ...(short === null ? [] : [short])]
  known.set(key, words)
  return words
}
