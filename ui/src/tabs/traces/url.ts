import { z } from '#contract/setup.ts'
import type { TraceAskInput } from '#contract/traces.ts'
import type { Subject } from '../tab.ts'

export const ranges = {
  '5m': 5 * 60_000,
  '15m': 15 * 60_000,
  '1h': 3_600_000,
  '3h': 3 * 3_600_000,
  '12h': 12 * 3_600_000,
  '2d': 48 * 3_600_000,
} as const

export type RangeName = keyof typeof ranges
const rangeNames = Object.keys(ranges) as [RangeName, ...RangeName[]]

export const displays = ['timeline', 'flame', 'statistics', 'calls', 'lines', 'against'] as const
export type Display = (typeof displays)[number]

/** Which of the found traces opens by itself. */
export const picks = ['newest', 'slowest'] as const
export type Pick = (typeof picks)[number]

/** Columns of the list of traces. */
export const traceSorts = ['trace', 'duration', 'spans', 'errors', 'services', 'start'] as const
export type TraceSort = (typeof traceSorts)[number]

/** Which calls of two traces are shown, and in which order. */
export const comparedOrders = ['called', 'differing', 'most'] as const
export type ComparedOrder = (typeof comparedOrders)[number]

/** What the dots of the found traces stand by. */
export const scatterAxes = ['duration', 'average', 'spans'] as const
export type ScatterAxis = (typeof scatterAxes)[number]

/** As trace stores write it, or of a file that somebody brought. */
export const traceIdSchema = z.string().regex(/^([0-9a-fA-F]{1,32}|upload-[\w-]{10,60})$/)

const pairOfIds = z.string().refine((text) => {
  const ids = text.split(',')
  return text === '' || (ids.length <= 2 && ids.every((id) => traceIdSchema.safeParse(id).success))
})

const wholeNumber = z.string().regex(/^\d+$/).transform(Number)

/** One reader per parameter of the address; each fails alone. */
const readers = {
  service: z.string().max(300),
  operation: z.string().max(300),
  tags: z.string().max(4000),
  errors: z.enum(['', 'true']),
  min: z.string().regex(/^\d+(\.\d+)?$/),
  max: z.string().regex(/^\d+(\.\d+)?$/),
  range: z.enum(rangeNames),
  from: wholeNumber.nullable(), // epoch ms of the beginning; null: as long before the end as `range`
  to: wholeNumber.nullable(), // epoch ms of the end; null: now
  callee: z.string().max(600),
  limit: wholeNumber.pipe(z.number().min(1).max(500)),
  pick: z.enum(['', ...picks]),
  trace: traceIdSchema.nullable(),
  other: traceIdSchema.nullable(),
  compare: pairOfIds, // those that are picked in the list, two at most
  span: z.string().max(64).nullable(),
  show: z.enum(displays),
  fold: z.enum(['', 'true']),
  calls: z.enum(comparedOrders),
  axis: z.enum(scatterAxes),
  sort: z.enum(traceSorts),
  order: z.enum(['asc', 'desc']),
}

export type TracesView = {
  readonly [Field in keyof typeof readers]: z.output<(typeof readers)[Field]>
}
type FieldName = keyof TracesView

export const defaultView: TracesView = {
  service: '',
  operation: '',
  tags: '',
  errors: '',
  min: '',
  max: '',
  range: '15m',
  ...{ from: null, to: null },
  callee: '',
  limit: 100,
  pick: '',
  trace: null,
  other: null,
  compare: '',
  span: null,
  show: 'timeline',
  fold: '',
  calls: 'called',
  axis: 'duration',
  sort: 'start',
  order: 'desc',
}

const fieldNames = Object.keys(readers) as FieldName[]
const parameterOf = (field: FieldName): string => `traces-${field}`
/** Parameters of the address that name things of one cluster. */
export const clusterParameters = [
  ...['service', 'operation', 'callee'],
  ...['trace', 'other', 'compare', 'span'],
].map((field) => `traces-${field}`)

/** Never throws: what cannot be read has its default, alone. */
export function readView(search: URLSearchParams): TracesView {
  const read = fieldNames.map((field) => {
    const text = search.get(parameterOf(field))
    const parsed = text === null ? null : readers[field].safeParse(text)
    return [field, parsed?.success === true ? parsed.data : defaultView[field]]
  })
  return { ...defaultView, ...(Object.fromEntries(read) as Partial<TracesView>) }
}

/** The address with these changes; what has its default stays out, strangers stay in. */
export function writeView(search: URLSearchParams, patch: Partial<TracesView>): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const field of fieldNames) {
    if (!(field in patch)) continue
    const value = patch[field]
    if (value === undefined || value === defaultView[field]) next.delete(parameterOf(field))
    else next.set(parameterOf(field), String(value))
  }
  return next
}

export interface TimeWindow {
  readonly fromMs: number
  readonly toMs: number
}

/** Both ends of what is looked at. A beginning behind the end is none. `nowMs` is the end where none is fixed. */
export function windowOf({ from, to, range }: TracesView, nowMs: number): TimeWindow {
  const toMs = to ?? nowMs
  const isStretch = to !== null && from !== null && from < to
  return { fromMs: isStretch ? from : toMs - ranges[range], toMs }
}

/** What to ask for; null: nobody is named yet. `nowMs` is the end where none is fixed. */
export function askOf(
  view: TracesView,
  { subject, nowMs }: { readonly subject: Subject | null; readonly nowMs: number },
): TraceAskInput | null {
  if (subject === null && view.service === '') return null
  const { fromMs: from, toMs: to } = windowOf(view, nowMs)
  return {
    ...(subject === null ? { service: view.service } : subject),
    ...(view.operation === '' ? {} : { operation: view.operation }),
    ...(view.tags.trim() === ''
      ? {}
      : {
          tags: view.tags
            .trim()
            .split(/\s+(?=[^\s=]+=)/)
            .join('\n'),
        }),
    ...(view.errors === '' ? {} : { errors: 'true' }),
    ...(view.callee === '' ? {} : { callee: view.callee }),
    ...(view.min === '' ? {} : { minMs: Number(view.min) }),
    ...(view.max === '' ? {} : { maxMs: Number(view.max) }),
    ...{ from, to },
    limit: view.limit,
  }
}
