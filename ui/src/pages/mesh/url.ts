import { z } from '#contract/setup.ts'

export const twins = ['picture', 'table'] as const
export const layouts = ['columns', 'rows'] as const
export const shownChoices = ['all', 'unwell'] as const

const texts = z
  .string()
  .max(1000)
  .transform((text): readonly string[] => [
    ...new Set(text.split(',').filter((part) => part !== '')),
  ])

/** One reader per field of the address; each fails alone. */
const readers = {
  twin: z.enum(twins),
  /** From the left to the right, or from above. */
  layout: z.enum(layouts),
  /** Id of the part that the panel tells of. */
  part: z.string().min(1).max(1000).nullable(),
  find: z.string().max(300),
  shown: z.enum(shownChoices),
  /** Kinds of parts that are not drawn. */
  without: texts,
  /** Kinds whose parts are drawn as one. */
  closed: texts,
}

export type MeshView = {
  readonly [Field in keyof typeof readers]: z.output<(typeof readers)[Field]>
}
type FieldName = keyof MeshView

export const defaultView: MeshView = {
  ...{
    twin: 'picture',
    layout: 'columns',
    part: null,
    find: '',
    shown: 'all',
    without: [],
    closed: [],
  },
}

/** What shows all parts again. */
export const noFilters: Partial<MeshView> = { find: '', shown: 'all', without: [] }

const fieldNames = Object.keys(readers) as FieldName[]

/** What a field is called in the address, as on the page of the graph, where that is not its name. */
const parameterNames: Partial<Record<FieldName, string>> = { twin: 'as' }
const parameterOf = (field: FieldName): string => parameterNames[field] ?? field

/** Links that were made before `as` are still read. */
const textIn = (search: URLSearchParams, field: FieldName): string | null =>
  search.get(parameterOf(field)) ?? search.get(field)

/** Never throws: each field that cannot be read falls back to its default, alone. */
export function readView(search: URLSearchParams): MeshView {
  const parse = <Field extends FieldName>(field: Field): MeshView[Field] => {
    const text = textIn(search, field)
    if (text === null) return defaultView[field]
    const parsed: z.ZodSafeParseResult<unknown> = readers[field].safeParse(text)
    return parsed.success ? (parsed.data as MeshView[Field]) : defaultView[field]
  }
  return {
    twin: parse('twin'),
    layout: parse('layout'),
    part: parse('part'),
    find: parse('find'),
    shown: parse('shown'),
    without: parse('without'),
    closed: parse('closed'),
  }
}

/** The shortest address that reads back to this view; parameters that are none of ours stay. */
export function writeView(view: MeshView, others = new URLSearchParams()): URLSearchParams {
  const search = new URLSearchParams(others)
  for (const field of fieldNames) {
    search.delete(field)
    search.delete(parameterOf(field))
    const text = textOf(view[field])
    if (text !== textOf(defaultView[field])) search.set(parameterOf(field), text)
  }
  return search
}

function textOf(value: MeshView[FieldName]): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : value.join(',')
}
