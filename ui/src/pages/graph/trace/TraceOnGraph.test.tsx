import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { bookinfo } from '../../../../test-support/bookinfo.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../../test-support/render-console.tsx'
import { aTraceOf } from '../../../../test-support/trace-calls.ts'
import { GraphPage } from '../GraphPage.tsx'

const trace = {
  ...aTraceOf([
    { from: null, to: 'mesh-ingress/ingressgateway' },
    { from: 'mesh-ingress/ingressgateway', to: 'bookinfo/productpage@v1' },
    {
      ...{ from: 'bookinfo/reviews@v2', to: 'bookinfo/ratings@v1', isError: true, status: '503' },
      words: 'HTTP 503: no healthy upstream (UH)',
    },
    { from: 'bookinfo/ratings@v1', to: 'bookinfo/details@v1' },
  ]),
  startMs: Date.now() - 30_000,
}
const path = `/api/v1/traces/${trace.traceId}/calls`
const page = `/graph?as=table&trace=${trace.traceId}`

async function open(api: FakeApi, at = page): Promise<RenderedConsole> {
  const rendered = renderConsole(<GraphPage theme="light" />, { api, at })
  await waitFor(() => {
    expect(api.streams.length).toBeGreaterThan(0)
  })
  await act(async () => {
    api.streamOf(0).send({ event: 'snapshot', graph: { ...bookinfo(), at: Date.now() } }, '1')
    await vi.waitFor(() => undefined)
  })
  return rendered
}

const bar = (): HTMLElement => screen.getByRole('group', { name: 'Trace on the graph' })
const list = (): HTMLElement => screen.getByRole('region', { name: 'Calls of the trace' })

beforeEach(() => {
  localStorage.clear()
})

describe('a trace on the graph', () => {
  it('is stepped through by keyboard, each call selected and told in words', async () => {
    const { address } = await open(createFakeApi({ [path]: trace }))
    await within(bar()).findByText('– of 4')
    await userEvent.keyboard('...')
    expect(within(bar()).getByRole('status')).toHaveTextContent(
      'reviews-v2 → ratings-v1 after 20 ms, took 5.0 ms · HTTP 503: no healthy upstream (UH)',
    )
    expect(address()).toContain('step=3')
    expect(decodeURIComponent(address())).toContain(
      'select=app:east/bookinfo/reviews@v2→app:east/bookinfo/ratings@v1',
    )
    await userEvent.keyboard(',')
    expect(within(bar()).getByText('2 of 4')).toBeInTheDocument()
    await userEvent.click(within(list()).getByRole('button', { name: /^3 / }))
    await userEvent.keyboard('{ArrowDown}')
    expect(within(bar()).getByText('4 of 4')).toBeInTheDocument()
  })

  it('says of a call that it is not in the metrics, and draws it none the less', async () => {
    await open(createFakeApi({ [path]: trace }), `${page}&step=4`)
    const section = await screen.findByRole('region', { name: 'Calls of the trace' })
    expect(section).toHaveTextContent('1 of them is not in the metrics of this window.')
    expect(within(bar()).getByRole('status')).toHaveTextContent(
      'In the trace, not in the metrics of this window',
    )
    const edges = screen.getByRole('region', { name: 'Edges' })
    expect(within(edges).getAllByRole('row', { name: /ratings v1.*details v1/ })).toHaveLength(1)
  })

  it('begins at the span that the address names, and leaves nothing when it is closed', async () => {
    const { address } = await open(createFakeApi({ [path]: trace }), `${page}&step=span-1`)
    await within(bar()).findByText('2 of 4')
    await userEvent.click(screen.getByRole('button', { name: 'Close the trace' }))
    expect(address()).toBe('/graph?as=table')
    expect(screen.queryByRole('region', { name: 'Calls of the trace' })).toBeNull()
  })

  it('leads to the picture of its own time', async () => {
    const old = { ...trace, startMs: 1_700_000_000_000 }
    const { address } = await open(createFakeApi({ [path]: old }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show that of the trace' }))
    expect(address()).toContain('at=1700000060100')
  })

  it('that is gone takes nothing else away', async () => {
    await open(
      createFakeApi({
        [path]: aRefusal(404, { code: 'notFound', message: 'There is no such trace.' }),
      }),
    )
    expect(await within(bar()).findByText(/There is no such trace/)).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '3 namespaces' })).toBeInTheDocument()
  })
})
