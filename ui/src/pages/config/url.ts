import { configSorts, validities, type ConfigAskInput } from '#contract/config.ts'
import { z } from '#contract/setup.ts'
import { severities, type ObjectId } from '#contract/validations.ts'

export const rowsPerPage = 100

const texts = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])

/** A comma-separated choice out of a closed set, in the order of the set. */
function choiceOf<const Name extends string>(names: readonly Name[]) {
  return texts
    .pipe(z.array(z.enum(names)))
    .transform((chosen) => names.filter((name) => chosen.includes(name)))
}

/** `networking.example.io/Gateway/shop/front`; core kinds begin with a slash, as in `/Service/shop/cart`. */
const objectText = z.string().transform((text, context): ObjectId => {
  const [group = '', kind = '', namespace = '', name = '', ...rest] = text.split('/')
  if (kind === '' || name === '' || rest.length > 0) {
    context.addIssue({ code: 'custom', message: 'group/kind/namespace/name' })
    return z.NEVER
  }
  return { group, kind, namespace, name }
})

/** What is done with the object; null: it is looked at. */
export const tasks = ['edit', 'create', 'history'] as const

/** One reader per field of the address; each fails alone. */
const readers = {
  namespaces: texts,
  kinds: texts,
  severities: choiceOf(severities),
  rules: texts,
  validities: choiceOf(validities),
  text: z.string().max(300),
  sort: z.enum(configSorts),
  order: z.enum(['asc', 'desc']),
  page: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(1).max(10_000)),
  object: objectText.nullable(),
  task: z.enum(tasks).nullable(),
}

export type ConfigView = {
  readonly [Field in keyof typeof readers]: z.output<(typeof readers)[Field]>
}
type FieldName = keyof ConfigView

export const defaultView: ConfigView = {
  namespaces: [],
  kinds: [],
  severities: [],
  rules: [],
  validities: [],
  text: '',
  sort: 'validity',
  order: 'asc',
  page: 1,
  object: null,
  task: null,
}

const fieldNames = Object.keys(readers) as FieldName[]
const parameterOf = (field: FieldName): string => (field === 'text' ? 'find' : field)

export interface ReadView {
  readonly view: ConfigView
  /** Parameters that could not be read; their fields have the default. */
  readonly unread: readonly string[]
}

/** Never throws: each field that cannot be read falls back to its default, alone. */
export function readView(search: URLSearchParams): ReadView {
  const unread: string[] = []
  const parse = <Field extends FieldName>(field: Field): ConfigView[Field] => {
    const text = search.get(parameterOf(field))
    if (text === null) return defaultView[field]
    const parsed: z.ZodSafeParseResult<unknown> = readers[field].safeParse(text)
    if (parsed.success) return parsed.data as ConfigView[Field]
    unread.push(parameterOf(field))
    return defaultView[field]
  }
  const view: ConfigView = {
    namespaces: parse('namespaces'),
    kinds: parse('kinds'),
    severities: parse('severities'),
    rules: parse('rules'),
    validities: parse('validities'),
    text: parse('text'),
    sort: parse('sort'),
    order: parse('order'),
    page: parse('page'),
    object: parse('object'),
    task: parse('task'),
  }
  return { view, unread }
}

/**
 * The shortest address that reads back to this view: what is as by default is left out. Parameters
 * of `others` that are none of ours stay as they are.
 */
export function writeView(view: ConfigView, others = new URLSearchParams()): URLSearchParams {
  const search = new URLSearchParams(others)
  for (const field of fieldNames) search.delete(parameterOf(field))
  for (const field of fieldNames) {
    const text = textOf(view[field])
    if (text !== textOf(defaultView[field])) search.set(parameterOf(field), text)
  }
  return search
}

function textOf(value: ConfigView[FieldName]): string {
  if (value === null) return ''
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return 'kind' in value ? writeObject(value) : value.join(',')
}

export function writeObject({ group, kind, namespace, name }: ObjectId): string {
  return [group, kind, namespace, name].join('/')
}

/** What the server is asked for the list. */
export function askOf(view: ConfigView): ConfigAskInput {
  const { namespaces, kinds, severities: worst, rules, validities: states, text } = view
  const lists = { namespaces, kinds, severities: worst, rules, validities: states }
  const chosen = Object.entries(lists).filter(([, list]) => list.length > 0)
  return {
    ...Object.fromEntries(chosen.map(([name, list]) => [name, list.join(',')])),
    ...(text === '' ? {} : { text }),
    sort: view.sort,
    order: view.order,
    offset: (view.page - 1) * rowsPerPage,
    limit: rowsPerPage,
  }
}

/** What shows the whole list again. */
export const noFilters: Partial<ConfigView> = {
  namespaces: [],
  kinds: [],
  severities: [],
  rules: [],
  validities: [],
  text: '',
  page: 1,
}

/** Whether something is left out of the list. */
export function isFiltered(view: ConfigView): boolean {
  const lists = [view.namespaces, view.kinds, view.severities, view.rules, view.validities]
  return view.text !== '' || lists.some((list) => list.length > 0)
}
