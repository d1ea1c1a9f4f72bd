import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { NamespaceRow, NamespaceRows } from '#contract/catalog.ts'
import type { ControlPlaneDetails, MeshState } from '#contract/mesh.ts'
import { aChart, aChartTitle } from '../../../test-support/chart-builders.ts'
import { aRefusal, createFakeApi } from '../../../test-support/fake-api.ts'
import {
  aControlPlane,
  aDataPlane,
  aGateway,
  aMeshState,
  aStore,
} from '../../../test-support/mesh-builders.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import { aSeries, aSeriesLine } from '../../../test-support/time-builders.ts'
import { MeshPage } from './MeshPage.tsx'

function open(state: MeshState, at = '/mesh'): RenderedConsole {
  const api = createFakeApi({ ...answers, '/api/v1/mesh': state })
  return renderConsole(<MeshPage />, { api, at })
}

const settings = (name: string, text: string): ControlPlaneDetails['standard'] => ({
  object: { group: '', kind: 'ConfigMap', namespace: 'system', name },
  text,
})

const details: ControlPlaneDetails = {
  ...{ at: 0, effective: 'trustDomain: local', signing: [], limits: null },
  standard: settings('own', 'trustDomain: local'),
  shared: settings('shared', 'trustDomain: other'),
  missing: [{ what: 'signing', isForbidden: true, message: 'You may not get secrets.' }],
}

const shop: NamespaceRow = {
  ...{ cluster: 'east', name: 'shop', node: 'namespace:east/shop', status: 'healthy' },
  ...{ workloads: { healthy: 4 }, services: { healthy: 2 }, apps: {}, worst: [] },
  ...{ isControlPlane: false, dataPlane: 'sidecar', revision: 'default', hasRevision: true },
  ...{ servedBy: 'default', revisionUnknown: null },
  ...{ mtls: 'strict', mtlsFrom: 'mesh', findings: { error: 0, warning: 0, info: 0 } },
  ...{ objects: 7, labels: { team: 'red' } },
}
const namespaceRows: NamespaceRows = {
  ...{ at: 0, windowSeconds: 60, staleSinceAt: null, warnings: [], rows: [shop] },
}
const answers = {
  '/api/v1/mesh/control-planes/system/controller': details,
  '/api/v1/catalog/namespaces': namespaceRows,
}
const partOf = ({ id }: { readonly id: string }): string => `/mesh?part=${encodeURIComponent(id)}`

const failing = aStore({
  status: 'degraded',
  reasons: [
    {
      ...{ kind: 'reached', status: 'degraded', state: 'notReached', sinceAt: 0 },
      message: 'The metric store does not answer',
    },
  ],
})

