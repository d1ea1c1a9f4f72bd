import type { ThingAsk, ThingFacet, ThingList } from '#contract/catalog.ts'
import type { Joined } from './join.ts'
import { readLabelFilter } from './label-filter.ts'

export type FacetName = keyof ThingList['facets']

/** What a facet counts and a filter looks at. */
export const valuesOf = {
  namespaces: ({ entry }) => [entry.namespace],
  health: ({ status }) => [status],
  types: ({ entry }) => [entry.type],
  memberships: ({ entry }) => (entry.membership === null ? [] : [entry.membership]),
  mtls: ({ entry }) => (entry.mtls === null ? [] : [entry.mtls]),
  notes: ({ entry }) => entry.notes,
  findings: ({ worstFinding }) => [worstFinding],
  config: ({ actingKinds }) => actingKinds,
} as const satisfies Record<FacetName, (one: Joined) => readonly string[]>

export const facetNames = Object.keys(valuesOf) as FacetName[]

export interface Filtered {
  readonly matched: readonly Joined[]
  readonly facets: Readonly<Record<FacetName, ThingFacet>>
}

type Passes = (one: Joined) => boolean

/** Those that fit, and for each choice of a facet how many it would leave, in one walk. */
export function filterTable(table: readonly Joined[], ask: ThingAsk): Filtered {
  const chosen = facetNames.flatMap((facet) => {
    const wanted = new Set<string>(ask[facet])
    if (wanted.size === 0) return []
    const values = valuesOf[facet]
    const passes: Passes = (one) => values(one).some((value) => wanted.has(value))
    return [{ facet, passes }]
  })
  const others = otherFilters(ask)
  const counts = new Map(facetNames.map((facet) => [facet, new Map<string, number>()]))
  const matched: Joined[] = []
  for (const one of table) {
    if (others.some((passes) => !passes(one))) continue
    const failing = chosen.filter(({ passes }) => !passes(one))
    if (failing.length > 1) continue
    const [only] = failing
    if (only === undefined) {
      matched.push(one)
      for (const facet of facetNames) countValues(counts, facet, one)
    } else countValues(counts, only.facet, one)
  }
  return { matched, facets: writeFacets(counts) }
}

function otherFilters(ask: ThingAsk): readonly Passes[] {
  const text = ask.text.trim().toLowerCase()
  const labels = readLabelFilter(ask.labels, ask.labelMode)
  return [
    ...(text === '' ? [] : [({ entry }: Joined) => entry.lowerName.includes(text)]),
    ...(labels === null ? [] : [({ entry }: Joined) => labels(entry.labels)]),
    ...(ask.withErrors ? [({ errorRatio }: Joined) => errorRatio > 0] : []),
  ]
}

type Counts = ReadonlyMap<FacetName, Map<string, number>>

function countValues(counts: Counts, facet: FacetName, one: Joined): void {
  const byValue = counts.get(facet)
  for (const value of valuesOf[facet](one)) byValue?.set(value, (byValue.get(value) ?? 0) + 1)
}

function writeFacets(counts: Counts): Filtered['facets'] {
  const write = (facet: FacetName): ThingFacet =>
    [...(counts.get(facet) ?? [])]
      .map(([value, count]) => ({ value, count }))
      .sort((one, other) => (one.value < other.value ? -1 : 1))
  return {
    namespaces: write('namespaces'),
    health: write('health'),
    types: write('types'),
    memberships: write('memberships'),
    mtls: write('mtls'),
    notes: write('notes'),
    findings: write('findings'),
    config: write('config'),
  }
}
