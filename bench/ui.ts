import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../test/servers/chromium.ts'
import { makeDataFolder, removeDataFolder } from '../test/servers/data-folder.ts'
import { startPrometheus } from '../test/servers/prometheus.ts'
import { startBenchConsole } from './console.ts'
import { createMesh } from './mesh.ts'
import { writeSamples } from './samples.ts'
import { measurePage } from './ui-measure.ts'
import { writeUiTable, type UiCase, type UiResult } from './ui-report.ts'

const open = 'graph?type=workload&open=all'
const meetingSeconds = 120
const everywhere = { refreshApplyMs: 16 }

/** Goals are those of the design for a machine that draws in software. */
const cases: readonly UiCase[] = [
  {
    name: '60 nodes',
    workloads: 60,
    query: open,
    goals: { ...everywhere, settledMs: 1000, panP95Ms: 100 },
    todays: '4.3 s (81 / 72)',
  },
  {
    name: '150 nodes',
    workloads: 150,
    query: open,
    goals: { ...everywhere, settledMs: 1000, panP95Ms: 100 },
  },
  {
    name: '300 nodes',
    workloads: 300,
    query: open,
    goals: { ...everywhere, settledMs: 1500, panP95Ms: 200 },
    todays: '14 s (280 / 287); 54 s (613 / 690)',
  },
  {
    name: '100 closed namespaces',
    workloads: 1000,
    query: 'graph?type=workload&open=none',
    goals: { ...everywhere, settledMs: 1000 },
  },
  {
    name: '1,000 nodes',
    workloads: 1000,
    query: open,
    goals: { ...everywhere, settledMs: 4000 },
    todays: 'crashes (1,000 / 4,079)',
  },
  { name: '5,000 nodes', workloads: 5000, query: open, goals: { ...everywhere, clickMs: 2000 } },
  {
    name: '400 closed namespaces of 10,000 workloads',
    workloads: 10_000,
    query: 'graph?type=workload&open=none',
    goals: everywhere,
  },
]

/**
 * `npm run bench -- --ui`: the page in a real browser, on meshes in a real Prometheus.
 *
 * @param sizes of meshes, in workloads: only their cases; null: all
 */
export async function runUiBench(isJson: boolean, sizes: readonly number[] | null): Promise<void> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium here: npm run backends installs one')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const results: UiResult[] = []
  try {
    for (const workloads of sizes ?? new Set(cases.map((one) => one.workloads))) {
      try {
        for await (const result of runMesh(browser, workloads)) results.push(result)
      } catch (error) {
        process.stderr.write(`failed: ${error instanceof Error ? error.message : String(error)}\n`)
        process.exitCode = 1 // the other sizes still say something
      }
    }
  } finally {
    await browser.close()
  }
  console.log(isJson ? JSON.stringify({ results }, null, 2) : writeUiTable(results))
}

async function* runMesh(browser: Browser, workloads: number): AsyncGenerator<UiResult> {
  // Where the scrapes of the past and of the present meet, rates are not constant.
  const atSeconds = Math.floor(Date.now() / 1000) - meetingSeconds
  const folder = makeDataFolder('bench-ui')
  const file = path.join(folder, 'samples.txt')
  writeSamples(createMesh(workloads), { atSeconds, liveSeconds: meetingSeconds + 600 }, file)
  const prometheus = await startPrometheus({ openMetrics: file })
  removeDataFolder(folder)
  const console = await startBenchConsole(prometheus.url)
  try {
    for (const one of cases.filter((each) => each.workloads === workloads)) {
      const startedAt = Date.now()
      process.stderr.write(`${one.name} … `)
      const measured = await measurePage(browser, console.url, one.query)
      process.stderr.write(`${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`)
      yield { ...one, measured }
    }
  } finally {
    await console.stop()
    await prometheus.stop()
  }
}
