import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createMemoryRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { ClientProvider } from '../src/api/client-context.ts'
import type { FakeApi } from './fake-api.ts'

export interface RenderedConsole extends RenderResult {
  /** The address as it is now, without the host. */
  readonly address: () => string
}

/** Renders with everything that the console's components expect above them. */
export function renderConsole(
  node: ReactNode,
  { api, at = '/', path = '*' }: { api: FakeApi; at?: string; path?: string },
): RenderedConsole {
  const router = createMemoryRouter(
    // Whoever leaves the path is somewhere else.
    [{ path, element: node }, ...(path === '*' ? [] : [{ path: '*', element: null }])],
    { initialEntries: [at] },
  )
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const rendered = render(
    <ClientProvider value={api.client}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ClientProvider>,
  )
  return {
    ...rendered,
    address: () => {
      const { pathname, search } = router.state.location
      return pathname + search
    },
  }
}
