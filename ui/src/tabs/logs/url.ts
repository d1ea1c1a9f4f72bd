import { z } from '#contract/setup.ts'
import { lineSeverities, mostLines, type LogAskInput, type LogLine } from '#contract/logs.ts'

const names = z
  .string()
  .max(8000)
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const text = z.string().max(500)
const instant = z.coerce.number().int().min(0).max(8.64e15)

export const severityChoices = [...lineSeverities, 'none'] as const
export const ranges = ['all', '5m', '15m', '1h', '6h', '24h', 'custom'] as const
export const lineCounts = [100, 500, 1000, 3000, 5000, 10_000, mostLines] as const
/** How many spans stand among the lines; 0: none. */
export const spanCounts = [0, 20, 100, 500] as const
export const zones = ['local', 'utc', 'pod'] as const

const readers = {
  pods: names,
  containers: names,
  init: flag,
  node: flag,
  waypoint: flag,
  previous: flag,
  show: text,
  hide: text,
  regex: flag,
  case: flag,
  severities: names.pipe(z.array(z.enum(severityChoices))),
  range: z.enum(ranges),
  from: instant.nullable(),
  to: instant.nullable(),
  lines: z.coerce.number().pipe(z.literal([...lineCounts])),
  spans: z.coerce.number().pipe(z.literal([...spanCounts])),
  zone: z.enum(zones),
  wrap: flag,
  times: flag,
  find: text,
  line: z.string().max(1000),
} as const

export type LogView = {
  readonly [Field in keyof typeof readers]: z.output<(typeof readers)[Field]>
}
type FieldName = keyof LogView

export const defaultView: LogView = {
  ...{ pods: [], containers: [], init: false, node: false, waypoint: false, previous: false },
  ...{ show: '', hide: '', regex: false, case: false, severities: [] },
  ...{ range: 'all', from: null, to: null, lines: 1000, spans: 0 },
  ...{ zone: 'local', wrap: false, times: true, find: '', line: '' },
}

const fields = Object.keys(readers) as FieldName[]
const parameterOf = (field: FieldName): string => `logs-${field}`

/** Never throws: each field that cannot be read falls back to its default, alone. */
export function readView(search: URLSearchParams): LogView {
  const read = fields.map((field) => {
    const written = search.get(parameterOf(field))
    const parsed: z.ZodSafeParseResult<unknown> = readers[field].safeParse(written)
    return [field, written !== null && parsed.success ? parsed.data : defaultView[field]] as const
  })
  return { ...defaultView, ...(Object.fromEntries(read) as Partial<LogView>) }
}

/** The shortest address that reads back to this view; parameters that are none of ours stay. */
export function writeView(view: LogView, others = new URLSearchParams()): URLSearchParams {
  const search = new URLSearchParams(others)
  for (const field of fields) {
    const written = textOf(view[field])
    if (written === textOf(defaultView[field])) search.delete(parameterOf(field))
    else search.set(parameterOf(field), written)
  }
  return search
}

const textOf = (value: LogView[FieldName]): string => (value === null ? '' : String(value))

const rangeMs: Readonly<Record<string, number>> = {
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
}

/** What the server is asked; `now` is when the view was opened. */
export function askOf(view: LogView, now: number): LogAskInput {
  const back = rangeMs[view.range]
  const from = view.range === 'custom' ? view.from : back === undefined ? null : now - back
  const lists = { pods: view.pods, containers: view.containers, severities: view.severities }
  const { init, node, waypoint, previous, regex, case: exactCase } = view
  const flags = { init, node, waypoint, previous, regex, exactCase }
  return {
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, list]) =>
        list.length === 0 ? [] : [[name, list.join(',')]],
      ),
    ),
    ...Object.fromEntries(
      Object.entries(flags).flatMap(([name, is]) => (is ? [[name, 'true']] : [])),
    ),
    ...(view.show === '' ? {} : { show: view.show }),
    ...(view.hide === '' ? {} : { hide: view.hide }),
    ...(from === null ? {} : { from }),
  }
}

/** Whether the view looks at the past alone: nothing is followed. */
export function isPast(view: LogView): boolean {
  return view.previous || view.line !== '' || (view.range === 'custom' && view.to !== null)
}

/** A line by its time and its place, so that whoever is given the address finds it again. */
export const writeLine = ({ at, nanos, source }: LogLine): string => `${at ?? 0}.${nanos}.${source}`

export function readLine(
  written: string,
): { readonly at: number; readonly nanos: number; readonly source: string } | null {
  const [, at = '', nanos = '', source = ''] = /^(\d{1,16})\.(\d{1,6})\.(.+)$/.exec(written) ?? []
  return source === '' ? null : { at: Number(at), nanos: Number(nanos), source }
}
