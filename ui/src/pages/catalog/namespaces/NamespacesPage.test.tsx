import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { NamespaceRow, NamespaceRows } from '#contract/catalog.ts'
import { createFakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../test-support/render-console.tsx'
import { NamespacesPage } from './NamespacesPage.tsx'

const shop: NamespaceRow = {
  ...{ cluster: 'east', name: 'shop', node: 'namespace:east/shop', status: 'failure' },
  ...{ workloads: { failure: 1, healthy: 4 }, services: { healthy: 2 }, apps: {} },
  worst: [{ kind: 'workload', name: 'cart-v1', status: 'failure' }],
  ...{ isControlPlane: false, dataPlane: 'sidecar', revision: 'blue', hasRevision: false },
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
  expect(page.address()).toBe('/')
})
