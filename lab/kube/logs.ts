import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../seams.ts'
import { listAt, numberAt, stringAt } from '../store/json.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { LogLine, LogSource } from './log-lines.ts'
import { findObject } from './reading.ts'
import { isTrue } from './request-info.ts'
import type { ResourceRequest } from './request-info.ts'
import { KubeStatusError } from './status.ts'
import type { StatusCause } from './status.ts'

export interface LogOptions {
  readonly response: ServerResponse
  readonly nowMs: () => number
  readonly lines: LogSource
  readonly signal: AbortSignal
}

const pollMs = 500

/** @throws KubeStatusError when the pod or the container does not exist or is not named, or options clash */
export function answerLog(store: ObjectStore, ask: ResourceRequest, options: LogOptions): void {
  const { response, nowMs, lines, signal } = options
  const { query } = ask
  const pod = findObject(store, ask)
  checkOptions(pod, query)
  const container = chosenContainer(pod, query.get('container') ?? '')
  const isPrevious = isTrue(query.get('previous') ?? 'false')
  if (isPrevious && restartsOf(pod, container) === 0) throw neverRestarted(pod, container)
  const hasTimes = isTrue(query.get('timestamps') ?? 'false')
  const write = (written: readonly LogLine[]): void => {
    const text = written.map(
      ({ atMs, text: line }) => `${hasTimes ? `${timeOf(atMs)} ` : ''}${line}\n`,
    )
    if (text.length > 0) response.write(text.join(''))
  }
  let toMs = nowMs()
  const past = lines({ pod, container, fromMs: startOf(pod, query, toMs), toMs, isPrevious })
  const tail = query.get('tailLines')
  response.writeHead(200, { 'content-type': 'text/plain' })
  response.flushHeaders()
  write(limited(tail === null ? past : past.slice(Math.max(0, past.length - Number(tail))), query))
  if (isPrevious || !isTrue(query.get('follow') ?? 'false')) {
    response.end()
    return
  }
  const end = (): void => {
    response.end()
  }
  const timer = setInterval(() => {
    const fromMs = toMs
    toMs = Math.max(fromMs, nowMs())
    write(lines({ pod, container, fromMs, toMs }))
    const latest = store.get('Pod', pod.metadata.namespace ?? '', pod.metadata.name)
    if (latest?.metadata.uid !== pod.metadata.uid) end()
  }, pollMs)
  signal.addEventListener('abort', end)
  response.on('close', () => {
    clearInterval(timer)
    signal.removeEventListener('abort', end)
  })
}

function restartsOf({ status }: KubeObject, container: string): number {
  const own = listAt(status, 'containerStatuses').find((one) => stringAt(one, 'name') === container)
  return numberAt(own, 'restartCount') ?? 0
}

/** Of most containers there is no run before the present one. */
function neverRestarted({ metadata }: KubeObject, container: string): KubeStatusError {
  return new KubeStatusError(
    'BadRequest',
    `previous terminated container "${container}" in pod "${metadata.name}" not found`,
  )
}

const smallest: Readonly<Record<string, number>> = { sinceSeconds: 1, tailLines: 0, limitBytes: 1 }

function checkOptions(pod: KubeObject, query: URLSearchParams): void {
  for (const [field, least] of Object.entries(smallest)) {
    const value = query.get(field)
    if (value === null || Number(value) >= least) continue
    const wanted = least === 0 ? 'greater than or equal to 0' : 'greater than 0'
    const message = `Invalid value: ${value}: must be ${wanted}`
    throw invalidLogOptions(pod, { reason: 'FieldValueInvalid', message, field })
  }
  if (query.has('sinceSeconds') && query.has('sinceTime')) {
    const message = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified'
    throw invalidLogOptions(pod, { reason: 'FieldValueForbidden', message, field: '' })
  }
}

function invalidLogOptions({ metadata }: KubeObject, cause: StatusCause): KubeStatusError {
  const { name } = metadata
  const where = cause.field === '' ? '' : `${cause.field}: `
  return new KubeStatusError(
    'Invalid',
    `PodLogOptions "${name}" is invalid: ${where}${cause.message}`,
    { name, kind: 'PodLogOptions', causes: [cause] },
  )
}

function chosenContainer(pod: KubeObject, asked: string): string {
  const mains = listAt(pod.spec, 'containers').map((entry) => stringAt(entry, 'name'))
  const inits = listAt(pod.spec, 'initContainers').map((entry) => stringAt(entry, 'name'))
  const { name } = pod.metadata
  if (asked === '') {
    const [only] = mains
    if (mains.length === 1 && only !== undefined) return only
    throw new KubeStatusError(
      'BadRequest',
      `a container name must be specified for pod ${name}, choose one of: [${mains.join(' ')}] or one of the init containers: [${inits.join(' ')}]`,
    )
  }
  if ([...mains, ...inits].includes(asked)) return asked
  throw new KubeStatusError('BadRequest', `container ${asked} is not valid for pod ${name}`)
}

function startOf(pod: KubeObject, query: URLSearchParams, nowMs: number): number {
  const createdMs = Date.parse(pod.metadata.creationTimestamp ?? '')
  const born = Number.isNaN(createdMs) ? 0 : createdMs
  const since = query.get('sinceSeconds')
  const sinceTime = Date.parse(query.get('sinceTime') ?? '')
  if (since !== null) return Math.max(born, nowMs - Number(since) * 1_000)
  if (!Number.isNaN(sinceTime)) return Math.max(born, sinceTime)
  return born
}

function limited(lines: readonly LogLine[], query: URLSearchParams): readonly LogLine[] {
  const limitBytes = Number(query.get('limitBytes') ?? 0)
  if (limitBytes <= 0) return lines
  let bytes = 0
  return lines.filter(({ text }) => (bytes += text.length + 1) <= limitBytes)
}

function timeOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, -1)}000000Z`
}
