import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { createBrowserRouter, Navigate, useLocation } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import type { Client } from '../api/client.ts'
import { ClientProvider } from '../api/client-context.ts'
import { Notices } from '../api/notices.ts'
import { NoticesProvider } from '../api/notices-context.ts'
import { isWorthRetrying } from '../api/queries.ts'
import { pages } from '../pages/index.ts'
import { ContextScope } from './ContextScope.tsx'
import { NotFound } from './NotFound.tsx'
import { PageHost } from './PageHost.tsx'
import { Shell } from './Shell.tsx'

const firstPath = pages[0].path

function createRoutes(): Parameters<typeof createBrowserRouter>[0] {
  return [
    {
      element: (
        <ContextScope>
          <Shell />
        </ContextScope>
      ),
      children: [
        { index: true, element: <FirstPage /> },
        ...pages.map((page) => ({ path: page.path, element: <PageHost page={page} /> })),
        { path: '*', element: <NotFound /> },
      ],
    },
  ]
}

/** Who comes to the address of the console itself: to the first page, in the context they named. */
function FirstPage(): ReactNode {
  const { search } = useLocation()
  return <Navigate to={{ pathname: `/${firstPath}`, search }} replace />
}

export interface AppProps {
  readonly client: Client
  /** The path of the page's base address: `/`, or `/mesh/` behind a proxy. */
  readonly basePath: string
}

export function App({ client, basePath }: AppProps): ReactNode {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: isWorthRetrying } } }),
  )
  const [notices] = useState(() => new Notices())
  const [router] = useState(() => createBrowserRouter(createRoutes(), { basename: basePath }))
  return (
    <ClientProvider value={client}>
      <QueryClientProvider client={queryClient}>
        <NoticesProvider value={notices}>
          <RouterProvider router={router} />
        </NoticesProvider>
      </QueryClientProvider>
    </ClientProvider>
  )
}
