import { mtlsModes, type NamespaceRow } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import type { Facet } from '../../../components/FacetMenu.tsx'
import { t } from '../../../i18n/t.ts'

/** What a namespace is in each respect, and what it may be. */
const choices = {
  health: { all: healthStatuses, of: ({ status }: NamespaceRow): string => status },
  mtls: { all: [...mtlsModes, 'none'], of: ({ mtls }: NamespaceRow): string => mtls ?? 'none' },
  types: {
    all: ['controlPlane', 'dataPlane'],
    of: ({ isControlPlane }: NamespaceRow): string =>
      isControlPlane ? 'controlPlane' : 'dataPlane',
  },
  modes: {
    all: ['sidecar', 'ambient', 'none', 'unknown'],
    of: ({ dataPlane }: NamespaceRow): string => dataPlane ?? 'unknown',
  },
} as const

export type ChoiceName = keyof typeof choices
export const choiceNames = Object.keys(choices) as ChoiceName[]

export type NamespaceFilters = Readonly<Record<ChoiceName, readonly string[]>> & {
  readonly find: string
  readonly labels: string
  readonly labelMode: 'and' | 'or'
}

const filterNames = [...choiceNames, 'find', 'labels', 'labelMode'] as const

/** Never throws: what cannot be read is not filtered by. */
export function readFilters(search: URLSearchParams): NamespaceFilters {
  const chosen = (name: ChoiceName): readonly string[] => {
    const asked = new Set((search.get(name) ?? '').split(','))
    return choices[name].all.filter((one) => asked.has(one))
  }
  return {
    find: search.get('find') ?? '',
    labels: search.get('labels') ?? '',
    labelMode: search.get('labelMode') === 'or' ? 'or' : 'and',
    ...{ health: chosen('health'), mtls: chosen('mtls') },
    ...{ types: chosen('types'), modes: chosen('modes') },
  }
}

/** The shortest address that reads back to these; parameters of others stay. */
export function writeFilters(filters: NamespaceFilters, others: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(others)
  // Who has filters may have an order and columns beside them.
  for (const name of filterNames) {
    const text = String(filters[name])
    if (text === '' || text === 'and') search.delete(name)
    else search.set(name, text)
  }
  return search
}

/** What shows them all again. */
export const noFilters = readFilters(new URLSearchParams())

export const isFiltered = (filters: NamespaceFilters): boolean =>
  filters.find !== '' ||
  filters.labels !== '' ||
  choiceNames.some((name) => filters[name].length > 0)

/** Those that all filters leave. */
export function filterRows(
  rows: readonly NamespaceRow[],
  filters: NamespaceFilters,
): readonly NamespaceRow[] {
  return rows.filter(
    (row) => fitsWords(row, filters) && choiceNames.every(fitsChoice(row, filters)),
  )
}

const fitsChoice =
  (row: NamespaceRow, filters: NamespaceFilters) =>
  (name: ChoiceName): boolean =>
    filters[name].length === 0 || filters[name].includes(choices[name].of(row))

/** How many each choice would leave, all other filters applied. */
export function facetOf(
  rows: readonly NamespaceRow[],
  filters: NamespaceFilters,
  name: ChoiceName,
): Facet {
  const left = filterRows(rows, { ...filters, [name]: [] })
  return choices[name].all
    .map((value) => ({
      value,
      count: left.filter((row) => choices[name].of(row) === value).length,
    }))
    .filter(({ count }) => count > 0)
}

function fitsWords(row: NamespaceRow, { find, labels, labelMode }: NamespaceFilters): boolean {
  const words = wordsOf(find)
  const text = textOf(row)
  if (!words.every((word) => text.includes(word.toLowerCase()))) return false
  const terms = wordsOf(labels)
  if (terms.length === 0) return true
  const fits = (term: string): boolean => hasLabel(row.labels, term)
  return labelMode === 'and' ? terms.every(fits) : terms.some(fits)
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((one) => one !== '')

/** `team`, `team=red`, `team=red,blue`: values may be told by their beginnings. */
function hasLabel(labels: Readonly<Record<string, string>>, term: string): boolean {
  const [key = '', wanted] = term.split('=', 2)
  return Object.entries(labels).some(
    ([name, value]) =>
      (wanted === undefined ? name.startsWith(key) : name === key) &&
      (wanted === undefined || wanted.split(',').some((one) => value.startsWith(one))),
  )
}

/** What is looked for: its name and its labels. */
function textOf({ name, labels, isControlPlane }: NamespaceRow): string {
  const pairs = Object.entries(labels).map((pair) => pair.join('='))
  return [name, ...pairs, isControlPlane ? t('control plane') : ''].join('\n').toLowerCase()
}
