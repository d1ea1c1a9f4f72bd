import type { ObjectHistory } from '#contract/writes.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import type { LiveObject } from '../seams/object-calls.ts'
import { editable, lastApplied, writeText } from './live-text.ts'

const mostFields = 100

/** Who wrote which fields, the latest first, as the API server keeps book of it. */
export function writersOf({ metadata }: LiveObject): ObjectHistory['writers'] {
  return (metadata.managedFields ?? [])
    .map(({ manager, operation, subresource, time, fieldsV1 }) => {
      const fields = leavesOf(fieldsV1, '')
      return {
        ...{ manager, operation, part: subresource ?? '', at: readTime(time) },
        fields: fields.slice(0, mostFields),
        omitted: Math.max(0, fields.length - mostFields),
      }
    })
    .sort((one, other) => (other.at ?? 0) - (one.at ?? 0))
}

/** `f:spec: { f:http: {} }` → `spec.http`; `k:` and `v:` name elements of lists, `.` the thing itself. */
function leavesOf(fields: unknown, path: string): string[] {
  if (typeof fields !== 'object' || fields === null) return []
  const inner = Object.entries(fields).filter(([key]) => key !== '.')
  if (inner.length === 0) return path === '' ? [] : [path]
  return inner.flatMap(([key, value]) => leavesOf(value, path + stepOf(key, path)))
}

function stepOf(key: string, path: string): string {
  const name = key.slice(2)
  if (key.startsWith('f:')) return path === '' ? name : `.${name}`
  return `[${name.replace(/[{}"]/g, '').replace(':', '=')}]`
}

/** What somebody applied last by kubectl, as text; null: nobody did, or it cannot be read. */
export function lastAppliedOf({ metadata }: LiveObject): string | null {
  const text = metadata.annotations?.[lastApplied]
  if (text === undefined) return null
  try {
    const applied: unknown = JSON.parse(text)
    return isObject(applied) ? writeText(editable(applied)) : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is KubeObject {
  return typeof value === 'object' && value !== null && 'metadata' in value && 'kind' in value
}

/** Events of an object, the latest first. */
export function eventsOf(events: readonly LiveObject[]): ObjectHistory['events'] {
  return events
    .map((event) => {
      const text = (name: string): string => textIn(event, name)
      const source = event['source']
      const series = event['series']
      const count = event['count'] ?? (isRecord(series) ? series['count'] : undefined)
      return {
        at: readTime(text('lastTimestamp') || text('eventTime') || text('firstTimestamp')),
        ...{ type: text('type'), reason: text('reason'), message: text('message') },
        by: text('reportingComponent') || (isRecord(source) ? textIn(source, 'component') : ''),
        count: typeof count === 'number' ? count : 1,
      }
    })
    .sort((one, other) => (other.at ?? 0) - (one.at ?? 0))
}

function textIn(record: Readonly<Record<string, unknown>>, name: string): string {
  const value = record[name]
  return typeof value === 'string' ? value : ''
}

function readTime(text: string | undefined): number | null {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? null : at
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
