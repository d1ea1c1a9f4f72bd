/**
 * `npm start`: the console, on the back ends that were named, else on the lab, which is started
 * beside it and ends with it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { namesBackEnd } from '../server/config.ts'
import { readSettings, runConsole, type RunningConsole } from '../server/main.ts'

const root = path.dirname(import.meta.dirname)

interface LabAddresses {
  readonly kubernetes: string
  readonly prometheus: string
  readonly jaeger: string
}

interface RunningLab {
  readonly args: readonly string[] // for the console
  readonly child: ChildProcess
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

async function startLab(labArgs: readonly string[]): Promise<RunningLab> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'lab/main.ts'), '--until-stdin-closes', ...labArgs],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const addresses = await firstLine(child)
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-lab-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, writeKubeconfig(addresses.kubernetes), { mode: 0o600 })
  return {
    args: [
      ...['--poll-seconds', '5'],
      ...['--kubeconfig', kubeconfig],
      ...['--prometheus', addresses.prometheus],
      ...['--tracing', addresses.jaeger],
    ],
    child,
    stop: () => {
      rmSync(folder, { recursive: true, force: true })
      child.stdin.end()
      child.kill('SIGTERM')
    },
  }
}

function firstLine(child: ChildProcess): Promise<LabAddresses> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The lab ended with code ${String(code)}.`)))
    if (child.stdout === null) return
    createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line) as LabAddresses))
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

async function main(): Promise<void> {
  const args = splitArgs(process.argv.slice(2))
  // Settings that cannot work are said at once, not after the lab has come up.
  if (readSettings(args.console) === null) process.exit()
  const lab = namesBackEnd(args.console, process.env) ? null : await startLab(args.lab)
  let running: RunningConsole | null = null
  const stop = (): void => {
    lab?.stop()
    void (running?.close() ?? Promise.resolve()).then(() => process.exit())
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  const config = readSettings([...(lab?.args ?? []), ...args.console])
  running = config === null ? null : await runConsole(config, (line) => console.log(line))
  if (running === null) {
    lab?.stop()
    process.exit()
  }
  if (lab === null) return
  console.log(
    'It shows the lab, a mesh made up on this machine. For a real one: npm start -- --help',
  )
  lab.child.once('exit', () => {
    console.error('The lab has ended; the console ends with it.')
    process.exitCode = 1
    stop()
  })
}

await main()
