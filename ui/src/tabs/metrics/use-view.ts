import type { ChartDirection } from '#contract/charts.ts'
import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import { readRuntime, writeRuntime, type RuntimeView } from './runtime-url.ts'
import { readTime, readView, writeTime, writeView, type MetricsView, type TimeView } from './url.ts'

interface Read<View> {
  readonly view: View
}

const formatFor = (tab: ChartDirection): ViewFormat<MetricsView, Read<MetricsView>> => ({
  read: (search) => ({ view: readView(search, tab) }),
  write: (view, others) => writeView(view, tab, others),
})
const formats = { inbound: formatFor('inbound'), outbound: formatFor('outbound') }

/** What a tab of charts shows is in the address; every change is a step in its history. */
export function useMetricsView(
  direction: ChartDirection,
): Read<MetricsView> & ViewChanges<MetricsView> {
  return useAddress(formats[direction])
}

const runtimeFormat: ViewFormat<RuntimeView, Read<RuntimeView>> = {
  read: (search) => ({ view: readRuntime(search) }),
  write: writeRuntime,
}

/** The same of the tab of dashboards. */
export function useRuntimeView(): Read<RuntimeView> & ViewChanges<RuntimeView> {
  return useAddress(runtimeFormat)
}

const timeFormat: ViewFormat<TimeView, Read<TimeView>> = {
  read: (search) => ({ view: readTime(search) }),
  write: writeTime,
}

/** The time alone, which all tabs of charts share. */
export function useTimeView(): Read<TimeView> & ViewChanges<TimeView> {
  return useAddress(timeFormat)
}
