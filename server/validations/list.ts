import { validities, type ConfigAsk, type ConfigList, type Facet } from '#contract/config.ts'
import { severities } from '#contract/validations.ts'
import type { Rule } from '../seams/rule.ts'
import type { SeenReport } from './cut.ts'
import type { ConfigReport } from './report.ts'
import { listObjects, unknownThatMatters, type ListedObject } from './rows.ts'

export type ConfigPage = Omit<ConfigList, 'warnings'>

const rowsOfAll = new WeakMap<ConfigReport, readonly ListedObject[]>()

/** The rows of those who see everything are made once per report. */
function rowsFor({ report, sight }: SeenReport): readonly ListedObject[] {
  if (!sight.seesAll) return listObjects(report, sight)
  let rows = rowsOfAll.get(report)
  if (rows === undefined) rowsOfAll.set(report, (rows = listObjects(report, sight)))
  return rows
}

/** One page of the list, as far as the viewer may see it, with the counts of every choice. */
export function listReports(seen: readonly SeenReport[], ask: ConfigAsk): ConfigPage {
  const reports = seen.map(({ report }) => report)
  const all = seen.flatMap(rowsFor)
  const filters = filtersOf(ask, reports[0]?.rules ?? [])
  const failing = all.map((one) => filters.filter(({ passes }) => !passes(one)))
  const matched = all.filter((_, index) => failing[index]?.length === 0)
  const facet = (name: FacetName): Facet =>
    countValues(
      all.filter((_, index) => (failing[index] ?? []).every((filter) => filter.facet === name)),
      valuesOf[name],
    )
  const sorted = sortRows(matched, ask)
  return {
    at: Math.max(0, ...reports.map(({ at }) => at)),
    total: all.length,
    matched: matched.length,
    rows: sorted.slice(ask.offset, ask.offset + ask.limit).map(({ row }) => row),
    facets: {
      validities: inOrder(facet('validities'), validities),
      severities: inOrder(facet('severities'), severities),
      kinds: facet('kinds'),
      namespaces: facet('namespaces'),
      rules: facet('rules'),
    },
    unknownKinds: reports.flatMap(unknownThatMatters),
    rights: rightsOf(seen),
  }
}

/** What the viewer may not see, as far as it may be said. */
function rightsOf(seen: readonly SeenReport[]): ConfigPage['rights'] {
  const namespaces = seen.flatMap(({ report, sight }) =>
    report.namespaces.map((name) => sight.seesNamespace(name)),
  )
  const seesAll = namespaces.every(Boolean)
  return {
    namespaces: seesAll ? 'all' : namespaces.some(Boolean) ? 'some' : 'none',
    hiddenKinds: [...new Set(seen.flatMap(({ sight }) => sight.hiddenKinds))].sort(),
  }
}

const valuesOf = {
  validities: ({ row }) => [row.validity],
  severities: ({ row: { counts } }) => severities.filter((severity) => counts[severity] > 0),
  kinds: ({ kind }) => [kind],
  namespaces: ({ row }) => [row.object.namespace],
  rules: ({ row }) => row.rules,
} as const satisfies Record<string, (one: ListedObject) => readonly string[]>

type FacetName = keyof typeof valuesOf

interface Filter {
  readonly facet: FacetName | 'text'
  readonly passes: (one: ListedObject) => boolean
}

/** Only those that leave something out. */
function filtersOf(ask: ConfigAsk, rules: readonly Rule[]): readonly Filter[] {
  const chosen: Record<FacetName, readonly string[]> = {
    ...ask,
    rules: ask.rules.flatMap((code) => idsOf(code, rules)),
  }
  const facets = (Object.keys(valuesOf) as FacetName[])
    .filter((facet) => ask[facet].length > 0)
    .map((facet): Filter => {
      const wanted = new Set(chosen[facet])
      return { facet, passes: (one) => valuesOf[facet](one).some((value) => wanted.has(value)) }
    })
  const text = ask.text.trim().toLowerCase()
  if (text === '') return facets
  return [...facets, { facet: 'text', passes: (one) => one.text.includes(text) }]
}

/** The rules that a code means: its own, or all that serve a code of another tool. */
function idsOf(code: string, rules: readonly Rule[]): readonly string[] {
  const wanted = code.toUpperCase()
  const meant = rules.filter(({ id, aka }) => id === wanted || aka.includes(wanted))
  return meant.length === 0 ? [wanted] : meant.map(({ id }) => id)
}

function countValues(
  rows: readonly ListedObject[],
  valuesOfOne: (one: ListedObject) => readonly string[],
): Facet {
  const counts = new Map<string, number>()
  for (const one of rows)
    for (const value of valuesOfOne(one)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => (a.value < b.value ? -1 : 1))
}

function inOrder(facet: Facet, order: readonly string[]): Facet {
  return [...facet].sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
}

type Compare = (a: ListedObject, b: ListedObject) => number

const byText = (textOf: (one: ListedObject) => string): Compare => {
  return (a, b) => (textOf(a) === textOf(b) ? 0 : textOf(a) < textOf(b) ? -1 : 1)
}

const compares = {
  validity: (a, b) =>
    validities.indexOf(a.row.validity) - validities.indexOf(b.row.validity) ||
    b.row.counts.error - a.row.counts.error ||
    b.row.counts.warning - a.row.counts.warning,
  name: byText(({ row }) => row.object.name),
  namespace: byText(({ row }) => row.object.namespace),
  kind: byText(({ row }) => row.object.kind),
  created: (a, b) => (a.row.createdAt ?? 0) - (b.row.createdAt ?? 0),
} as const satisfies Record<ConfigAsk['sort'], Compare>

function sortRows(rows: readonly ListedObject[], { sort, order }: ConfigAsk): ListedObject[] {
  const sign = order === 'asc' ? 1 : -1
  const rest = [compares.namespace, compares.kind, compares.name]
  return [...rows].sort((a, b) => {
    const first = sign * compares[sort](a, b)
    return first === 0 ? (rest.map((by) => by(a, b)).find((one) => one !== 0) ?? 0) : first
  })
}
