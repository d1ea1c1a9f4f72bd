import {
  graphTypes,
  readWindowSeconds,
  writeWindow,
  type GraphAskInput,
} from '#contract/graph-ask.ts'
import { z } from '#contract/setup.ts'
import type { Rhythm } from '../../api/live-graph.ts'
import type { Need } from '#contract/graph-language/operands.ts'
import { rankEnds } from '../../lib/graph-language/rank.ts'
import {
  badgeKinds,
  edgeLabelKinds,
  edgesShown,
  layoutNames,
  type EdgeLabelKind,
} from '../../canvas/canvas-props.ts'
import { traceIdSchema } from '../../tabs/traces/url.ts'
import { needsOfTexts } from './wish.ts'

export const rhythms = ['10s', '15s', '30s', '1m', '5m', '15m', 'paused', 'manual'] as const
export type RhythmName = (typeof rhythms)[number]

const maxWindowSeconds = 30 * 86_400

const texts = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** A comma-separated choice out of a closed set, in the order of the set. `none` is empty. */
function choiceOf<const Name extends string>(names: readonly Name[]) {
  return z
    .string()
    .transform((text) => (text === 'none' ? [] : text.split(',')))
    .pipe(z.array(z.enum(names)))
    .transform((chosen) => names.filter((name) => chosen.includes(name)))
}

const instant = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(8.64e15))

/** One reader per field of the address; each fails alone. */
const readers = {
  namespaces: texts,
  clusters: texts,
  type: z.enum(graphTypes),
  windowSeconds: z
    .string()
    .transform(readWindowSeconds)
    .pipe(z.number().int().min(10).max(maxWindowSeconds)),
  at: instant.nullable(),
  rhythm: z.enum(rhythms),
  grpc: z.enum(['requests', 'sent', 'received', 'total']),
  labels: choiceOf(edgeLabelKinds),
  responseTime: z.enum(['avg', 'p50', 'p95', 'p99']),
  throughput: z.enum(['request', 'response']),
  badges: choiceOf(badgeKinds),
  operations: flag,
  ambient: z.enum(['total', 'waypoint', 'ztunnel']),
  waypoints: flag,
  serviceNodes: flag,
  idleEdges: flag,
  idleNodes: flag,
  silent: flag,
  isAnimated: flag,
  boxBy: choiceOf(['cluster', 'namespace', 'app']),
  open: z.string().min(1).max(20_000),
  replay: z
    .string()
    .transform(readWindowSeconds)
    .pipe(z.number().int().min(10).max(3600))
    .nullable(),
  from: instant.nullable(),
  before: instant.nullable(),
  side: z.enum(['both', 'before', 'after']),
  trace: traceIdSchema.nullable(), // that is laid over the picture
  step: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable(), // number of a call of the trace, or the id of a span of it
  focus: z.string().min(1).max(600).nullable(),
  depth: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(20)),
  layout: z.enum(layoutNames),
  edges: z.enum(edgesShown),
  selection: z.string().min(1).max(1300).nullable(),
  find: z.string().min(1).max(1000).nullable(),
  hide: z.string().min(1).max(1000).nullable(),
  rankBy: choiceOf(rankEnds),
  twin: z.enum(['picture', 'table', 'nodes']), // table: that of the edges
  sort: z
    .string()
    .regex(/^-?[a-zA-Z]{1,40}$/)
    .nullable(), // column of the table; -: descending
  columns: z
    .string()
    .regex(/^[a-zA-Z,]{1,400}$/)
    .nullable(), // of the table; null: the usual
}

export type GraphView = {
  readonly [Field in keyof typeof readers]: z.output<(typeof readers)[Field]>
}
type FieldName = keyof GraphView

export const defaultView: GraphView = {
  namespaces: [],
  clusters: [],
  type: 'versionedApp',
  windowSeconds: 60,
  at: null,
  rhythm: '15s',
  grpc: 'requests',
  labels: ['rate'],
  responseTime: 'p95',
  throughput: 'request',
  badges: [...badgeKinds],
  operations: false,
  ambient: 'total',
  waypoints: false,
  serviceNodes: false,
  idleEdges: false,
  idleNodes: false,
  silent: false,
  isAnimated: false,
  boxBy: ['cluster', 'namespace', 'app'],
  open: 'auto',
  replay: null,
  from: null,
  before: null,
  side: 'both',
  trace: null,
  step: null,
  focus: null,
  depth: 1,
  layout: 'layered',
  edges: 'all',
  selection: null,
  find: null,
  hide: null,
  rankBy: [],
  twin: 'picture',
  sort: null,
  columns: null,
}

