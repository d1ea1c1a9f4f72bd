import type { Measured } from './measure.ts'

export interface SizeResult extends Measured {
  readonly workloads: number
  readonly namespaces: number
  readonly meshEdges: number
  readonly series: number
}

interface Before {
  readonly coldMs: number
  readonly queries: number
}

/** Today's best console, all namespaces, on the same machine with meshes of the same size. */
export const measuredEarlier: ReadonlyMap<number, Before> = new Map([
  [1000, { coldMs: 3500, queries: 1400 }],
  [5000, { coldMs: 17_400, queries: 2800 }],
])

export function writeTable(results: readonly SizeResult[]): string {
  const header = ['', ...results.map(({ workloads }) => `${count(workloads)} workloads`)]
  const rows = [
    row('edges', results, ({ meshEdges }) => count(meshEdges)),
    row('series', results, ({ series }) => count(series)),
    row('the store alone, the same queries', results, ({ floorMs }) => time(floorMs)),
    row('graph from cold', results, ({ coldMs }) => time(coldMs)),
    row('… over the store alone', results, overFloor),
    row('… all namespaces open', results, ({ allOpenMs }) => time(allOpenMs)),
    row('queries of the metric store', results, ({ queries }) => count(queries)),
    row("today's best console, measured earlier", results, ({ workloads }) => {
      const before = measuredEarlier.get(workloads)
      return before === undefined ? '–' : `${time(before.coldMs)}, ${count(before.queries)} queries`
    }),
    row('the same view, warm', results, ({ warmMs }) => time(warmMs)),
    row('another namespace opened, warm', results, ({ projectionMs }) => time(projectionMs)),
    row('first look at another graph type', results, ({ otherTypeMs }) => time(otherTypeMs)),
    row('what changed in a view, found', results, ({ deltaMs }) => time(deltaMs)),
    row('100 viewers at once, warm, p95', results, ({ viewersP95Ms }) => time(viewersP95Ms)),
    row('… a bare server sending as much', results, ({ viewersFloorMs }) => time(viewersFloorMs)),
    row('queries for 100 viewers', results, ({ viewersQueries }) => count(viewersQueries)),
    row('answer, gzip (raw)', results, ({ gzipKb, rawKb }) => `${kb(gzipKb)} (${kb(rawKb)})`),
    row('memory after ten polls (peak)', results, ({ memory }) =>
      memory === null ? '–' : `${memory.residentMb.toFixed(0)} (${memory.peakMb.toFixed(0)}) MB`,
    ),
    row('cost per edge, from cold', results, (one) => `${perEdge(one).toFixed(0)} µs`),
    row('… relative to 1,000 workloads', results, (one) => relative(one, results)),
  ]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(header),
    line(header.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n')
}

const row = (
  name: string,
  results: readonly SizeResult[],
  write: (result: SizeResult) => string,
): readonly string[] => [name, ...results.map(write)]

const overFloor = ({ coldMs, floorMs }: SizeResult): string =>
  `${coldMs >= floorMs ? '+' : ''}${((coldMs / floorMs - 1) * 100).toFixed(0)} %`

const perEdge = ({ coldMs, meshEdges }: SizeResult): number => (coldMs / meshEdges) * 1000

function relative(one: SizeResult, results: readonly SizeResult[]): string {
  const base = results.find(({ workloads }) => workloads === 1000)
  // Below that size what every answer costs outweighs its edges.
  return base === undefined || one.workloads < 1000
    ? '–'
    : `${(perEdge(one) / perEdge(base)).toFixed(2)} ×`
}

const count = (number: number): string => number.toLocaleString('en-US')
const kb = (size: number): string => `${count(Math.round(size))} kB`

function time(ms: number | null): string {
  if (ms === null) return '–'
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`
}
