import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../seams.ts'
import { listAt, stringAt } from '../store/json.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { LogLine, LogSource } from './log-lines.ts'
import { findObject } from './reading.ts'
import { isTrue } from './request-info.ts'
import type { ResourceRequest } from './request-info.ts'
import { KubeStatusError } from './status.ts'

export interface LogOptions {
  readonly response: ServerResponse
  readonly nowMs: () => number
  readonly lines: LogSource
  readonly signal: AbortSignal
}

/** As far back as a container's log reaches when nothing else is asked. */
const defaultReachMs = 600_000
const pollMs = 500

/** @throws KubeStatusError when the pod or the container does not exist or is not named */
export function answerLog(store: ObjectStore, ask: ResourceRequest, options: LogOptions): void {
  const { response, nowMs, lines, signal } = options
  const { query } = ask
  const pod = findObject(store, ask)
  const container = chosenContainer(pod, query.get('container') ?? '')
  const hasTimes = isTrue(query.get('timestamps') ?? 'false')
  const write = (written: readonly LogLine[]): void => {
    const text = written.map(
      ({ atMs, text: line }) => `${hasTimes ? `${timeOf(atMs)} ` : ''}${line}\n`,
    )
    if (text.length > 0) response.write(text.join(''))
  }
  let toMs = nowMs()
  const past = lines({ pod, container, fromMs: startOf(pod, query, toMs), toMs })
  const tail = query.get('tailLines')
  response.writeHead(200, { 'content-type': 'text/plain' })
  response.flushHeaders()
  write(limited(tail === null ? past : past.slice(Math.max(0, past.length - Number(tail))), query))
  if (!isTrue(query.get('follow') ?? 'false')) {
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
  return Math.max(born, nowMs - defaultReachMs)
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
