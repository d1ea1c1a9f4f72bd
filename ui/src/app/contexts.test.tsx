import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#contract/contexts.ts'
import { bookinfo } from '../../test-support/bookinfo.ts'
import {
  aContext,
  aGraph,
  aNamespace,
  aNode,
  anEdge,
  aSession,
  aStatus,
} from '../../test-support/builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../test-support/fake-api.ts'
import { App } from './App.tsx'

function standInForMedia(): void {
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), { matches: false, media: query }) as unknown as MediaQueryList
}

const three: readonly Context[] = [
  aContext('east', { isDefault: true, state: 'reached' }),
  aContext('north'),
  aContext('west'),
]

function openConsole(api: FakeApi, search = '?as=table'): void {
  history.replaceState(null, '', `/graph${search}`)
  render(<App client={api.client} basePath="/" />)
}

async function choose(from: string, to: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: `Context: ${from}` }))
  await userEvent.click(await screen.findByRole('option', { name: new RegExp(`^${to}`) }))
}

/** The page's own script is loaded the first time, which takes its time. */
const streams = (api: FakeApi, amount: number): Promise<void> =>
  waitFor(() => expect(api.streams).toHaveLength(amount), { timeout: 10_000 })

const search = (): string => location.search
const lastStream = (api: FakeApi): ReturnType<FakeApi['streamOf']> =>
  api.streamOf(api.streams.length - 1)

beforeEach(() => {
  localStorage.clear()
  standInForMedia()
})

describe('contexts', () => {
  it('offers no choice where there is but one', async () => {
    const api = createFakeApi({ '/api/v1/contexts': { contexts: three.slice(0, 1) } })
    openConsole(api)
    await screen.findByRole('button', { name: '1 back end reached' })
    expect(screen.queryByRole('button', { name: /^Context/ })).not.toBeInTheDocument()
  })

  it('asks everything about the one that the address names', async () => {
    const api = createFakeApi({ '/api/v1/contexts': { contexts: three } })
    openConsole(api, '?as=table&context=west')
    expect(await screen.findByRole('button', { name: 'Context: west' })).toBeInTheDocument()
    await streams(api, 1)
    const asked = api.requests.filter(({ pathname }) => pathname !== '/api/v1/contexts')
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.map(({ searchParams }) => searchParams.get('context'))).toEqual(
      asked.map(() => 'west'),
    )
    const link = screen.getByRole('link', { name: 'Graph' })
    expect(link).toHaveAttribute('href', '/graph?context=west')
    expect(document.title).toBe('Graph · west · Alidade')
  })

  it('takes the starting one for the same, named or not', async () => {
    const api = createFakeApi({ '/api/v1/contexts': { contexts: three } })
    openConsole(api, '?as=table&context=east')
    await streams(api, 1)
    expect(api.requests.every(({ searchParams }) => !searchParams.has('context'))).toBe(true)
  })

  it('leaves no row, selection or choice of the old cluster behind', async () => {
    const api = createFakeApi({ '/api/v1/contexts': { contexts: three } })
    openConsole(
      api,
      '?as=table&window=5m&namespaces=bookinfo&open=auto,%2Ba&select=x&find=rat&focus=y&depth=2',
    )
    await streams(api, 1)
    const old = api.streamOf(0)
    act(() => old.send({ event: 'snapshot', graph: bookinfo() }, '1'))
    expect((await screen.findAllByText(/ratings/)).length).toBeGreaterThan(0)

    api.answer('/api/v1/namespaces', {
      namespaces: [aNamespace({ cluster: 'w', name: 'shop' })],
      warnings: [],
    })
    await choose('east', 'west')
    await streams(api, 2)
    expect(search()).toBe('?as=table&window=5m&context=west')
    expect(screen.getByRole('button', { name: 'Context: west' })).toHaveFocus()
    expect(screen.queryByText(/ratings|productpage/)).not.toBeInTheDocument()
    act(() => old.send({ event: 'snapshot', graph: bookinfo() }, '2'))
    expect(screen.queryByText(/ratings|productpage/)).not.toBeInTheDocument()

    const [cart, till] = [aNode('cart'), aNode('till')]
    act(() =>
      lastStream(api).send(
        { event: 'snapshot', graph: aGraph({ nodes: [cart, till], edges: [anEdge(cart, till)] }) },
        '3',
      ),
    )
    const table = within(await screen.findByRole('region', { name: 'Edges' }))
    expect(table.getByRole('button', { name: /cart.* calls till/ })).toBeInTheDocument()
    expect(lastStream(api).url.searchParams.get('context')).toBe('west')
    expect(lastStream(api).headers.has('last-event-id')).toBe(false)
    await userEvent.click(screen.getByRole('button', { name: 'Namespaces: all' }))
    expect(await screen.findByRole('checkbox', { name: /^shop/ })).toBeInTheDocument()
    expect(screen.queryByRole('checkbox', { name: /^bookinfo/ })).not.toBeInTheDocument()
  })

  it('searches among many', async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      aContext(`prod-${index}`, { isDefault: index === 0 }),
    )
    const api = createFakeApi({ '/api/v1/contexts': { contexts: many } })
    openConsole(api)
    await userEvent.click(await screen.findByRole('button', { name: 'Context: prod-0' }))
    expect(screen.getAllByRole('option')).toHaveLength(12)
    await userEvent.type(screen.getByRole('textbox', { name: 'Search contexts' }), 'PROD-1')
    expect(screen.getAllByRole('option')).toHaveLength(3)
    await userEvent.type(screen.getByRole('textbox', { name: 'Search contexts' }), 'x')
    expect(screen.getByText('No context of that name')).toBeInTheDocument()
  })

  it('says what is wrong with a context in place of its pages, and leads back', async () => {
    const message = 'The context "west" cannot be opened. The file ca.crt cannot be read.'
    const refusal = aRefusal(503, { code: 'unavailable', message, field: 'context' })
    const api = createFakeApi({
      '/api/v1/contexts': { contexts: three },
      '/api/v1/status': refusal,
      '/api/v1/session': refusal,
      '/api/v1/graph/stream': refusal,
    })
    openConsole(api, '?as=table&context=west')
    expect(
      await screen.findByRole('heading', { name: 'This context cannot be looked at' }),
    ).toBeInTheDocument()
    expect(screen.getByText(message)).toBeInTheDocument()
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument()
    api.answer('/api/v1/status', aStatus())
    api.answer('/api/v1/session', aSession())
    api.answer('/api/v1/graph/stream', undefined)
    await userEvent.click(screen.getByRole('button', { name: 'Back to east' }))
    expect(await screen.findByRole('toolbar', { name: 'Graph' })).toBeInTheDocument()
    expect(search()).toBe('?as=table&context=east')
  })

  it('sends the token of one cluster to no other', async () => {
    const api = createFakeApi({ '/api/v1/contexts': { contexts: three } })
    api.client.access.signIn('token-of-east')
    openConsole(api)
    await streams(api, 1)
    expect(api.streamOf(0).headers.get('authorization')).toBe('Bearer token-of-east')
    await choose('east', 'west')
    await streams(api, 2)
    expect(api.streamOf(1).headers.has('authorization')).toBe(false)
    act(() => api.client.inContext('west').access.refuse('Sign in to west.', null))
    expect(await screen.findByText('Sign in to west.')).toBeInTheDocument()
    await choose('west', 'east')
    expect(await screen.findByRole('toolbar', { name: 'Graph' })).toBeInTheDocument()
    expect(lastStream(api).headers.get('authorization')).toBe('Bearer token-of-east')
  })
})
