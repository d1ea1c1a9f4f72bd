import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { aMesh, aSession, aStatus } from '../../test-support/builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../test-support/fake-api.ts'
import { App } from './App.tsx'

/** jsdom knows no media queries; here every system is a light one. */
function standInForMedia(): void {
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), { matches: false, media: query }) as unknown as MediaQueryList
}

function openConsole(api: FakeApi): void {
  history.replaceState(null, '', '/mesh/graph?as=table')
  render(<App client={api.client} basePath="/mesh/" />)
}

beforeEach(() => {
  localStorage.clear()
  standInForMedia()
})

describe('the shell', () => {
  it('leads to each page, below the base path', async () => {
    openConsole(createFakeApi())
    const link = await screen.findByRole('link', { name: 'Graph' })
    expect(link).toHaveAttribute('href', '/mesh/graph')
    expect(link).toHaveAttribute('aria-current', 'page')
    expect(await screen.findByRole('toolbar', { name: 'Graph' })).toBeInTheDocument()
    expect(document.title).toBe('Graph · Alidade')
  })

  it.each([
    { address: 'config?object=%2FService%2Fshop%2Fcart', title: 'Service cart · Alidade' },
    { address: 'traces?traces-trace=4bf92f3577b34da6', title: 'Trace 4bf92f3577b3 · Alidade' },
    { address: 'graph?as=table&namespaces=shop,bank', title: 'Graph · shop, bank · Alidade' },
    { address: 'nowhere', title: 'There is no such page · Alidade' },
  ])('says in the title of the window what is looked at: $title', async ({ address, title }) => {
    history.replaceState(null, '', `/mesh/${address}`)
    render(<App client={createFakeApi().client} basePath="/mesh/" />)
    await waitFor(() => expect(document.title).toBe(title))
  })

  it('stands below the list of its kind with a page about one thing', async () => {
    history.replaceState(null, '', '/mesh/namespaces/shop/workloads/cart')
    render(<App client={createFakeApi().client} basePath="/mesh/" />)
    const list = await screen.findByRole('link', { name: 'Workloads', current: 'page' })
    expect(list).toHaveAttribute('href', '/mesh/workloads')
    expect(screen.getByRole('link', { name: 'Namespaces' })).not.toHaveAttribute('aria-current')
  })

  it('leaves the frame away in kiosk mode', async () => {
    const api = createFakeApi()
    history.replaceState(null, '', '/mesh/graph?as=table&kiosk=true')
    render(<App client={api.client} basePath="/mesh/" />)
    expect(await screen.findByRole('toolbar', { name: 'Graph' })).toBeInTheDocument()
    expect(screen.queryByRole('banner')).not.toBeInTheDocument()
  })

  it('keeps the theme that was chosen', async () => {
    openConsole(createFakeApi())
    await userEvent.click(await screen.findByRole('button', { name: 'Theme: As the system' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Dark' }))
    expect(document.documentElement).toHaveClass('pf-v6-theme-dark')
    expect(localStorage.getItem('alidade.theme')).toBe('dark')
    await userEvent.click(screen.getByRole('button', { name: 'Theme: Dark' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Light' }))
    expect(document.documentElement).not.toHaveClass('pf-v6-theme-dark')
  })

  it('asks for a token when one is needed, sends it, and signs out', async () => {
    const refusal = aRefusal(401, { code: 'unauthenticated', message: 'Sign in with a token.' })
    const api = createFakeApi({
      '/api/v1/status': refusal,
      '/api/v1/session': refusal,
      '/api/v1/graph/stream': refusal,
    })
    openConsole(api)
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument()
    expect(screen.getByText('Sign in with a token.')).toBeInTheDocument()
    api.answer('/api/v1/status', aStatus())
    api.answer('/api/v1/session', aSession({ auth: 'token', user: 'ann' }))
    api.answer('/api/v1/graph/stream', undefined)
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Kubernetes bearer token' }),
      ' Bearer abc.def {Enter}',
    )
    const user = await screen.findByRole('button', { name: 'ann' })
    expect(api.client.access.read().token).toBe('abc.def')
    expect(api.streamOf(0).headers.get('authorization')).toBe('Bearer abc.def')
    await userEvent.click(user)
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
    expect(screen.getByText('You have signed out.')).toBeInTheDocument()
    expect(api.client.access.read().token).toBeNull()
  })

  it('comes back to the sign-in box when the token ends', async () => {
    const api = createFakeApi({ '/api/v1/session': aSession({ auth: 'token', user: 'ann' }) })
    openConsole(api)
    await screen.findByRole('button', { name: 'ann' })
    act(() => api.client.access.refuse('The token is not valid.', null))
    expect(screen.getByText('The token is not valid.')).toBeInTheDocument()
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument()
  })

  it('says of each back end and mesh what is known', async () => {
    const [metrics] = aStatus().backEnds
    if (metrics === undefined) throw new Error('The builder has no back end')
    const message = 'connection refused; is the address right?'
    const api = createFakeApi({
      '/api/v1/status': aStatus({
        backEnds: [
          metrics,
          { ...metrics, id: 'tracing', product: 'Jaeger', state: 'notReached', message },
        ],
        meshes: [
          aMesh({ mesh: 'none', cluster: 'west', version: null, lookedFor: ['this', 'that'] }),
        ],
      }),
    })
    openConsole(api)
    await userEvent.click(await screen.findByRole('button', { name: 'Jaeger not reached' }))
    const details = within(await screen.findByRole('dialog'))
    expect(details.getByText('Prometheus')).toBeInTheDocument()
    expect(details.getByText('reached for 60 min · 4.0 ms')).toBeInTheDocument()
    expect(details.getByText(message)).toBeInTheDocument()
    expect(details.getByText('No mesh found')).toBeInTheDocument()
    expect(details.getByText('this')).toBeInTheDocument()
    expect(details.getByText('that')).toBeInTheDocument()
  })

  it('says of a mesh what is ready and how its proxies stand to the control plane', async () => {
    const api = createFakeApi({
      '/api/v1/status': aStatus({
        meshes: [
          aMesh({
            components: [
              {
                ...{ role: 'controlPlane', namespace: 'control', name: 'pilot', revision: 'blue' },
                ...{ version: '1.29.1', ready: 1, total: 2 },
              },
            ],
            proxies: [
              { version: '1.29.1', proxies: 1, skew: 'none' },
              { version: '1.27.0', proxies: 12, skew: 'tooOld' },
            ],
          }),
        ],
      }),
    })
    openConsole(api)
    await userEvent.click(await screen.findByRole('button', { name: '1 back end reached' }))
    const details = within(await screen.findByRole('dialog'))
    const texts = (name: string): (string | null)[] =>
      within(details.getByRole('list', { name }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
    expect(texts('Components')).toEqual([
      'control/pilot 1.29.1, revision bluecontrol plane, 1 of 2 ready',
    ])
    expect(texts('Proxies by version')).toEqual([
      '1 proxy 1.29.1the control plane’s version',
      '12 proxies 1.27.0too old for the control plane',
    ])
  })
})
