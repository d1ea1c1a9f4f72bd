import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ConfigList } from '#contract/config.ts'
import type { NamespaceDetails } from '#contract/namespace-details.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../../test-support/render-console.tsx'
import { NamespacePage } from './NamespacePage.tsx'

const place = '/api/v1/catalog/namespaces/shop'
const details: NamespaceDetails = {
  ...{ at: 7_200_000, windowSeconds: 60, staleSinceAt: null, createdAt: 0, warnings: [] },
  row: {
    ...{ cluster: 'east', name: 'shop', node: 'namespace:east/shop', status: 'degraded' },
    ...{ workloads: { degraded: 1, healthy: 4 }, services: { healthy: 2 }, apps: {}, worst: [] },
    ...{ isControlPlane: false, dataPlane: 'sidecar', revision: 'blue', hasRevision: false },
    ...{ servedBy: 'blue', revisionUnknown: null },
    ...{ mtls: 'strict', mtlsFrom: 'mesh', findings: { error: 1, warning: 0, info: 0 } },
    ...{ objects: 7, labels: { team: 'red' } },
  },
  mtlsPolicy: { group: 'example.io', kind: 'Policy', namespace: 'root', name: 'all' },
  revisions: ['default', 'green'],
  hasTraffic: false,
  problems: [],
}
const config: ConfigList = {
  ...{ at: 0, total: 9, matched: 2, unknownKinds: [], warnings: [] },
  rows: [
    {
      object: { group: 'example.io', kind: 'Route', namespace: 'shop', name: 'cart' },
      ...{ apiVersion: 'example.io/v1', validity: 'error', rules: ['MC200'], createdAt: null },
      ...{ counts: { error: 1, warning: 0, info: 0, acknowledged: 0 }, worst: 'No such host.' },
    },
  ],
  facets: {
    validities: [
      { value: 'error', count: 1 },
      { value: 'valid', count: 1 },
    ],
    ...{ severities: [], kinds: [], namespaces: [], rules: [] },
  },
  rights: { namespaces: 'all', hiddenKinds: [] },
}

function open(answers: Readonly<Record<string, unknown>> = {}): {
  readonly api: FakeApi
  readonly page: RenderedConsole
} {
  const api = createFakeApi({ [place]: details, '/api/v1/config': config, ...answers })
  const page = renderConsole(<NamespacePage theme="light" />, {
    ...{ api, at: '/namespaces/shop', path: '/namespaces/:namespace' },
  })
  return { api, page }
}

const card = async (name: string) => within(await screen.findByRole('region', { name }))

describe('the page of a namespace', () => {
  it('tells how it takes part in the mesh, and that no control plane has its revision', async () => {
    open()
    const about = await card('Details')
    expect(about.getByText('blue: no control plane has this revision')).toBeInTheDocument()
    expect(about.getByText('There are: default, green')).toBeInTheDocument()
    expect(about.getByText('by a policy of the whole mesh')).toBeInTheDocument()
    expect(about.getByRole('link', { name: 'Policy all' })).toHaveAttribute(
      'href',
      '/config?object=example.io%2FPolicy%2Froot%2Fall',
    )
    for (const text of ['Data plane', 'Sidecar', 'east', '2 h'])
      expect(about.getByText(text)).toBeInTheDocument()
  })

  it('says which revision its tag stands for, or why that is not known', async () => {
    const row = { ...details.row, revision: 'prod', servedBy: 'blue', hasRevision: true }
    const { page } = open({ [place]: { ...details, row } })
    expect(await screen.findByText('prod → blue')).toBeInTheDocument()
    page.unmount()
    const revisionUnknown = 'Whether prod is a tag is not known: you lack the right to list Tags.'
    const unknown = { ...row, servedBy: null, hasRevision: null, revisionUnknown }
    open({ [place]: { ...details, row: unknown } })
    expect(await screen.findByText(revisionUnknown)).toBeInTheDocument()
    expect(screen.queryByText(/no control plane has this revision/)).not.toBeInTheDocument()
  })

  it('counts what it holds by health, each leading to the list of those', async () => {
    open()
    const resources = await card('Resources')
    expect(resources.getByRole('link', { name: '5 in all' })).toHaveAttribute(
      'href',
      '/workloads?namespaces=shop',
    )
    expect(resources.getByRole('link', { name: /^1\s?degraded$/ })).toHaveAttribute(
      'href',
      '/workloads?health=degraded&namespaces=shop',
    )
    expect(resources.getByRole('link', { name: '7 objects' })).toBeInTheDocument()
    const objects = await card('Configuration')
    expect(await objects.findByText('MC200 No such host.')).toBeInTheDocument()
    expect(objects.getByRole('link', { name: '1 with errors' })).toHaveAttribute(
      'href',
      '/config?validities=error&namespaces=shop',
    )
  })

  it('says that calls are not known rather than that all is well', async () => {
    open()
    const wrong = await card('What is wrong now')
    expect(wrong.getByText(/By its pods nothing is unwell/)).toBeInTheDocument()
    const traffic = await card('Traffic')
    expect(traffic.getByText(/metric store did not answer/)).toBeInTheDocument()
  })

  it('leads on to the other pages about it', async () => {
    const { page } = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Open in' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Workloads' }))
    expect(page.address()).toBe('/workloads?namespaces=shop')
  })

  it('says of one that nobody may see that it is not there, and no more', async () => {
    open({ [place]: aRefusal(404, { code: 'notFound', message: 'There is none.' }) })
    expect(await screen.findByRole('heading', { name: 'Not there' })).toBeInTheDocument()
    expect(screen.queryByRole('region')).not.toBeInTheDocument()
  })
})
