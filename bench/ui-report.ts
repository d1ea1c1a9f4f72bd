import type { UiMeasured } from './ui-measure.ts'

export interface UiCase {
  readonly name: string
  readonly workloads: number
  readonly query: string
  /** The bar that the design sets for it, in ms; null where it sets none. */
  readonly goals: Partial<Record<keyof UiMeasured, number>>
  /** What the best console of today took for about as many, measured when this one was designed. */
  readonly todays?: string
}

export interface UiResult extends UiCase {
  readonly measured: UiMeasured
}

const rows = [
  { key: 'settledMs', word: 'answer to picture' },
  { key: 'layoutMs', word: '… layout, in a worker' },
  { key: 'applyMs', word: '… elements, on the page' },
  { key: 'openMs', word: 'address to picture' },
  { key: 'refreshApplyMs', word: 'refresh without change, canvas' },
  { key: 'refreshScriptMs', word: '… all script of the page' },
  { key: 'numbersApplyMs', word: 'refresh with all numbers changed, canvas' },
  { key: 'numbersScriptMs', word: '… all script of the page' },
  { key: 'newNodesMs', word: 'refresh with ten new nodes, to picture' },
  { key: 'panP95Ms', word: 'frame while panning, p95' },
  { key: 'zoomP95Ms', word: 'frame while zooming, p95' },
  { key: 'clickMs', word: 'click to panel' },
] as const satisfies readonly { key: keyof UiMeasured; word: string }[]

/** One table, a column for each case; a goal stands behind its figure. */
export function writeUiTable(results: readonly UiResult[]): string {
  const lines = [
    ['', ...results.map(({ name }) => name)],
    ['---', ...results.map(() => '---:')],
    ['nodes / edges', ...results.map(({ measured: { nodes, edges } }) => `${nodes} / ${edges}`)],
    ['today’s best console, to picture', ...results.map(({ todays }) => todays ?? '–')],
    ...rows.map(({ key, word }) => [word, ...results.map((result) => cell(result, key))]),
    ['heap', ...results.map(({ measured }) => `${measured.heapMb.toFixed(0)} MB`)],
  ]
  const [first] = results
  const sizes =
    first === undefined
      ? ''
      : `\n\nScript of the graph route, as sent: ${first.measured.scriptKb.toFixed(0)} kB; ` +
        `layout worker: ${first.measured.workerKb.toFixed(0)} kB.`
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n') + sizes
}

function cell({ measured, goals }: UiResult, key: keyof UiMeasured): string {
  const value = measured[key]
  const goal = goals[key]
  if (value === null) return '–'
  return goal === undefined ? time(value) : `${time(value)} (≤ ${time(goal)})`
}

function time(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`
}
