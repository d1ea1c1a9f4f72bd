import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { getProxyTable, type ProxyTable } from '#contract/proxy.ts'
import { createClusterSource } from '../server/sources/kubernetes/cluster-source.ts'
import { quantile, readText } from './asking.ts'
import { startBenchConsole, type Memory } from './console.ts'

const root = path.dirname(import.meta.dirname)

/** How long it took, and how long somebody else waited for the console meanwhile. */
interface Step {
  readonly name: string
  readonly ms: number
  readonly kilobytes: number
  readonly pingP95Ms: number
  readonly pingMaxMs: number
}

export interface ProxiesMeasured {
  readonly dumpMb: number
  readonly clusters: number
  /** The same bytes by the same way, by a client that counts them. */
  readonly wayAloneMs: number
  /** Nothing is asked but the pings themselves. */
  readonly idle: Omit<Step, 'name' | 'ms' | 'kilobytes'>
  readonly steps: readonly Step[]
  readonly before: Memory | null
  readonly after: Memory | null
}

/** `npm run bench -- --proxies`: a sidecar that is told 20 MB, looked into by one viewer. */
export async function measureProxies(): Promise<ProxiesMeasured> {
  const source = spawn(process.execPath, [path.join(root, 'bench/proxy-source.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [first] = (await once(source.stdout, 'data')) as [Buffer]
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-bench-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigOf(first.toString().trim()), { mode: 0o600 })
  const console = await startBenchConsole('http://127.0.0.1:9', ['--kubeconfig', kubeconfig])
  const pings = new Worker(new URL('./pings.ts', import.meta.url), {
    workerData: `${console.url}/healthz`,
  })
  try {
    const alone = await askAlone(kubeconfig)
    const pods = `${console.url}/api/v1/namespaces/shop/pods`
    const steps: Step[] = []
    const step = async (name: string, ask: () => Promise<string>): Promise<string> => {
      const measured = await whilePinging(pings, ask)
      steps.push({ name, ...measured.figures })
      return measured.text
    }
    // The thread and its code come with the first; what is measured is the second.
    const small = `${pods}/caller-2/proxy/tables/stats`
    await readText(small)
    const idle = await whilePinging(pings, () => new Promise((end) => setTimeout(end, 2000, '')))
    const before = console.memory()
    const table = `${pods}/caller-1/proxy/tables`
    const taken = read(
      await step('dump to the first page of clusters', () => readText(`${table}/clusters`)),
    )
    const more = `snapshot=${taken.snapshot}`
    await step('another table of the same moment', () => readText(`${table}/routes?${more}`))
    await step('a filter over all clusters', () =>
      readText(`${table}/clusters?${more}&host=service-17&sort=host`),
    )
    await step('one cluster as JSON', () =>
      readText(
        `${pods}/caller-1/proxy/documents/clusters?${more}&resource=${encodeURIComponent(taken.rows[0]?.resource ?? '')}`,
      ),
    )
    await step('all of it as JSON', () =>
      readText(`${pods}/caller-1/proxy/documents/config?${more}`),
    )
    await step('what differs in another pod, read for it', () =>
      readText(`${pods}/caller-1/proxy/differences/clusters?${more}&withPod=caller-2`),
    )
    const { pingP95Ms, pingMaxMs } = idle.figures
    return {
      dumpMb: taken.bytes / 1e6,
      clusters: taken.total,
      wayAloneMs: alone,
      idle: { pingP95Ms, pingMaxMs },
      steps,
      before,
      after: console.memory(),
    }
  } finally {
    await pings.terminate()
    await console.stop()
    source.stdin.end()
    rmSync(folder, { recursive: true })
  }
}

const read = (text: string): ProxyTable => getProxyTable.response.parse(JSON.parse(text))

const kubeconfigOf = (server: string): string =>
  JSON.stringify({
    'current-context': 'bench',
    clusters: [{ name: 'bench', cluster: { server } }],
    users: [{ name: 'bench', user: { token: 'lab-admin' } }],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
  })

async function askAlone(kubeconfigPath: string): Promise<number> {
  const source = createClusterSource({
    ...{ cluster: 'bench', kubeconfigPath, crdGroups: [] },
    keep: { annotationPrefixes: [], envNames: [] },
  })
  const ask = async (): Promise<void> => {
    await source.proxies.ask(
      { kind: 'anonymous' },
      {
        ...{ namespace: 'shop', pod: 'caller-1', port: 15_000, method: 'GET' },
        ...{ path: '/config_dump?include_eds', maxBytes: 1e9, deadlineMs: 60_000 },
      },
      { take: () => undefined, signal: new AbortController().signal },
    )
  }
  await ask()
  const startedAt = performance.now()
  await ask()
  const took = performance.now() - startedAt
  await source.close()
  return took
}

interface Pinged {
  readonly text: string
  readonly figures: Omit<Step, 'name'>
}

async function whilePinging(pings: Worker, ask: () => Promise<string>): Promise<Pinged> {
  await timesOf(pings)
  const startedAt = performance.now()
  const text = await ask()
  const ms = performance.now() - startedAt
  const times = await timesOf(pings)
  const figures = { pingP95Ms: quantile(times, 0.95), pingMaxMs: Math.max(0, ...times) }
  return { text, figures: { ms, kilobytes: text.length / 1000, ...figures } }
}

/** Since they were asked for last. */
async function timesOf(pings: Worker): Promise<number[]> {
  pings.postMessage('say')
  const [times] = (await once(pings, 'message')) as [number[]]
  return times
}

export function writeProxiesTable(one: ProxiesMeasured): string {
  const whole = (number: number): string => Math.round(number).toLocaleString('en-US')
  const fine = (number: number): string => number.toFixed(1)
  const memory = (of: Memory | null): string =>
    of === null ? '–' : `${whole(of.residentMb)} (${whole(of.peakMb)}) MB`
  const waits = (of: Pick<Step, 'pingP95Ms' | 'pingMaxMs'>): string =>
    `${fine(of.pingP95Ms)} (${fine(of.pingMaxMs)}) ms`
  return [
    `| inside a proxy: ${fine(one.dumpMb)} MB, ${whole(one.clusters)} clusters | takes | answer | others wait, p95 (longest) |`,
    '| --- | ---: | ---: | ---: |',
    `| the way alone, bytes counted | ${whole(one.wayAloneMs)} ms | – | – |`,
    `| nothing is asked | – | – | ${waits(one.idle)} |`,
    ...one.steps.map(
      (step) =>
        `| ${step.name} | ${whole(step.ms)} ms | ${whole(step.kilobytes)} kB | ${waits(step)} |`,
    ),
    `| memory before (peak) | ${memory(one.before)} | | |`,
    `| … after (peak) | ${memory(one.after)} | | |`,
  ].join('\n')
}
