import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readText } from './asking.ts'

// A busy machine may take long over the largest mesh: slow is a figure, too late would be none.
const unhurried = ['--poll-seconds', '5', '--prometheus-deadline', '120']
// As `npm start` and the image start it.
const nodeFlags = ['--max-semi-space-size=16']
const nodeSettings = { MALLOC_ARENA_MAX: '1' }
const root = path.dirname(import.meta.dirname)

/** The console in a process of its own, seen from outside. */
export interface BenchConsole {
  readonly url: string
  /** MB, now and at the most; null where the system does not tell. */
  readonly memory: () => Memory | null
  /** Of the processor so far, all its threads, ms; on a busy machine it says more than the clock. */
  readonly cpuMs: () => number | null
  /** How many questions it has asked of the metric store so far. */
  readonly queries: () => Promise<number>
  readonly stop: () => Promise<void>
}

export interface Memory {
  readonly residentMb: number
  readonly peakMb: number
}

export function startBenchConsole(
  prometheus: string,
  more: readonly string[] = [],
): Promise<BenchConsole> {
  const args = ['--port', '0', '--prometheus', prometheus, '--log-level', 'error', ...more]
  const child = spawn(
    process.execPath,
    [...nodeFlags, path.join(root, 'server/main.ts'), ...args, ...unhurried],
    { cwd: root, env: { ...process.env, ...nodeSettings }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  process.once('exit', () => child.kill('SIGKILL'))
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  }
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const url = /^Alidade: (\S+)\/$/m.exec(output)?.[1]
      if (url === undefined) return
      resolve({
        ...{ url, stop },
        memory: () => readMemory(child),
        cpuMs: () => readCpuMs(child),
        queries: () => readQueries(url),
      })
    })
    void ended.then(() => reject(new Error(`The console ended at its start: ${output}`)))
  })
}

function readMemory({ pid }: ChildProcess): Memory | null {
  if (process.platform !== 'linux' || pid === undefined) return null
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024
  return { residentMb: mb('VmRSS'), peakMb: mb('VmHWM') }
}

const msPerTick = 10 // USER_HZ of Linux is 100

function readCpuMs({ pid }: ChildProcess): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field, the name, may hold spaces; it ends with the last parenthesis.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msPerTick
}

async function readQueries(url: string): Promise<number> {
  const text = await readText(`${url}/metrics`)
  return [...text.matchAll(/^alidade_source_queries_total\{.*?\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
}
