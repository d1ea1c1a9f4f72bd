import { createMatcher, type Hit, type Matcher } from '#contract/patterns/matcher.ts'
import { PatternError } from '#contract/patterns/parse.ts'
import type { LogView } from './url.ts'

export type Finder =
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'matcher'; readonly matcher: Matcher }

/** What is searched for in the lines that are shown. Never throws. */
export function finderOf({
  find,
  regex,
  case: exactCase,
}: Pick<LogView, 'find' | 'regex' | 'case'>): Finder {
  if (find === '') return { kind: 'none' }
  try {
    const matcher = createMatcher(find, { isRegex: regex, ignoreCase: !exactCase })
    return { kind: 'matcher', matcher }
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return { kind: 'wrong', message: error.message }
  }
}

const mostMarked = 100

/** Every hit of a line, up to a hundred. */
export function hitsIn(text: string, finder: Finder): readonly Hit[] {
  if (finder.kind !== 'matcher') return []
  const hits: Hit[] = []
  let at = 0
  while (hits.length < mostMarked) {
    const hit = finder.matcher.find(text, at)
    if (hit === null) break
    hits.push(hit)
    at = hit.to
  }
  return hits
}
