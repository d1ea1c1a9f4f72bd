import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ControlPlaneDetails, MeshState } from '#contract/mesh.ts'
import { aRefusal, createFakeApi } from '../../../test-support/fake-api.ts'
import {
  aControlPlane,
  aDataPlane,
  aGateway,
  aMeshState,
  aStore,
} from '../../../test-support/mesh-builders.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import { MeshPage } from './MeshPage.tsx'

function open(state: MeshState, at = '/mesh'): RenderedConsole {
  const api = createFakeApi({
    '/api/v1/mesh': state,
    '/api/v1/mesh/control-planes/system/controller': details,
  })
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
