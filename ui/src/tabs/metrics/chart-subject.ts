import type { ChartSubject } from '#contract/charts.ts'
import type { Subject } from '../tab.ts'

const folderOf = { app: 'apps', service: 'services', workload: 'workloads' } as const

export const chartSubjectOf = ({ kind, namespace, name }: Subject): ChartSubject => ({
  kind: folderOf[kind],
  namespace,
  name,
})
