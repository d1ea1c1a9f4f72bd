import { writePath, type Field } from '../../../../seams/field.ts'
import { coversMatch, matchesEverything } from './match-cover.ts'
import type { RoutingRule } from './virtual-service.ts'

/** A rule, or matches of it, that no request reaches since earlier ones take them all. */
export interface Shadow {
  readonly rule: RoutingRule
  /** Whether nothing at all reaches the rule. */
  readonly isWhole: boolean
  /** Its matches that are never used, with what takes their requests; none for a rule without matches. */
  readonly matches: readonly ShadowedMatch[]
  /** Which rule takes (most of) it: `http[0]`, or `http[0] (front)` where it has a name. */
  readonly takenBy: string
}

export interface ShadowedMatch {
  readonly match: Field
  readonly takenBy: string
  /** Another match of the same rule takes its requests, so that they fare the same. */
  readonly isByOwnRule: boolean
}

interface Earlier {
  readonly match: Field
  readonly rule: Field
}

/** Rules of one protocol in the order in which they are tried. */
export function findShadows(rules: readonly RoutingRule[]): readonly Shadow[] {
  const earlier = new EarlierMatches()
  return rules.flatMap((rule) => {
    const shadow = rule.matches.length === 0 ? wholeRule(rule, earlier) : someMatches(rule, earlier)
    if (!isDelegating(rule.field) && takesEverything(rule)) earlier.addEverything(rule.field)
    return shadow ?? []
  })
}

function wholeRule(rule: RoutingRule, { everything }: EarlierMatches): Shadow | null {
  if (everything === null) return null
  return { rule, isWhole: true, matches: [], takenBy: writeRule(everything) }
}

function someMatches(rule: RoutingRule, earlier: EarlierMatches): Shadow | null {
  const taken: { readonly match: Field; readonly by: Field }[] = []
  for (const match of rule.matches) {
    const by = earlier.everything ?? earlier.covering(match)
    if (by !== null) taken.push({ match, by })
    else if (!isDelegating(rule.field)) earlier.add({ match, rule: rule.field })
  }
  const [first] = taken
  if (first === undefined) return null
  const isByOthers = taken.every(({ by }) => by !== rule.field)
  return {
    rule,
    isWhole: isByOthers && taken.length === rule.matches.length,
    matches: taken.map(({ match, by }) => ({
      match,
      takenBy: writeRule(by),
      isByOwnRule: by === rule.field,
    })),
    takenBy: writeRule(first.by),
  }
}

/** What a delegate does not match goes on to the next rule. */
const isDelegating = (rule: Field): boolean => rule.get('delegate').isPresent

function takesEverything({ matches }: RoutingRule): boolean {
  return matches.length === 0 || matches.some(matchesEverything)
}

function writeRule(rule: Field): string {
  const place = writePath(rule.path.slice(1))
  const name = rule.get('name').text()
  return name === null ? place : `${place} (${name})`
}

/**
 * Matches by the path that they ask for, so that thousands of rules with paths of their own need
 * not be compared each with each.
 */
class EarlierMatches {
  readonly #byKey = new Map<string, Earlier[]>()
  #everything: Field | null = null

  /** The first rule that takes all requests; null: there is none. */
  get everything(): Field | null {
    return this.#everything
  }

  addEverything(rule: Field): void {
    this.#everything ??= rule
  }

  add(earlier: Earlier): void {
    const key = keyOf(earlier.match.get('uri')) ?? ''
    const known = this.#byKey.get(key)
    if (known === undefined) this.#byKey.set(key, [earlier])
    else known.push(earlier)
  }

  /** The rule of the first match that takes all that this one would; null: there is none. */
  covering(match: Field): Field | null {
    for (const key of keysAround(match.get('uri'))) {
      const found = this.#byKey.get(key)?.find((one) => coversMatch(one.match, match))
      if (found !== undefined) return found.rule
    }
    return null
  }
}

function keyOf(uri: Field): string | null {
  for (const kind of ['prefix', 'exact', 'regex']) {
    const text = uri.get(kind).text()
    if (text !== null) return `${kind} ${text.toLowerCase()}`
  }
  return null
}

/** The keys under which a match may stand that takes this path as well. */
function keysAround(uri: Field): string[] {
  const own = keyOf(uri)
  const path = uri.get('exact').text() ?? uri.get('prefix').text() ?? '/'
  const lower = path.toLowerCase()
  const prefixes = Array.from(lower, (_, index) => `prefix ${lower.slice(0, index + 1)}`)
  return ['', 'regex .*', 'regex /.*', ...(own === null ? [] : [own]), ...prefixes]
}
