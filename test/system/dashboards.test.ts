import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartSchema, listCharts, type Chart } from '#contract/charts.ts'
import { listDashboards, type DashboardList } from '#contract/dashboards.ts'
import { getMesh } from '#contract/mesh.ts'
import { getLiveThing } from '#contract/thing.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

let running: ConsoleOnLab
let folder: string

const settings = `grafana: https://graphs.example
grafanaInternal: http://127.0.0.1:1/graphs
dashboardLinks:
  - { title: Workload board, path: d/x?var-namespace=$namespace&var-workload=$workload&var-app=$app&var-service=$service&var-version=$version, kinds: [workload] }
chartGroupings: [{ id: release, title: Release, label: version }]
detailRows:
  - { title: Version, label: version }
  - { title: Nobody has this, annotation: example.com/never }
`
const own = `id: proxies
title: Proxies
description: Of one’s own.
foundBy: [nobody_has_this]
alsoCalled: [Our Proxies]
charts: [{ id: requests, title: Requests, unit: requestsPerSecond, metric: istio_requests_total, type: rate }]
`

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'alidade-dashboards-'))
  const config = path.join(folder, 'alidade-settings.txt')
  writeFileSync(config, settings)
  writeFileSync(path.join(folder, 'own.yaml'), own)
  running = await startConsoleOnLab({
    lab: { clock: 'manual', historySeconds: 300, startMs: Date.parse('2026-11-02T10:00:00Z') },
    args: ['--auth', 'token', '--config', config, '--dashboards', folder],
  })
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true })
})

async function get(at: string, token = 'lab-admin'): Promise<unknown> {
  const answer = await fetch(new URL(`api/v1/namespaces/${at}`, running.url), {
    headers: { authorization: `Bearer ${token}` },
  })
  const body: unknown = await answer.json()
  expect({ at, status: answer.status, body: answer.ok ? null : body }).toMatchObject({
    status: 200,
  })
  return body
}

const dashboardsOf = async (subject: string): Promise<DashboardList> =>
  listDashboards.response.parse(await get(`${subject}/dashboards`))
const chartOf = async (at: string, query = ''): Promise<Chart> =>
  chartSchema.parse(
    await get(`${at}?at=${running.lab.clock.nowMs()}${query === '' ? '' : `&${query}`}`),
  )

describe('Grafana', () => {
  it('is a part of the mesh, with why it is not reached', async () => {
    await expect
      .poll(async () => {
        const answer = await fetch(new URL('api/v1/mesh', running.url), {
          headers: { authorization: 'Bearer lab-admin' },
        })
        const { parts } = getMesh.response.parse(await answer.json())
        return parts.find(({ kind }) => kind === 'dashboards')
      })
      .toMatchObject({ name: 'Grafana', status: 'degraded', backEnd: { state: 'notReached' } })
  })
})

describe('what an administrator adds', () => {
  it('is offered to group by, and groups', async () => {
    const { groupings } = listCharts.response.parse(await get('bookinfo/apps/reviews/charts'))
    expect(groupings.at(-1)).toEqual({ id: 'release', title: 'Release', isOwn: true })
    const chart = await chartOf('bookinfo/apps/reviews/charts/istio.requests', 'by=release')
    expect(chart.series.map(({ name }) => name).sort()).toEqual(['v1', 'v2', 'v3'])
  })

  it('stands in the description of what has something to say about it', async () => {
    const answer = await fetch(
      new URL('api/v1/catalog/things/workloads/bookinfo/reviews-v1/live', running.url),
      { headers: { authorization: 'Bearer lab-admin' } },
    )
    const { details } = getLiveThing.response.parse(await answer.json())
    expect(details).toEqual([{ title: 'Version', text: 'v1' }])
  })
})

describe('dashboards', () => {
  it.each([
    { subject: 'bookinfo/apps/reviews', ids: ['jvm'] },
    { subject: 'bookinfo/workloads/ratings-v1', ids: ['nodejs'] },
    { subject: 'bookinfo/services/productpage', ids: ['python'] },
    { subject: 'travel-agency/apps/cars', ids: ['go'] },
    { subject: 'istio-system/workloads/istiod', ids: ['go', 'istiod'] },
    { subject: 'istio-system/workloads/ztunnel', ids: ['ztunnel'] },
    { subject: 'bookinfo/workloads/details-v1', ids: [] },
  ])('are found by the metrics of the pods: $subject', async ({ subject, ids }) => {
    const { dashboards, evidence, whyNone } = await dashboardsOf(subject)
    expect(dashboards.map(({ id, why }) => `${id} ${why}`)).toEqual(
      ids.map((id) => `${id} metrics`),
    )
    expect(evidence).toHaveLength(1)
    expect(whyNone === null).toBe(ids.length > 0)
  })

  it('tell of the control plane: its processor, its memory and how fast it is', async () => {
    const at = 'istio-system/workloads/istiod/dashboards/istiod/charts'
    const last = async (chart: string): Promise<number> =>
      (await chartOf(`${at}/${chart}`)).series[0]?.last ?? NaN
    expect(await last('cpu')).toBeGreaterThan(0.01)
    expect(await last('memory')).toBeGreaterThan(1e7)
    expect(await last('convergence')).toBeGreaterThan(0.01)
    const { series } = await chartOf(`${at}/pushes`)
    expect(series.map(({ name }) => name).sort()).toEqual(['cds', 'eds', 'lds', 'rds'])
  })

  it('put pods together as they are told to, or tell them apart', async () => {
    const at = 'bookinfo/apps/reviews/dashboards/jvm/charts/threads'
    const byPod = await chartOf(at, 'by=pod')
    expect(byPod.series.length).toBeGreaterThan(2)
    const numbers = byPod.series.map(({ last }) => last ?? NaN)
    for (const [aggregation, expected] of [
      ['sum', numbers.reduce((sum, one) => sum + one, 0)],
      ['max', Math.max(...numbers)],
      ['min', Math.min(...numbers)],
    ] as const) {
      const { series } = await chartOf(at, `aggregation=${aggregation}`)
      expect(series.map(({ last }) => last)).toEqual([expected])
    }
  })

  it('are shown when the pods ask for them, found or not', async () => {
    const labels = { app: 'asking' }
    running.lab.objects.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'asking', namespace: 'bookinfo' },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, annotations: { 'alidade.dev/dashboards': 'our proxies, nobody' } },
          spec: { containers: [{ name: 'main', image: 'asking' }] },
        },
      },
    })
    await expect
      .poll(async () =>
        (await dashboardsOf('bookinfo/workloads/asking')).dashboards.map(
          ({ id, why }) => `${id} ${why}`,
        ),
      )
      .toEqual(['proxies annotation'])
  })

  it('are hidden with their namespace', async () => {
    const answer = await fetch(
      new URL('api/v1/namespaces/istio-system/workloads/istiod/dashboards', running.url),
      { headers: { authorization: 'Bearer lab-bookinfo' } },
    )
    expect(answer.status).toBe(404)
  })

  it('elsewhere are linked with the names filled in', async () => {
    const { links } = listCharts.response.parse(await get('bookinfo/workloads/ratings-v1/charts'))
    expect(links).toEqual([
      {
        title: 'Workload board',
        url: 'https://graphs.example/d/x?var-namespace=bookinfo&var-workload=ratings-v1&var-app=ratings&var-service=ratings&var-version=v1',
      },
    ])
  })
})
