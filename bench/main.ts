/**
 * `npm run bench [-- --json] [--sizes 100,1000,5000,10000]`: what the console takes over what the
 * metric store itself takes, on meshes made up here, in the same run. With --ui instead: what the
 * page takes in a real browser; with --rules: what validations take; with --lists: what lists take;
 * with --logs: what a flood of logs takes; with --charts: what a tab of charts takes; with --proxies:
 * what a proxy that is told 20 MB takes; with --traces: what a trace of 80,000 spans takes.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { makeDataFolder, removeDataFolder } from '../test/servers/data-folder.ts'
import { startPrometheus } from '../test/servers/prometheus.ts'
import { measureCharts, writeChartsTable } from './charts.ts'
import { startBenchConsole } from './console.ts'
import { measureLists, writeListsTable } from './lists.ts'
import { measureLogs, writeLogsTable } from './logs.ts'
import { measure } from './measure.ts'
import { measureProxies, writeProxiesTable } from './proxies.ts'
import { createMesh } from './mesh.ts'
import { measuredEarlier, writeTable, type SizeResult } from './report.ts'
import { measureRules, writeRulesTable } from './rules.ts'
import { writeSamples } from './samples.ts'
import { measureTraces, writeTracesTable } from './traces.ts'
import { runUiBench } from './ui.ts'

const largestWithAllOpen = 1000

async function runSize(size: number): Promise<SizeResult> {
  const mesh = createMesh(size)
  const atSeconds = Math.floor(Date.now() / 1000)
  const folder = makeDataFolder('bench')
  const file = path.join(folder, 'samples.txt')
  const series = writeSamples(mesh, { atSeconds, liveSeconds: 180 + size / 100 }, file)
  const prometheus = await startPrometheus({ openMetrics: file })
  removeDataFolder(folder)
  const console = await startBenchConsole(prometheus.url)
  try {
    const measured = await measure({
      store: prometheus.url,
      console,
      atMs: atSeconds * 1000,
      withAllOpen: size <= largestWithAllOpen,
    })
    return {
      ...measured,
      workloads: size,
      namespaces: new Set(mesh.workloads.map(({ namespace }) => namespace)).size,
      meshEdges: mesh.edges.length,
      series,
    }
  } finally {
    await console.stop()
    await prometheus.stop()
  }
}

function readSizes(text: string): readonly number[] {
  const sizes = text.split(',').map(Number)
  if (sizes.every((size) => Number.isInteger(size) && size >= 10)) return sizes
  throw new Error('--sizes must be whole numbers from 10, such as 100,1000')
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    ui: { type: 'boolean', default: false },
    rules: { type: 'boolean', default: false },
    charts: { type: 'boolean', default: false },
    lists: { type: 'boolean', default: false },
    logs: { type: 'boolean', default: false },
    proxies: { type: 'boolean', default: false },
    traces: { type: 'boolean', default: false },
    sizes: { type: 'string' },
  },
})
if (values.ui) {
  await runUiBench(values.json, values.sizes === undefined ? null : readSizes(values.sizes))
  process.exit()
}
if (values.logs) {
  const measured = await measureLogs()
  console.log(values.json ? JSON.stringify(measured, null, 2) : writeLogsTable(measured))
  process.exit()
}
if (values.proxies) {
  const measured = await measureProxies()
  console.log(values.json ? JSON.stringify(measured, null, 2) : writeProxiesTable(measured))
  process.exit()
}
if (values.traces) {
  const measured = await measureTraces()
  console.log(values.json ? JSON.stringify(measured, null, 2) : writeTracesTable(measured))
  process.exit()
}
if (values.rules) {
  const measured = await measureRules()
  console.log(values.json ? JSON.stringify(measured, null, 2) : writeRulesTable(measured))
  process.exit()
}
if (values.lists) {
  const measured = []
  for (const size of readSizes(values.sizes ?? '1000,10000'))
    measured.push(await measureLists(size))
  console.log(values.json ? JSON.stringify(measured, null, 2) : writeListsTable(measured))
  process.exit()
}
if (values.charts) {
  const measured = await measureCharts()
  console.log(values.json ? JSON.stringify(measured, null, 2) : writeChartsTable(measured))
  process.exit()
}
const results: SizeResult[] = []
for (const size of readSizes(values.sizes ?? '100,1000,5000,10000')) {
  const startedAt = Date.now()
  process.stderr.write(`${size} workloads … `)
  try {
    results.push(await runSize(size))
    process.stderr.write(`${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`)
  } catch (error) {
    process.stderr.write(`failed: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1 // the other sizes still say something
  }
}
console.log(
  values.json
    ? JSON.stringify({ results, measuredEarlier: Object.fromEntries(measuredEarlier) }, null, 2)
    : writeTable(results),
)
