import type { ProxyFilter, ProxyTable, ProxyTableAsk } from '#contract/proxy.ts'
import type { ProxyRow } from '#contract/proxy-rows.ts'
import { isRecord, type JsonRecord } from '../seams/json.ts'

export interface ChosenRows {
  readonly total: number
  readonly matched: number
  readonly rows: readonly ProxyRow[]
  readonly facets: ProxyTable['facets']
  readonly versions: ProxyTable['versions']
}

/** Columns whose values are few, or are chosen from a list. */
const facetColumns = [
  'host',
  'port',
  'subset',
  'direction',
  'type',
  'cluster',
  'address',
  'health',
  'match',
  'destination',
  'name',
  'domains',
  'namespace',
  'waypoint',
  'node',
  'protocol',
  'kind',
] as const

const wholeWords: ReadonlySet<string> = new Set(['direction', 'health', 'protocol', 'port'])
const columns = [
  'name',
  'host',
  'port',
  'subset',
  'direction',
  'type',
  'cluster',
  'address',
  'health',
  'match',
  'destination',
  'domains',
  'namespace',
  'waypoint',
  'node',
  'protocol',
] as const satisfies readonly (keyof ProxyFilter)[]
const mostFacetValues = 100
const mostVersions = 20

/** The rows that an ask is for: filtered, sorted and cut, with what there is to choose from. */
export function chooseRows(rows: readonly ProxyRow[], ask: ProxyTableAsk): ChosenRows {
  const fits = filterOf(ask)
  const found = rows.filter(fits)
  const sorted = ask.sort === undefined ? found : sort(found, ask.sort)
  const ordered = ask.sort !== undefined && ask.order === 'desc' ? sorted.toReversed() : sorted
  return {
    total: rows.length,
    matched: found.length,
    rows: ordered.slice(ask.offset, ask.offset + ask.limit),
    facets: facetsOf(found),
    versions: versionsOf(rows),
  }
}

function filterOf(ask: ProxyTableAsk): (row: ProxyRow) => boolean {
  const wanted = columns.flatMap((column) => {
    const value = ask[column]
    return value === undefined || value === '' ? [] : [[column, value.toLowerCase()] as const]
  })
  const text = ask.text.toLowerCase()
  const { route } = ask
  return (row) =>
    wanted.every(([column, value]) => hasValue(row, column, value)) &&
    (route === undefined || route === '' || isOfRoute(row, route)) &&
    (text === '' || Object.values(row).some((field) => textOf(field).includes(text)))
}

/** A column that the table has not hides nothing. */
function hasValue(row: ProxyRow, column: string, value: string): boolean {
  const field = valueOf(row, column)
  if (field === undefined) return true
  return wholeWords.has(column) ? textOf(field) === value : textOf(field).includes(value)
}

/** In the table of routes the configuration itself, in that of listeners the one they lead to. */
function isOfRoute(row: ProxyRow, route: string): boolean {
  if ('virtualHost' in row) return row.name === route
  return !('route' in row) || row.route === route
}

const valueOf = (row: JsonRecord, column: string): unknown => row[column]

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.toLowerCase()
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(textOf).join(' ')
  return isRecord(value) ? Object.values(value).map(textOf).join(' ') : ''
}

function sort(rows: readonly ProxyRow[], column: string): readonly ProxyRow[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(valueOf(row, column)) }))
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ row }) => row)
}

type SortKey = string | number | null

function sortKey(value: unknown): SortKey {
  if (typeof value === 'number') return value
  const text = textOf(value)
  return text === '' ? null : text
}

/** What is not known comes last. */
function compareKeys(a: SortKey, b: SortKey): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : Number(String(a) > String(b))
}

function facetsOf(rows: readonly ProxyRow[]): ProxyTable['facets'] {
  const counts = new Map<string, Map<string, number>>()
  for (const row of rows)
    for (const column of facetColumns) {
      const values = facetValues(valueOf(row, column))
      if (values.length === 0) continue
      const known = counts.get(column) ?? new Map<string, number>()
      for (const value of values) known.set(value, (known.get(value) ?? 0) + 1)
      counts.set(column, known)
    }
  return Object.fromEntries(
    [...counts].map(([column, known]) => [
      column,
      [...known]
        .map(([value, count]) => ({ value, count }))
        .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, mostFacetValues),
    ]),
  )
}

/** As they are written; texts and numbers alone are chosen from lists. */
function facetValues(field: unknown): readonly string[] {
  if (typeof field === 'number') return [String(field)]
  if (typeof field === 'string') return field === '' ? [] : [field]
  return Array.isArray(field) ? field.filter((one) => typeof one === 'string') : []
}

function versionsOf(rows: readonly ProxyRow[]): ProxyTable['versions'] {
  const known = new Map<string, { updatedAt: number | null; rows: number }>()
  for (const row of rows) {
    if (!('version' in row) || row.version === null) continue
    const before = known.get(row.version)
    const updatedAt = Math.max(before?.updatedAt ?? 0, row.updatedAt ?? 0)
    known.set(row.version, { updatedAt: updatedAt || null, rows: (before?.rows ?? 0) + 1 })
  }
  return [...known]
    .map(([version, rest]) => ({ version, ...rest }))
    .toSorted((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0))
    .slice(0, mostVersions)
}
