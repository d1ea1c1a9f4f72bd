import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { logEventSchema } from '#contract/logs.ts'
import { quantile, readText } from './asking.ts'
import { startBenchConsole, type Memory } from './console.ts'

const pods = 50
const linesPerSecond = 50_000
const forMs = 20_000
const root = path.dirname(import.meta.dirname)

export interface LogsMeasured {
  readonly pods: number
  readonly wantedPerSecond: number
  /** What the source gives to readers that only count, in the same run. */
  readonly sourcePerSecond: number
  readonly readPerSecond: number
  readonly shownPerSecond: number
  readonly droppedPerSecond: number
  readonly podsShown: number
  readonly wireKbPerSecond: number
  readonly pingP95Ms: number // of the console, while it streams
  readonly pingMaxMs: number
  readonly before: Memory | null
  readonly after: Memory | null
}

/** `npm run bench -- --logs`: one viewer of 50 pods that write 50,000 lines a second. */
export async function measureLogs(): Promise<LogsMeasured> {
  const source = spawn(
    process.execPath,
    [path.join(root, 'bench/log-source.ts'), String(pods), String(linesPerSecond)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const [first] = (await once(source.stdout, 'data')) as [Buffer]
  const url = first.toString().trim()
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-bench-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigOf(url), { mode: 0o600 })
  const console = await startBenchConsole('http://127.0.0.1:9', ['--kubeconfig', kubeconfig])
  try {
    const sourcePerSecond = await countAlone(url)
    const place = `${console.url}/api/v1/namespaces/shop/apps/flood/logs`
    await readText(place)
    const before = console.memory()
    const read = await linesRead(console.url)
    const pings = startPings(console.url)
    const seen = await watch(`${place}/stream`)
    const after = console.memory()
    const took = seen.ms / 1000
    return {
      pods,
      wantedPerSecond: linesPerSecond,
      sourcePerSecond,
      readPerSecond: ((await linesRead(console.url)) - read) / took,
      shownPerSecond: seen.shown / took,
      droppedPerSecond: seen.dropped / took,
      podsShown: seen.sources.size,
      wireKbPerSecond: seen.bytes / 1000 / took,
      ...(await pings.stop()),
      before,
      after,
    }
  } finally {
    await console.stop()
    source.stdin.end()
    rmSync(folder, { recursive: true })
  }
}

const kubeconfigOf = (server: string): string =>
  JSON.stringify({
    'current-context': 'bench',
    clusters: [{ name: 'bench', cluster: { server } }],
    users: [{ name: 'bench', user: { token: 'bench' } }],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
  })

/** All logs at once, by somebody who counts line feeds and does nothing else. */
async function countAlone(url: string): Promise<number> {
  const startedAt = performance.now()
  let lines = 0
  await Promise.all(
    Array.from({ length: pods }, async (_, index) => {
      const place = `${url}/api/v1/namespaces/shop/pods/flood-${index}/log?follow=true`
      await readFor(place, 5000, (chunk) => {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1
      })
    }),
  )
  return lines / ((performance.now() - startedAt) / 1000)
}

function readFor(url: string, ms: number, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      response.on('data', take)
      response.on('error', () => resolve())
      setTimeout(() => {
        response.destroy()
        resolve()
      }, ms)
    })
    request.on('error', reject)
  })
}

interface Seen {
  shown: number
  dropped: number
  bytes: number
  ms: number
  readonly sources: Set<string>
}

async function watch(url: string): Promise<Seen> {
  const seen: Seen = { shown: 0, dropped: 0, bytes: 0, ms: 0, sources: new Set() }
  const startedAt = performance.now()
  let rest = ''
  await readFor(url, forMs, (chunk) => {
    seen.bytes += chunk.length
    const messages = (rest + chunk.toString()).split('\n\n')
    rest = messages.pop() ?? ''
    for (const message of messages) count(message, seen)
  })
  seen.ms = performance.now() - startedAt
  return seen
}

function count(message: string, seen: Seen): void {
  const data = /^data: (.*)$/m.exec(message)?.[1]
  if (data === undefined) return
  const event = logEventSchema.parse(JSON.parse(data))
  if (event.event !== 'lines') return
  seen.shown += event.lines.length
  for (const { source } of event.lines) seen.sources.add(source)
  for (const { lines } of event.dropped) seen.dropped += lines
}

async function linesRead(url: string): Promise<number> {
  const text = await readText(`${url}/metrics`)
  return Number(/^alidade_log_lines_total\{fate="read"\} (\S+)/m.exec(text)?.[1] ?? 0)
}

function startPings(url: string): {
  readonly stop: () => Promise<{ readonly pingP95Ms: number; readonly pingMaxMs: number }>
} {
  const times: number[] = []
  let isOver = false
  const run = async (): Promise<void> => {
    while (!isOver) {
      const startedAt = performance.now()
      await readText(`${url}/healthz`)
      times.push(performance.now() - startedAt)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const running = run()
  return {
    stop: async () => {
      isOver = true
      await running
      return { pingP95Ms: quantile(times, 0.95), pingMaxMs: Math.max(...times) }
    },
  }
}

export function writeLogsTable(one: LogsMeasured): string {
  const whole = (number: number): string => Math.round(number).toLocaleString('en-US')
  const memory = (of: Memory | null): string =>
    of === null ? '–' : `${whole(of.residentMb)} (${whole(of.peakMb)}) MB`
  const rows: readonly (readonly [string, string])[] = [
    [`source, ${one.pods} pods, lines a second: wanted`, whole(one.wantedPerSecond)],
    ['… given to who only counts', whole(one.sourcePerSecond)],
    ['read by the console', whole(one.readPerSecond)],
    ['shown to the viewer', whole(one.shownPerSecond)],
    ['dropped and counted', whole(one.droppedPerSecond)],
    ['pods of which lines were shown', whole(one.podsShown)],
    ['to the viewer, kB a second', whole(one.wireKbPerSecond)],
    [
      'another request meanwhile, p95 (longest)',
      `${whole(one.pingP95Ms)} (${whole(one.pingMaxMs)}) ms`,
    ],
    ['memory of the console before (peak)', memory(one.before)],
    [`… after ${forMs / 1000} s (peak)`, memory(one.after)],
  ]
  return [
    '| logs | |',
    '| --- | ---: |',
    ...rows.map(([name, text]) => `| ${name} | ${text} |`),
  ].join('\n')
}
