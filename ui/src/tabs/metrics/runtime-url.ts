import { aggregations, type Aggregation, type DashboardAskInput } from '#contract/dashboards.ts'
import { writeWindow } from '#contract/graph-ask.ts'
import { defaultView, readView, writeChoice, writeView, type MetricsView } from './url.ts'

/** What the tab of dashboards shows: one of them, and how pods are put together in it. */
export interface RuntimeView extends MetricsView {
  readonly dashboard: string | null // null: the first that was found
  readonly aggregation: Aggregation | null // null: as each chart has it
}

const tab = 'runtime'

export const defaultRuntime: RuntimeView = { ...defaultView, dashboard: null, aggregation: null }

/** Never throws: what cannot be read is as usual, field by field. */
export function readRuntime(search: URLSearchParams): RuntimeView {
  return {
    ...readView(search, tab),
    dashboard: search.get('runtimeBoard'),
    aggregation: aggregations.find((one) => one === search.get('runtimePods')) ?? null,
  }
}

/** The shortest address that reads back to this view; all other parameters stay as they are. */
export function writeRuntime(
  { dashboard, aggregation, ...view }: RuntimeView,
  others = new URLSearchParams(),
): URLSearchParams {
  const search = writeView(view, tab, others)
  for (const [name, text] of [
    ['runtimeBoard', dashboard],
    ['runtimePods', aggregation],
  ] as const)
    if (text === null) search.delete(name)
    else search.set(name, text)
  return search
}

/** What the server is asked for each chart of a dashboard. */
export function dashboardAskOf(view: RuntimeView): DashboardAskInput {
  return {
    window: writeWindow(view.windowSeconds),
    ...(view.at === null ? {} : { at: view.at }),
    ...(view.by.length === 0 ? {} : { by: view.by.join(',') }),
    ...(view.only.length === 0 ? {} : { only: view.only.map(writeChoice).join(',') }),
    ...(view.aggregation === null ? {} : { aggregation: view.aggregation }),
  }
}
