/**
 * `npm start`: the console, on the back ends that were named, else on the lab, which is started
 * beside it and ends with it. The lab comes up, the page is built (with --build, when its sources
 * are newer) and the server's modules are read all at the same time: people wait for the slowest.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { RunningConsole } from '../server/main.ts'

const root = path.dirname(import.meta.dirname)
// Reading TypeScript costs seconds the first time and half of that from here.
const compiled = path.join(root, 'node_modules', '.cache', 'node')

interface LabAddresses {
  readonly kubernetes: string
  readonly prometheus: string
  readonly jaeger: string
}

interface RunningLab {
  readonly child: ChildProcess
  /** Arguments for the console, once the lab answers; null when it has ended, which it has said. */
  readonly args: Promise<readonly string[] | null>
  readonly stop: () => void
}

/** Options that begin with --lab- go to the lab: --lab-workloads 5000, --lab-seed 7. */
function splitArgs(argv: readonly string[]): { lab: string[]; console: string[] } {
  const split = { lab: [] as string[], console: [] as string[] }
  let into: 'lab' | 'console' = 'console'
  for (const arg of argv) {
    if (arg.startsWith('--')) into = arg.startsWith('--lab-') ? 'lab' : 'console'
    split[into].push(into === 'lab' ? arg.replace(/^--lab-/, '--') : arg)
  }
  return split
}

function startLab(labArgs: readonly string[]): RunningLab {
  const child = spawn(
    process.execPath,
    [path.join(root, 'lab/main.ts'), '--until-stdin-closes', ...labArgs],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: compiled } },
  )
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-lab-'))
  return {
    child,
    args: firstLine(child).then((line) => (line === null ? null : consoleArgs(line, folder))),
    stop: () => {
      rmSync(folder, { recursive: true, force: true })
      child.stdin.end()
      child.kill('SIGTERM')
    },
  }
}

function consoleArgs(line: string, folder: string): readonly string[] {
  const addresses = JSON.parse(line) as LabAddresses
  const kubeconfig = path.join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, writeKubeconfig(addresses.kubernetes), { mode: 0o600 })
  return [
    ...['--poll-seconds', '5'],
    ...['--kubeconfig', kubeconfig],
    ...['--prometheus', addresses.prometheus],
    ...['--tracing', addresses.jaeger],
  ]
}

/** Null when the lab ends before it has said where it listens; why is on standard error. */
function firstLine(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(null))
    if (child.stdout !== null) createInterface(child.stdout).once('line', resolve)
  })
}

const writeKubeconfig = (server: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab',
    clusters: [{ name: 'lab', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'lab', user: { token: 'lab-admin' } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
  })

/** Builds the page when its sources are newer; what goes wrong is on standard error. */
function buildPage(): { readonly child: ChildProcess; readonly isDone: Promise<boolean> } {
  const script = path.join(root, 'scripts', 'bootstrap.cjs')
  const child = spawn(process.execPath, [script, '--build'], { stdio: ['ignore', 2, 2] })
  const isDone = new Promise<boolean>((resolve) => {
    child.once('exit', (code) => resolve(code === 0))
  })
  return { child, isDone }
}

interface Companions {
  readonly lab: RunningLab | null
  readonly page: ReturnType<typeof buildPage> | null
}

/** What the console waits for: the lab's addresses and the built page; null when either failed. */
async function companionArgs({ lab, page }: Companions): Promise<readonly string[] | null> {
  const [args, isBuilt] = await Promise.all([lab?.args ?? [], page?.isDone ?? true])
  return isBuilt ? args : null
}

function sayItIsTheLab(lab: RunningLab, fail: () => void): void {
  console.log(
    'It shows the lab, a mesh made up on this machine. For a real one: npm start -- --help',
  )
  lab.child.once('exit', () => {
    console.error('The lab has ended; the console ends with it.')
    fail()
  })
}

async function main(): Promise<void> {
  enableCompileCache(compiled)
  const args = splitArgs(process.argv.slice(2).filter((arg) => arg !== '--build'))
  const { namesBackEnd } = await import('../server/config.ts')
  const lab = namesBackEnd(args.console, process.env) ? null : startLab(args.lab)
  const page = process.argv.includes('--build') ? buildPage() : null
  let running: RunningConsole | null = null
  const stop = (): void => {
    page?.child.kill('SIGTERM')
    lab?.stop()
    void (running?.close() ?? Promise.resolve()).then(() => process.exit())
  }
  const fail = (): void => {
    process.exitCode = 1
    stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)

  const { readSettings, runConsole } = await import('../server/main.ts')
  // Settings that cannot work are said at once, not after the lab has come up.
  if (readSettings(args.console) === null) {
    stop()
    return
  }
  const labArgs = await companionArgs({ lab, page })
  if (labArgs === null) {
    fail()
    return
  }
  const config = readSettings([...labArgs, ...args.console])
  running = config === null ? null : await runConsole(config, (line) => console.log(line))
  if (running === null) stop()
  else if (lab !== null) sayItIsTheLab(lab, fail)
}

await main()
