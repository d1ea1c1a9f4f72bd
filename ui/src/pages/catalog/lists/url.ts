import {
  memberships,
  mtlsModes,
  thingFindings,
  thingNotes,
  thingSorts,
  type ThingAskInput,
} from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { readWindowSeconds } from '#contract/graph-ask.ts'
import { z } from '#contract/setup.ts'

const texts = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])

const choiceOf = <const Name extends string>(names: readonly Name[]) =>
  texts.pipe(z.array(z.enum(names)))

/** One reader per field of the address; each fails alone. */
const readers = {
  window: z.string().refine((text) => (readWindowSeconds(text) ?? 0) >= 10),
  text: z.string().max(300),
  namespaces: texts,
  health: choiceOf(healthStatuses),
  types: texts,
  memberships: choiceOf(memberships),
  mtls: choiceOf(mtlsModes),
  notes: choiceOf(thingNotes),
  findings: choiceOf(thingFindings),
  config: texts,
  labels: z.string().max(2000),
  labelMode: z.enum(['and', 'or']),
  withErrors: z.enum(['true', 'false']),
  sort: z.enum(thingSorts),
  order: z.enum(['asc', 'desc']),
  columns: texts,
  refresh: z.enum(['paused', '5s', '15s', '1m']),
}

export type ListView = {
  readonly [Field in keyof typeof readers]: z.output<(typeof readers)[Field]>
}
type FieldName = keyof ListView

export const defaultView: ListView = {
  window: '1m',
  text: '',
  namespaces: [],
  health: [],
  types: [],
  memberships: [],
  mtls: [],
  notes: [],
  findings: [],
  config: [],
  labels: '',
  labelMode: 'and',
  withErrors: 'false',
  sort: 'health',
  order: 'asc',
  columns: [],
  refresh: '15s',
}

const fieldNames = Object.keys(readers) as FieldName[]
const names: Partial<Record<FieldName, string>> = { text: 'find', withErrors: 'errors' }
const parameterOf = (field: FieldName): string => names[field] ?? field

export interface ReadView {
  readonly view: ListView
  /** Parameters that could not be read; their fields have the default. */
  readonly unread: readonly string[]
}

/** Never throws: each field that cannot be read falls back to its default, alone. */
export function readView(search: URLSearchParams): ReadView {
  const unread: string[] = []
  const read = fieldNames.flatMap((field) => {
    const text = search.get(parameterOf(field))
    if (text === null) return []
    const parsed: z.ZodSafeParseResult<unknown> = readers[field].safeParse(text)
    if (parsed.success) return [[field, parsed.data] as const]
    unread.push(parameterOf(field))
    return []
  })
  return { view: { ...defaultView, ...Object.fromEntries(read) }, unread }
}

/** The shortest address that reads back to this view; parameters of others stay. */
export function writeView(view: ListView, others = new URLSearchParams()): URLSearchParams {
  const search = new URLSearchParams(others)
  for (const field of fieldNames) {
    const text = String(view[field])
    if (text === String(defaultView[field])) search.delete(parameterOf(field))
    else search.set(parameterOf(field), text)
  }
  return search
}

/** How often each choice asks again. */
export const everyMs = {
  paused: false,
  '5s': 5000,
  '15s': 15_000,
  '1m': 60_000,
} as const satisfies Record<ListView['refresh'], number | false>

const ofThePage: ReadonlySet<FieldName> = new Set(['columns', 'refresh'])

/** What the server is asked for. What is shown and how often is the page's business. */
export function askOf(view: ListView): ThingAskInput {
  const chosen = fieldNames.filter(
    (field) => !ofThePage.has(field) && String(view[field]) !== String(defaultView[field]),
  )
  return Object.fromEntries(chosen.map((field) => [field, String(view[field])]))
}

/** What shows the whole list again: how it is shown stays. */
export const noFilters: Partial<ListView> = {
  ...{ text: '', namespaces: [], health: [], types: [], memberships: [], mtls: [], notes: [] },
  ...{ findings: [], config: [], labels: '', withErrors: 'false' },
}

/** Whether something is left out of the list. */
export function isFiltered(view: ListView): boolean {
  const fields = Object.keys(noFilters) as FieldName[]
  return fields.some((field) => String(view[field]) !== String(defaultView[field]))
}

/** `app=cart` into the label filter, or out of it when it is there. */
export function toggleLabel(labels: string, term: string): string {
  const terms = labels.split(/\s+/).filter((one) => one !== '')
  const next = terms.includes(term) ? terms.filter((one) => one !== term) : [...terms, term]
  return next.join(' ')
}