/** What a field is called in the address, where that is not its own name. */
const parameterNames: Partial<Record<FieldName, string>> = {
  windowSeconds: 'window',
  from: 'replayFrom',
  rhythm: 'refresh',
  selection: 'select',
  isAnimated: 'animate',
  twin: 'as',
  rankBy: 'rank',
}

const fieldNames = Object.keys(readers) as FieldName[]
const parameterOf = (field: FieldName): string => parameterNames[field] ?? field

export interface ReadView {
  readonly view: GraphView
  /** Parameters that could not be read; their fields have the default. */
  readonly unread: readonly string[]
}

/** Never throws: each field that cannot be read falls back to its default, alone. */
export function readView(search: URLSearchParams): ReadView {
  const unread: string[] = []
  const read: Record<string, unknown> = { ...defaultView }
  for (const field of fieldNames) {
    const text = search.get(parameterOf(field))
    if (text === null) continue
    const parsed = readers[field].safeParse(text)
    if (parsed.success) read[field] = parsed.data
    else unread.push(parameterOf(field))
  }
  return { view: read as unknown as GraphView, unread }
}

/**
 * The shortest address that reads back to this view: what is as by default is left out. Parameters
 * of `others` that are none of ours stay as they are.
 */
export function writeView(view: GraphView, others = new URLSearchParams()): URLSearchParams {
  const search = new URLSearchParams(others)
  for (const field of fieldNames) search.delete(parameterOf(field))
  for (const field of fieldNames) {
    const text = textOf(field, view)
    if (text !== textOf(field, defaultView)) search.set(parameterOf(field), text)
  }
  return search
}

function textOf(field: FieldName, view: GraphView): string {
  if (field === 'windowSeconds') return writeWindow(view.windowSeconds)
  if (field === 'replay' && view.replay !== null) return writeWindow(view.replay)
  const value = view[field]
  if (Array.isArray(value)) {
    if (value.length > 0) return value.join(',')
    return field === 'namespaces' || field === 'clusters' ? '' : 'none'
  }
  return value === null ? '' : String(value)
}

/** The part of the view that the server answers. Layers that nobody looks at are not asked for. */
export function askOf(view: GraphView): GraphAskInput {
  const needs = needsOfTexts([view.find, view.hide])
  const shows = (label: EdgeLabelKind & Need): boolean =>
    view.labels.includes(label) || needs.has(label)
  return {
    ...(view.namespaces.length === 0 ? {} : { namespaces: view.namespaces.join(',') }),
    ...(view.clusters.length === 0 ? {} : { clusters: view.clusters.join(',') }),
    type: view.type,
    window: writeWindow(view.windowSeconds),
    ...(view.at === null ? {} : { at: view.at }),
    ...(view.grpc === 'requests' ? {} : { grpc: view.grpc }),
    ...(shows('responseTime') ? { responseTime: view.responseTime } : {}),
    ...(shows('throughput') ? { throughput: view.throughput } : {}),
    ...(view.ambient === 'total' ? {} : { ambient: view.ambient }),
    ...flagsOf(view),
    ...(needs.has('labels') ? { labels: 'true' } : {}),
    boxBy: view.boxBy.join(','),
    open: view.open,
    ...(view.focus === null ? {} : { focus: view.focus, depth: view.depth }),
  }
}

function flagsOf(view: GraphView): GraphAskInput {
  const drawn = ['operations', 'waypoints', 'serviceNodes'] as const
  const names = [...drawn, 'idleEdges', 'idleNodes', 'silent'] as const
  return Object.fromEntries(names.filter((name) => view[name]).map((name) => [name, 'true']))
}

const secondsByRhythm = {
  '10s': 10,
  '15s': 15,
  '30s': 30,
  '1m': 60,
  '5m': 300,
  '15m': 900,
} as const

/** A moment of the past does not change: it is asked for once. */
export function rhythmOf({ rhythm, at }: GraphView): Rhythm {
  if (rhythm === 'manual') return { kind: 'manual' }
  if (rhythm === 'paused' || at !== null) return { kind: 'once' }
  return { kind: 'live', everySeconds: secondsByRhythm[rhythm] }
}

/** What makes it another map rather than another hour: positions are remembered by this. */
export function mapKeyOf(view: GraphView): string {
  const { namespaces, clusters, type, boxBy, serviceNodes, operations, focus, depth } = view
  return JSON.stringify([
    [...namespaces].sort(),
    [...clusters].sort(),
    type,
    boxBy,
    serviceNodes,
    operations,
    focus,
    depth,
  ])
}
