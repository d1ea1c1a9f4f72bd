import {
  searchKinds,
  type SearchAnswer,
  type SearchGroup,
  type SearchHit,
  type SearchKind,
} from '#contract/search.ts'
import type { Name } from './names.ts'
import { joinMarks, marksOf, rankInRow, rankNearly, ranks, type Term } from './rank.ts'
import { readQuery, type Reading } from './read-query.ts'
import { wordsOfType } from './type-words.ts'

/** The names of one cluster beside what the viewer may see of them. */
export interface SeenNames {
  readonly cluster: string
  readonly lists: readonly (readonly Name[])[]
  readonly sees: (name: Name) => boolean
}

export interface SearchQuestion {
  readonly q: string
  readonly limit: number // of one kind
}

/** So few have the letters in a row that what is near is looked for as well. */
const few = 4

/**
 * What fits, as far as the viewer may see it: first what is called so, then what begins so, has a
 * word that begins so, has the letters in a row, and, where that is hardly anything, what has them
 * scattered or with one slip.
 */
export function searchNames(
  seen: readonly SeenNames[],
  { q, limit }: SearchQuestion,
): Omit<SearchAnswer, 'warnings'> {
  const readings = readQuery(q)
  const inRow = collect(seen, { readings, limit, rankOf: rankOfRow })
  const found = countAll(inRow)
  if (found > few || readings.length === 0)
    return { groups: writeGroups(inRow, rankOfRow), isInexact: false }
  const near = collect(seen, { readings, limit, rankOf: rankOfNear })
  return {
    groups: writeGroups(near, rankOfNear),
    isInexact: found === 0 && countAll(near) > 0,
  }
}

type RankOf = (name: Name, term: Term) => number | null

const rankOfRow: RankOf = ({ lowerName }, term) => rankInRow(term, lowerName)

const rankOfNear: RankOf = ({ lowerName, letters }, term) =>
  rankInRow(term, lowerName) ?? rankNearly(term, lowerName, letters)

interface Candidate {
  readonly name: Name
  readonly cluster: string
  readonly reading: Reading
  readonly score: number // the less, the better
}

interface Best {
  matched: number
  readonly candidates: Candidate[] // the best first
}

type BestByKind = ReadonlyMap<SearchKind, Best>

interface Collecting {
  readonly readings: readonly Reading[]
  readonly limit: number
  readonly rankOf: RankOf
}

/** One walk over all names. Whether one may be seen is asked only of those that fit. */
function collect(seen: readonly SeenNames[], { readings, limit, rankOf }: Collecting): BestByKind {
  const byKind = new Map(
    searchKinds.map((kind): [SearchKind, Best] => [kind, { matched: 0, candidates: [] }]),
  )
  for (const { cluster, lists, sees } of seen) {
    for (const names of lists) {
      for (const name of names) {
        const candidate = bestReading(name, { cluster, readings, rankOf })
        if (candidate === null || !sees(name)) continue
        const best = byKind.get(name.kind)
        if (best !== undefined) keep(best, candidate, limit)
      }
    }
  }
  return byKind
}

interface Trying {
  readonly cluster: string
  readonly readings: readonly Reading[]
  readonly rankOf: RankOf
}

function bestReading(name: Name, { cluster, readings, rankOf }: Trying): Candidate | null {
  let best: Candidate | null = null
  for (const reading of readings) {
    const score = scoreOf(name, reading, rankOf)
    if (score !== null && (best === null || score < best.score))
      best = { name, cluster, reading, score }
  }
  return best
}

const longest = 1023

/** Of two that fit equally well the shorter name is the better. Null: a term fits nowhere. */
function scoreOf(name: Name, reading: Reading, rankOf: RankOf): number | null {
  let sum = 0
  let isNamed = false
  for (const term of reading) {
    const own = rankOf(name, term)
    if (own !== null) isNamed = true
    const rank = own ?? (reading.length > 1 ? rankAround(name, term) : null)
    if (rank === null) return null
    sum += rank
  }
  return isNamed ? sum * (longest + 1) + Math.min(name.lowerName.length, longest) : null
}

/** Beside its name a thing is known by its namespace and its kind. */
function rankAround({ kind, type, namespace }: Name, term: Term): number | null {
  const { text } = term
  const isOfType = text.length > 1 && wordsOfType(kind, type).some((word) => word.startsWith(text))
  return rankInRow(term, namespace) ?? (isOfType ? ranks.prefix : null)
}

function keep(best: Best, candidate: Candidate, limit: number): void {
  best.matched += 1
  const { candidates } = best
  const last = candidates.at(-1)
  if (candidates.length === limit) {
    if (last === undefined || !isBetter(candidate, last)) return
    candidates.pop()
  }
  let place = candidates.length
  for (; place > 0; place -= 1) {
    const before = candidates[place - 1]
    if (before === undefined || !isBetter(candidate, before)) break
  }
  candidates.splice(place, 0, candidate)
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.score !== other.score) return one.score < other.score
  return one.name.lowerName === other.name.lowerName
    ? one.name.namespace < other.name.namespace
    : one.name.lowerName < other.name.lowerName
}

const countAll = (best: BestByKind): number =>
  [...best.values()].reduce((sum, { matched }) => sum + matched, 0)

function writeGroups(best: BestByKind, rankOf: RankOf): SearchGroup[] {
  return [...best]
    .flatMap(([kind, { matched, candidates }]) => {
      const [first] = candidates
      if (first === undefined) return []
      const hits = candidates.map((candidate) => writeHit(candidate, rankOf))
      return [{ score: first.score, group: { kind, matched, hits } }]
    })
    .sort((one, other) => one.score - other.score)
    .map(({ group }) => group)
}

function writeHit({ name: found, cluster, reading }: Candidate, rankOf: RankOf): SearchHit {
  const { kind, namespace, name, type, object, workload, lowerName } = found
  const own = reading.filter((term) => rankOf(found, term) !== null)
  const marks = joinMarks(own.flatMap((term) => marksOf(term, lowerName)))
  return {
    ...{ kind, cluster, namespace, name, type, object, workload },
    marks: marks.map(([from, to]) => [from, to]),
  }
}
