import type { Router } from 'express'
import { getChart, listCharts, type ChartSubject } from '#contract/charts.ts'
import { getDashboardChart, listDashboards } from '#contract/dashboards.ts'
import { getUsualDurations } from '#contract/durations.ts'
import type { ChartSubjectAsked } from '../../live/charts.ts'
import type { DashboardSearch } from '../../seams/dashboard-search.ts'
import { dashboardLinks, type DashboardLink } from '../dashboard-links.ts'
import { linkSubjectOf } from '../link-subject.ts'
import { requireNamespace } from '../namespace-check.ts'
import { route } from '../route.ts'

export interface ChartRouteDeps {
  /** Where the dashboards of `dashboardLinks` are; null: nowhere. */
  readonly grafana: string | null
  /** Null: they are not looked up by their titles. */
  readonly dashboardSearch: DashboardSearch | null
  readonly dashboardLinks: readonly DashboardLink[]
}

export function mountCharts(router: Router, deps: ChartRouteDeps): void {
  route(router, listCharts, async ({ params, query, caller: { viewer }, context }) => {
    requireNamespace(context.clusters, params.namespace, viewer)
    const subject = subjectOf(params)
    const products = { base: deps.grafana, search: deps.dashboardSearch }
    const named = linkSubjectOf(subject, context.clusters[0]?.inventory() ?? null)
    const links = await dashboardLinks(products, deps.dashboardLinks, named)
    return { ...context.charts.list(subject, query.direction), links }
  })

  route(router, getChart, ({ params, query, caller: { viewer }, context, signal }) => {
    requireNamespace(context.clusters, params.namespace, viewer)
    const { chart } = params
    return context.charts.chart({ subject: subjectOf(params), chart, ask: query, viewer }, signal)
  })

  route(router, getUsualDurations, ({ params, query, caller: { viewer }, context, signal }) => {
    requireNamespace(context.clusters, params.namespace, viewer)
    const { at: atMs, ...ask } = query
    return context.charts.durations({ subject: subjectOf(params), ...ask, atMs, viewer }, signal)
  })

  route(router, listDashboards, ({ params, caller: { viewer }, context, signal }) => {
    requireNamespace(context.clusters, params.namespace, viewer)
    return context.dashboards.list(subjectOf(params), signal)
  })

  route(router, getDashboardChart, ({ params, query, caller: { viewer }, context, signal }) => {
    requireNamespace(context.clusters, params.namespace, viewer)
    const { dashboard, chart } = params
    return context.dashboards.chart(
      { subject: subjectOf(params), dashboard, chart, ask: query, viewer },
      signal,
    )
  })
}

const kindOf = { apps: 'app', services: 'service', workloads: 'workload' } as const

const subjectOf = ({ kind, namespace, name }: ChartSubject): ChartSubjectAsked => ({
  kind: kindOf[kind],
  namespace,
  name,
})
