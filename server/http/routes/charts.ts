import type { Router } from 'express'
import { getChart, listCharts, type ChartSubject } from '#contract/charts.ts'
import type { ChartSubjectAsked } from '../../live/charts.ts'
import { requireNamespace } from '../namespace-check.ts'
import { route } from '../route.ts'

export function mountCharts(router: Router): void {
  route(router, listCharts, ({ params, query, caller: { viewer }, context }) => {
    requireNamespace(context.clusters, params.namespace, viewer)
    return { ...context.charts.list(subjectOf(params), query.direction), links: [] }
  })

  route(router, getChart, ({ params, query, caller: { viewer }, context, signal }) => {
    requireNamespace(context.clusters, params.namespace, viewer)
    const { chart } = params
    return context.charts.chart({ subject: subjectOf(params), chart, ask: query, viewer }, signal)
  })
}

const kindOf = { apps: 'app', services: 'service', workloads: 'workload' } as const

const subjectOf = ({ kind, namespace, name }: ChartSubject): ChartSubjectAsked => ({
  kind: kindOf[kind],
  namespace,
  name,
})
