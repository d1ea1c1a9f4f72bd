import { startConsoleOnLab } from '../test/support/console.ts'
import { drain, median, quantile } from './asking.ts'
import { measureMasthead, type MastheadMeasured } from './masthead.ts'
import { measureSearch, type SearchMeasured } from './search.ts'

export interface ListsMeasured {
  readonly workloads: number
  readonly firstMs: number // nothing is known yet: traffic, rules and index are made
  readonly warmMs: number // the same question, median
  readonly warmP95Ms: number
  readonly otherMs: number // another filter or order each time, median
  readonly pageMs: number // a page from the middle
  readonly gzipKb: number
  readonly appsMs: number
  readonly servicesMs: number
  readonly search: SearchMeasured
  readonly masthead: MastheadMeasured
}

const rounds = 30
const orders = ['name', 'rate', 'errors', 'namespace', 'health', 'mtls', 'findings', 'pods']

/** `npm run bench -- --lists`: lists of meshes made to size, over HTTP, on a cluster made up here. */
export async function measureLists(workloads: number): Promise<ListsMeasured> {
  const console = await startConsoleOnLab({ lab: { workloads } })
  const ask = (kind: string, query = ''): Promise<{ ms: number; bytes: number }> =>
    drain(new URL(`api/v1/catalog/things/${kind}s?limit=100${query}`, console.url).href)
  const times = async (ask1: (round: number) => Promise<{ ms: number }>): Promise<number[]> => {
    const all: number[] = []
    for (let round = 0; round < rounds; round += 1) all.push((await ask1(round)).ms)
    return all
  }
  try {
    const first = await ask('workload')
    await ask('workload')
    const warm = await times(() => ask('workload'))
    const other = await times((round) => {
      const order = orders[round % orders.length] ?? 'name'
      return ask('workload', `&sort=${order}&text=${String.fromCharCode(97 + (round % 26))}`)
    })
    const page = await times(() => ask('workload', `&offset=${Math.floor(workloads / 2)}`))
    const apps = await times(() => ask('app'))
    const services = await times(() => ask('service'))
    return {
      workloads,
      firstMs: first.ms,
      warmMs: median(warm),
      warmP95Ms: quantile(warm, 0.95),
      otherMs: median(other),
      pageMs: median(page),
      gzipKb: first.bytes / 1024,
      appsMs: median(apps),
      servicesMs: median(services),
      search: await measureSearch(console.url),
      masthead: await measureMasthead(console),
    }
  } finally {
    await console.close()
  }
}

const rows: readonly (readonly [string, (one: ListsMeasured) => string])[] = [
  ['workloads, from cold, with graph and rules', ({ firstMs }) => time(firstMs)],
  [
    'workloads, warm, median (p95)',
    ({ warmMs, warmP95Ms }) => `${time(warmMs)} (${time(warmP95Ms)})`,
  ],
  ['… another filter and order each time', ({ otherMs }) => time(otherMs)],
  ['… a page from the middle', ({ pageMs }) => time(pageMs)],
  ['apps, warm', ({ appsMs }) => time(appsMs)],
  ['services, warm', ({ servicesMs }) => time(servicesMs)],
  ['names that the jump box knows', ({ search: { names } }) => names.toLocaleString('en')],
  [
    'jump box, p95 (an empty answer)',
    ({ search: { typedP95Ms, floorP95Ms } }) => `${time(typedP95Ms)} (${time(floorP95Ms)})`,
  ],
  ['… nothing is called so: what is near', ({ search }) => time(search.inexactP95Ms)],
  [
    'what each page asks for its masthead: mesh, back ends (processor)',
    ({ masthead: { meshCpuMs, statusCpuMs } }) => `${time(meshCpuMs)}, ${time(statusCpuMs)}`,
  ],
  [
    '… the mesh after a pod has changed (gzip)',
    ({ masthead: { changedCpuMs, meshGzipKb } }) =>
      `${time(changedCpuMs)} (${meshGzipKb.toFixed(1)} kB)`,
  ],
  ['answer of 100 rows, gzip', ({ gzipKb }) => `${gzipKb.toFixed(0)} kB`],
]

const time = (ms: number): string => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`

/** The figures as a table of Markdown; of two sizes, how many times as much the larger costs. */
export function writeListsTable(measured: readonly ListsMeasured[]): string {
  const [small, ...others] = measured
  const large = others.at(-1)
  const ratio =
    small === undefined || large === undefined
      ? []
      : [['… of the smallest, warm', '', `${(large.warmMs / small.warmMs).toFixed(2)} ×`]]
  const head = [
    'lists',
    ...measured.map(({ workloads }) => `${workloads.toLocaleString('en')} workloads`),
  ]
  const lines = [
    head,
    head.map((_, index) => (index === 0 ? '---' : '---:')),
    ...rows.map(([name, write]) => [name, ...measured.map(write)]),
    ...ratio,
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
