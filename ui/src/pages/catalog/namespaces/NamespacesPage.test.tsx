import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import type { NamespaceRow, NamespaceRows } from '#contract/catalog.ts'
import { createFakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../test-support/render-console.tsx'
import { NamespacesPage } from './NamespacesPage.tsx'

const shop: NamespaceRow = {
  ...{ cluster: 'east', name: 'shop', node: 'namespace:east/shop', status: 'failure' },
  ...{ workloads: { failure: 1, healthy: 4 }, services: { healthy: 2 }, apps: {} },
  worst: [{ kind: 'workload', name: 'cart-v1', status: 'failure' }],
  ...{ isControlPlane: false, dataPlane: 'sidecar', revision: 'blue', hasRevision: false },
  ...{ servedBy: 'blue', revisionUnknown: null },
  ...{ mtls: 'strict', mtlsFrom: 'mesh', findings: { error: 1, warning: 0, info: 0 } },
  ...{ objects: 7, labels: { team: 'red' } },
}
const rows: NamespaceRows = {
  ...{ at: 0, windowSeconds: 60, staleSinceAt: null, warnings: [] },
  rows: [
    { ...shop, name: 'bank', node: 'namespace:east/bank', status: 'healthy', isControlPlane: true },
    shop,
  ],
}

afterEach(() => localStorage.clear())

it('has columns to choose and to move, which the address and the browser keep', async () => {
  const api = createFakeApi({ '/api/v1/catalog/namespaces': rows })
  const page = renderConsole(<NamespacesPage />, { api, at: '/?columns=name,health' })
  const heads = (): (string | null)[] =>
    screen.getAllByRole('columnheader').map((head) => head.textContent)
  await screen.findByRole('link', { name: 'shop' })
  expect(heads()).toEqual(['Namespace', 'Health'])
  expect(screen.queryByRole('button', { name: 'Show all' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
  expect(screen.getByRole('checkbox', { name: 'Namespace' })).toBeDisabled()
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Applications' }))
  expect(heads()).toEqual(['Namespace', 'Health', 'Applications'])
  screen.getByRole('columnheader', { name: 'Applications' }).focus()
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}')
  await waitFor(() => expect(heads()).toEqual(['Namespace', 'Applications', 'Health']))
  expect(page.address()).toBe('/?columns=name%2Capps%2Chealth')
  page.unmount()
  const again = renderConsole(<NamespacesPage />, { api })
  await waitFor(() => expect(again.address()).toBe('/?columns=name%2Capps%2Chealth'))
})

it('tells of each namespace its health, mode, revision and mTLS, and leads on', async () => {
  const api = createFakeApi({ '/api/v1/catalog/namespaces': rows })
  const page = renderConsole(<NamespacesPage />, { api })
  expect(await screen.findByRole('link', { name: 'shop' })).toHaveAttribute(
    'href',
    '/namespaces/shop',
  )
  const names = (): (string | null)[] =>
    screen
      .getAllByRole('row')
      .map((row) => row.querySelector('[data-label=Namespace]')?.textContent ?? null)
  expect(names().slice(1)).toEqual(['shop', 'bank control plane'])
  expect(screen.getAllByText(/no such control plane/)).toHaveLength(2)
  expect(screen.getAllByText('of the mesh')).toHaveLength(2)
  expect(screen.getAllByRole('link', { name: /^1\s?failure$/ })[0]).toHaveAttribute(
    'href',
    '/workloads?health=failure&namespaces=shop',
  )
  await userEvent.click(screen.getByRole('button', { name: /of shop$/ }))
  expect(await screen.findByRole('link', { name: 'cart-v1' })).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Namespace' }))
  expect(names().slice(1)).toEqual(['bank control plane', 'shop'])
  expect(page.address()).toBe('/?sort=name')
})

it('says that nothing fits, and leads back to all', async () => {
  const api = createFakeApi({ '/api/v1/catalog/namespaces': rows })
  const page = renderConsole(<NamespacesPage />, { api, at: '/?find=nowhere&sort=name' })
  expect(await screen.findByRole('heading', { name: 'Nothing fits' })).toBeInTheDocument()
  expect(screen.queryByRole('grid')).not.toBeInTheDocument()
  const [, show] = screen.getAllByRole('button', { name: 'Show all' })
  await userEvent.click(show ?? document.body)
  expect(await screen.findByRole('link', { name: 'bank' })).toBeInTheDocument()
  expect(page.address()).toBe('/?sort=name')
})

it('says that there are none', async () => {
  const none = { ...rows, rows: [] }
  renderConsole(<NamespacesPage />, { api: createFakeApi({ '/api/v1/catalog/namespaces': none }) })
  expect(await screen.findByRole('heading', { name: 'No namespaces' })).toBeInTheDocument()
})

it('says which revision a tag stands for, and what is not known with the right that it takes', async () => {
  const revisionUnknown = 'Whether old is a tag is not known: you lack the right to list Tags.'
  const unknown = { servedBy: null, hasRevision: null }
  const api = createFakeApi({
    '/api/v1/catalog/namespaces': {
      ...rows,
      rows: [
        { ...shop, name: 'a', node: 'a', revision: 'prod', servedBy: 'blue', hasRevision: true },
        { ...shop, name: 'b', node: 'b', revision: 'old', ...unknown, revisionUnknown },
        { ...shop, name: 'c', node: 'c', revision: null, servedBy: 'default', hasRevision: true },
        { ...shop, name: 'd', node: 'd', revision: null, servedBy: 'blue', hasRevision: true },
      ],
    } satisfies NamespaceRows,
  })
  renderConsole(<NamespacesPage />, { api })
  await screen.findByRole('link', { name: 'a' })
  const told = screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('[data-label=Revision]')?.textContent)
  expect(told).toEqual(['prod → blue', `old (not known) ${revisionUnknown}`, '–', 'default → blue'])
})

it('is cut by what is chosen, with how many each choice would leave, and shown whole again', async () => {
  const api = createFakeApi({ '/api/v1/catalog/namespaces': rows })
  const page = renderConsole(<NamespacesPage />, { api, at: '/?labels=team%3Dred%20tier' })
  expect(await screen.findByText('0 of 2')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'All labels' }))
  expect(await screen.findByText('2', { selector: '[role=status]' })).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Type: all' }))
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Control plane/ }))
  expect(await screen.findByText('1 of 2')).toBeInTheDocument()
  expect(page.address()).toBe('/?labels=team%3Dred+tier&labelMode=or&types=controlPlane')
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
  expect(page.address()).toBe('/')
})