describe('the page of the mesh', () => {
  it('shows every part as a row, the worst first, with its version and why', async () => {
    open(aMeshState({ parts: [aControlPlane(), aDataPlane(), failing] }), '/mesh?twin=table')
    const table = await screen.findByRole('grid', { name: 'Parts of the mesh' })
    const rows = within(table).getAllByRole('row').slice(1)
    expect(rows.map((row) => row.querySelector('[data-label=Name]')?.textContent)).toEqual([
      'Prometheus',
      'controller',
      'Revision default',
    ])
    expect(rows[0]).toHaveTextContent('The metric store does not answer')
    expect(rows[1]).toHaveTextContent(/1\.2\.0.*default.*1 of 1 pods ready/)
  })

  it('draws every part as a box, which tells more in the panel and stays in the address', async () => {
    const page = open(aMeshState())
    const picture = await screen.findByRole('region', { name: 'Picture of the mesh' })
    await userEvent.click(within(picture).getByRole('button', { name: /^controller/ }))
    expect(page.address()).toBe(
      `/mesh?part=${encodeURIComponent('controlPlane:east/system/controller')}`,
    )
    const panel = screen.getByRole('complementary', { name: 'Details' })
    expect(panel).toHaveTextContent('1 of 1 pods ready')
    expect(panel).toHaveTextContent('Tagsstable')
    expect(panel).toHaveTextContent('Minimum TLSTLS 1.2')
    expect(panel).toHaveTextContent('Proxies8 of 8 connected')
    await userEvent.click(within(panel).getByRole('tab', { name: 'Certificates' }))
    expect(panel).toHaveTextContent('Certificate good for 399 days')
    expect(panel).toHaveTextContent('Itself: a root certificate')
    expect(await within(panel).findByText('You may not get secrets.')).toBeInTheDocument()
    await userEvent.click(within(panel).getByRole('tab', { name: 'Settings' }))
    expect(await within(panel).findByText('trustDomain: local')).toBeInTheDocument()
    await userEvent.click(within(panel).getByRole('button', { name: 'Shared' }))
    expect(within(panel).getByText('trustDomain: other')).toBeInTheDocument()
    await userEvent.click(within(panel).getByRole('button', { name: 'Close' }))
    expect(page.address()).toBe('/mesh')
  })

  it('says that something is not known where the viewer may not read it', async () => {
    const hidden = aControlPlane({
      ...{ certificates: null, settings: null, tags: null, connected: null, expected: null },
    })
    const state = aMeshState({ parts: [hidden], isCut: true, meshes: [] })
    open(state, `/mesh?part=${encodeURIComponent(hidden.id)}`)
    const panel = await screen.findByRole('complementary', { name: 'Details' })
    for (const term of ['Tags', 'Mesh mTLS', 'Minimum TLS', 'Outbound', 'Proxies'])
      expect(panel).toHaveTextContent(`${term}Not known`)
  })

  it('does not call well what the viewer may not see', async () => {
    open(aMeshState({ parts: [aControlPlane()], isCut: true }))
    const unwell = await screen.findByRole('region', { name: 'Not well' })
    expect(within(unwell).getByText('Nothing of what you may see')).toBeInTheDocument()
  })

  it('sums up the mesh: what is not well, and how many there are of each kind', async () => {
    open(aMeshState({ parts: [aControlPlane(), aGateway('front'), aGateway('back'), failing] }))
    const panel = await screen.findByRole('complementary', { name: 'Details' })
    expect(within(panel).getByRole('region', { name: 'Parts' })).toHaveTextContent('Gateways2')
    const unwell = within(panel).getByRole('region', { name: 'Not well' })
    expect(unwell).toHaveTextContent('The metric store does not answer')
    await userEvent.click(within(unwell).getByRole('button', { name: 'Prometheus' }))
    expect(within(panel).getByText('http://prometheus:9090')).toBeInTheDocument()
  })

  it('finds and hides parts, and closes a kind, all in the address', async () => {
    const page = open(
      aMeshState({ parts: [aControlPlane(), aGateway('front'), aGateway('back'), failing] }),
    )
    const picture = await screen.findByRole('region', { name: 'Picture of the mesh' })
    await userEvent.click(within(picture).getByRole('button', { name: /^Gateways/ }))
    expect(within(picture).queryByRole('button', { name: /^front/ })).not.toBeInTheDocument()
    expect(page.address()).toBe('/mesh?closed=gateway')
    await userEvent.click(screen.getByRole('button', { name: 'Not well 1' }))
    expect(within(picture).queryByRole('button', { name: /^controller/ })).not.toBeInTheDocument()
    expect(within(picture).getByRole('button', { name: /^Prometheus/ })).toBeInTheDocument()
    expect(page.address()).toBe('/mesh?shown=unwell&closed=gateway')
  })

  it('has its keys and a tour, as the graph has', async () => {
    open(aMeshState())
    await screen.findByRole('region', { name: 'Picture of the mesh' })
    await userEvent.keyboard('/')
    expect(screen.getByRole('textbox', { name: /^Find, as in/ })).toHaveFocus()
    await userEvent.click(document.body)
    await userEvent.keyboard('l')
    expect(await screen.findByRole('dialog', { name: 'Legend' })).toHaveTextContent('Gateway')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Legend' })).toBeNull())
    await userEvent.keyboard('?')
    const keys = await screen.findByRole('dialog', { name: 'Keys' })
    expect(keys).toHaveTextContent('Tell of a part in the panel')
    await userEvent.click(within(keys).getByRole('button', { name: 'Close' }))
    await userEvent.click(screen.getByRole('button', { name: 'Help: new here?' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /^Tour of the page/ }))
    expect(await screen.findByText('What the mesh consists of')).toBeInTheDocument()
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }))
    expect(await screen.findByText(/the worst first, each with the reason/)).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'End the tour' }))
    expect(screen.getByRole('button', { name: 'Help' })).toBeInTheDocument()
  })

  it('hides and shows kinds of parts, gateways and waypoints among them', async () => {
    const waypoint = aGateway('way', { id: 'waypoint:east/shop/way', kind: 'waypoint' })
    const page = open(aMeshState({ parts: [aControlPlane(), aGateway('front'), waypoint] }))
    const picture = within(await screen.findByRole('region', { name: 'Picture of the mesh' }))
    await userEvent.click(screen.getByRole('button', { name: 'Kinds' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Gateways' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Waypoints' }))
    expect(page.address()).toBe('/mesh?without=gateway%2Cwaypoint')
    expect(picture.queryByRole('button', { name: /^(front|way)/ })).toBeNull()
    await userEvent.click(screen.getByRole('checkbox', { name: 'Waypoints' }))
    expect(picture.getByRole('button', { name: /^way/ })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Kinds, 1 hidden' })).toBeInTheDocument()
  })

  it('explains its signs, healths and lines', async () => {
    open(aMeshState())
    await userEvent.click(await screen.findByRole('button', { name: 'Legend' }))
    const legend = await screen.findByRole('dialog', { name: 'Legend' })
    for (const word of ['Control plane', 'Waypoint', 'Dashboards', 'Degraded', 'broken red one'])
      expect(legend).toHaveTextContent(word)
  })

  it('tells of a store what it was told, as a text to copy', async () => {
    open(aMeshState(), partOf(aStore()))
    const told = within(await screen.findByRole('region', { name: 'As told' }))
    expect(told.getByText(/"product": "Prometheus"/)).toBeInTheDocument()
    expect(told.getByRole('button', { name: /what is told of it/ })).toBeInTheDocument()
    expect(screen.getByText('http://prometheus:9090')).toBeInTheDocument()
  })

  it('is drawn from the left or from above, as the address says', async () => {
    const page = open(aMeshState())
    const picture = within(await screen.findByRole('region', { name: 'Picture of the mesh' }))
    const placeOf = (name: RegExp): CSSStyleDeclaration =>
      picture.getByRole('button', { name }).style
    const before = placeOf(/^Revision default/).top
    await userEvent.click(screen.getByRole('button', { name: 'Top down' }))
    expect(page.address()).toBe('/mesh?layout=rows')
    const below = parseFloat(placeOf(/^Revision default/).top)
    expect(below).toBeGreaterThan(parseFloat(placeOf(/^controller/).top))
    await userEvent.click(screen.getByRole('button', { name: 'Left to right' }))
    expect(page.address()).toBe('/mesh')
    expect(placeOf(/^Revision default/).top).toBe(before)
  })

  it('tells of each namespace of a data plane how many pods are in the mesh', async () => {
    const plane = aDataPlane()
    open(aMeshState(), `/mesh?part=${encodeURIComponent(plane.id)}`)
    const panel = await screen.findByRole('complementary', { name: 'Details' })
    expect(panel).toHaveTextContent('8 of 9 pods 1 missing')
    expect(panel).toHaveTextContent('8 sidecars 1.2.0 the version of the control plane')
    await userEvent.click(within(panel).getByRole('button', { name: 'Details' }))
    expect(within(panel).getByRole('link', { name: 'Graph' })).toHaveAttribute(
      'href',
      '/graph?namespaces=shop',
    )
  })

  it('tells of a namespace its health by kind and what came in and went out', async () => {
    const lines = (['in', 'out'] as const).map((direction) => aSeriesLine({ direction }))
    const api = createFakeApi({
      ...{ ...answers, '/api/v1/mesh': aMeshState() },
      '/api/v1/graph/series': aSeries({ lines }),
    })
    renderConsole(<MeshPage />, { api, at: partOf(aDataPlane()) })
    const panel = await screen.findByRole('complementary', { name: 'Details' })
    await userEvent.click(within(panel).getByRole('button', { name: 'Details' }))
    const traffic = await within(panel).findByRole('region', { name: 'Traffic of shop' })
    expect(await within(traffic).findByText('HTTP requests in')).toBeInTheDocument()
    expect(within(traffic).getByText('HTTP requests out')).toBeInTheDocument()
    expect(panel).toHaveTextContent(/Workloads4\s?healthy/)
    expect(panel).toHaveTextContent('ConfigurationNothing found')
    const asked = api.requests.find(({ pathname }) => pathname === '/api/v1/graph/series')
    expect(Object.fromEntries(asked?.searchParams ?? [])).toMatchObject({
      ...{ node: 'namespace:east/shop', namespaces: 'shop', span: '30m' },
    })
  })

  it('tells how many namespaces follow a control plane, in figures and in a ring', async () => {
    const canary = aDataPlane({ id: 'dataPlane:east/mesh/canary', revision: 'canary' })
    open(aMeshState({ parts: [aControlPlane(), aDataPlane(), canary] }), partOf(aControlPlane()))
    const panel = await screen.findByRole('complementary', { name: 'Details' })
    expect(panel).toHaveTextContent('Namespaces1 of 2 follow it')
    expect(panel.querySelector('[data-share]')).toHaveAttribute('data-share', '50')
  })

  it('draws what the console itself takes, without a store', async () => {
    const points = [1, 2, 3].map((minute) => ({
      ...{ at: minute * 60_000, residentBytes: minute * 100_000_000, cpuCores: minute / 10 },
    }))
    const api = createFakeApi({
      ...{ '/api/v1/mesh': aMeshState(), '/api/v1/mesh/console/use': { points } },
    })
    renderConsole(<MeshPage />, { api, at: '/mesh?part=console' })
    const charts = within(await screen.findByRole('region', { name: 'Charts' }))
    const memory = await charts.findByRole('slider', { name: 'Memory over time' })
    expect(memory).toHaveAttribute('aria-valuetext', expect.stringMatching(/^300 MB at /))
    expect(charts.getByText('least 0.1 cores · most 0.3 cores')).toBeInTheDocument()
  })

  it('draws lines for what the container of a control plane may take, or says that it has none', async () => {
    const part = aControlPlane({ charts: { dashboard: 'board', charts: ['memory'] } })
    const dashboards = '/api/v1/namespaces/system/workloads/controller/dashboards'
    const limits = { cpuCores: 2, memoryBytes: 2_000_000_000 }
    const control = '/api/v1/mesh/control-planes/system/controller'
    const api = createFakeApi({
      ...{ '/api/v1/mesh': aMeshState({ parts: [part] }), [control]: { ...details, limits } },
      [dashboards]: {
        ...{ whyNone: null, evidence: [], warnings: [] },
        dashboards: [
          {
            ...{ id: 'board', title: 'Board', description: '', why: 'metrics', groupings: [] },
            charts: [{ ...aChartTitle(), id: 'memory', unit: 'bytes', aggregation: 'sum' }],
          },
        ],
      },
      [`${dashboards}/board/charts/memory`]: aChart({ id: 'memory', unit: 'bytes' }),
    })
    const page = renderConsole(<MeshPage />, { api, at: partOf(part) })
    await userEvent.click(await screen.findByRole('tab', { name: 'Charts' }))
    expect(await screen.findByText('Its container may take: 2 CPU, 2 GB of memory.')).toBeVisible()
    await waitFor(() =>
      expect(
        document.querySelectorAll('.al-chart-level .recharts-reference-line-line'),
      ).toHaveLength(1),
    )
    page.unmount()
    api.answer(control, details)
    renderConsole(<MeshPage />, { api, at: partOf(part) })
    await userEvent.click(await screen.findByRole('tab', { name: 'Charts' }))
    expect(await screen.findByText(/has no limits for CPU and memory/)).toBeInTheDocument()
  })

  it('says what was looked for where there is no mesh, and what was refused', async () => {
    const none = {
      ...{ cluster: 'east', mesh: null, version: null, hasAmbient: false, mtls: null },
      lookedFor: ['a control plane'],
    }
    const old: MeshState['warnings'][number] = {
      ...{ source: 'cluster', layer: 'config', code: 'stale', sinceAt: 0, dataAt: 3_000_000 },
      message: 'Pod objects are shown as they were then.',
    }
    const page = open(aMeshState({ parts: [aStore()], meshes: [none], warnings: [old] }))
    expect(await screen.findByText('No mesh found')).toBeInTheDocument()
    expect(
      screen.getByText('10 min old. Pod objects are shown as they were then.'),
    ).toBeInTheDocument()
    expect(screen.getByText('a control plane')).toBeInTheDocument()
    page.unmount()
    const refused = aRefusal(403, { code: 'forbidden', message: 'You may not.' })
    renderConsole(<MeshPage />, { api: createFakeApi({ '/api/v1/mesh': refused }) })
    expect(await screen.findByText('You may not see this')).toBeInTheDocument()
  })
})
