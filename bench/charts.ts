import path from 'node:path'
import { chartSchema, listCharts } from '#contract/charts.ts'
import { makeDataFolder, removeDataFolder } from '../test/servers/data-folder.ts'
import { startPrometheus } from '../test/servers/prometheus.ts'
import { drain, median, readText } from './asking.ts'
import { startBenchConsole } from './console.ts'
import { createMesh } from './mesh.ts'
import { writeSamples } from './samples.ts'

/** Times in ms. The store alone: the same range queries, side by side. */
export interface ChartsMeasured {
  readonly workloads: number
  readonly charts: number
  readonly queries: number
  readonly coldMs: number
  readonly storeMs: number
  readonly warmMs: number
}

const workloads = 1000
const rounds = 3
const subject = 'namespaces/team-000/workloads/service-00'

/** `npm run bench -- --charts`: a tab of charts, its queries beside the store's own time. */
export async function measureCharts(): Promise<ChartsMeasured> {
  const atSeconds = Math.floor(Date.now() / 1000)
  const folder = makeDataFolder('bench-charts')
  const file = path.join(folder, 'samples.txt')
  writeSamples(createMesh(workloads), { atSeconds, liveSeconds: 300 }, file)
  const prometheus = await startPrometheus({ openMetrics: file })
  removeDataFolder(folder)
  const console = await startBenchConsole(prometheus.url)
  try {
    const list = listCharts.response.parse(
      JSON.parse(await readText(`${console.url}/api/v1/${subject}/charts`)),
    )
    const ids = list.charts.map(({ id }) => id)
    const cold: number[] = []
    const store: number[] = []
    const warm: number[] = []
    let queries = 0
    for (let round = 0; round < rounds; round += 1) {
      // Another end for each round: nothing of it is known to the console.
      const at = (atSeconds + 60 + round) * 1000
      const address = (id: string): string =>
        `${console.url}/api/v1/${subject}/charts/${id}?window=1h&by=remoteApp,code&at=${at}`
      const before = await console.queries()
      const startedAt = performance.now()
      const answers = await Promise.all(ids.map((id) => readText(address(id))))
      cold.push(performance.now() - startedAt)
      queries = (await console.queries()) - before
      store.push(await askRanges(prometheus.url, answers))
      const again = performance.now()
      await Promise.all(ids.map((id) => readText(address(id))))
      warm.push(performance.now() - again)
    }
    return {
      ...{ workloads, charts: ids.length, queries },
      ...{ coldMs: median(cold), storeMs: median(store), warmMs: median(warm) },
    }
  } finally {
    await console.stop()
    await prometheus.stop()
  }
}

/** The queries that the answers say they are made of, put by somebody else. */
async function askRanges(store: string, answers: readonly string[]): Promise<number> {
  const asked = answers.flatMap((text) => {
    const { evidence, fromAt, toAt, stepSeconds } = chartSchema.parse(JSON.parse(text))
    return evidence.map(({ promql }) => ({ promql, fromAt, toAt, stepSeconds }))
  })
  const startedAt = performance.now()
  await Promise.all(
    asked.map(({ promql, fromAt, toAt, stepSeconds }) => {
      const search = new URLSearchParams({
        ...{ query: promql, start: String(fromAt / 1000), end: String(toAt / 1000) },
        step: String(stepSeconds),
      })
      return drain(`${store}/api/v1/query_range?${search.toString()}`)
    }),
  )
  return performance.now() - startedAt
}

/** The figures as a table of Markdown. */
export function writeChartsTable(measured: ChartsMeasured): string {
  const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`
  const { coldMs, storeMs } = measured
  const rows = [
    ['workloads in the store', String(measured.workloads)],
    ['charts / range queries', `${measured.charts} / ${measured.queries}`],
    ['all of them, cold', ms(coldMs)],
    ['the store alone, the same queries', ms(storeMs)],
    ['… over the store alone', `${(coldMs / storeMs).toFixed(2)} ×`],
    ['the same again, warm', ms(measured.warmMs)],
  ]
  const lines = rows.map(([name = '', value = '']) => `| ${name} | ${value} |`)
  return ['| charts |  |', '| --- | ---: |', ...lines].join('\n')
}
