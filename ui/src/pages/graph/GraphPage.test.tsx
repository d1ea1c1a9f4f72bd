import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import { bookinfo } from '../../../test-support/bookinfo.ts'
import { aGraph, anExplanation, aWarning } from '../../../test-support/builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import { GraphPage } from './GraphPage.tsx'

// The table twin: the same page and numbers without a drawing surface, which jsdom has not.
const table = '/graph?as=table'
const fresh = (part: Partial<Graph> = {}): Graph => ({ ...bookinfo(), at: Date.now(), ...part })

async function openPage(api: FakeApi, at = table): Promise<RenderedConsole> {
  const rendered = renderConsole(<GraphPage theme="light" />, { api, at })
  await waitFor(() => {
    expect(api.requests.length).toBeGreaterThan(0)
  })
  return rendered
}

async function showGraph(api: FakeApi, graph: Graph, index = 0): Promise<void> {
  await waitFor(() => {
    expect(api.streams.length).toBeGreaterThan(index)
  })
  await act(async () => {
    api.streamOf(index).send({ event: 'snapshot', graph }, '1')
    await vi.waitFor(() => undefined)
  })
}

beforeEach(() => {
  localStorage.clear()
})

describe('the states of the page', () => {
  it('shows the shape of a graph while the first answer is on its way', async () => {
    await openPage(createFakeApi())
    expect(screen.getByText('Loading the graph')).toBeInTheDocument()
    expect(screen.getByText('loading')).toBeInTheDocument()
  })

  it('shows the graph, live, with its age', async () => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, fresh({ at: Date.now() - 3000 }))
    expect(await screen.findByRole('button', { name: /^live, [34] s ago/ })).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '3 namespaces' })).toBeInTheDocument()
  })

  it.each([
    { code: 'noTraffic', title: 'No traffic in this window', button: 'Show what is idle' },
    {
      code: 'noTrafficInSelection',
      title: 'No traffic here in this window',
      button: 'All namespaces',
      at: '/graph?namespaces=shop',
    },
    {
      code: 'focusNotFound',
      title: 'It is not in this picture',
      button: 'Back to the whole graph',
      at: '/graph?focus=x',
    },
    { code: 'noMesh', title: 'No mesh found', button: null },
    { code: 'metricsUnavailable', title: 'No numbers', button: null },
    {
      code: 'noRights',
      title: 'You may not see any of this',
      button: 'All namespaces',
      at: '/graph?namespaces=shop',
    },
    { code: 'tooYoung', title: 'Too early to tell', button: null },
  ] as const)(
    'says why there is nothing to draw: $code',
    async ({ code, title, button, ...rest }) => {
      const api = createFakeApi()
      await openPage(api, 'at' in rest ? rest.at : undefined)
      await showGraph(api, aGraph({ empty: { code, message: 'Because of this.' } }))
      expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument()
      expect(screen.getByText('Because of this.')).toBeInTheDocument()
      if (button !== null) expect(screen.getByRole('button', { name: button })).toBeInTheDocument()
    },
  )

  it.each([
    { code: 'metricsUnavailable', word: 'no numbers' },
    { code: 'noRights', word: 'no rights' },
  ] as const)('calls nothing live of which there are no numbers: $code', async ({ code, word }) => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, aGraph({ empty: { code, message: 'For this reason.' } }))
    expect(await screen.findByRole('button', { name: word })).toBeDisabled()
    expect(screen.queryByRole('button', { name: /^live, / })).toBeNull()
  })

  it('offers no way out that leads to where one is', async () => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, aGraph({ empty: { code: 'noRights', message: 'Ask for rights.' } }))
    expect(await screen.findByText('Ask for rights.')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'All namespaces' })).toBeNull()
  })

  it('takes a way out of an empty picture', async () => {
    const api = createFakeApi()
    const { address } = await openPage(api)
    await showGraph(api, aGraph({ empty: { code: 'noTraffic', message: 'Quiet.' } }))
    await userEvent.click(await screen.findByRole('button', { name: 'Look at the last hour' }))
    expect(address()).toContain('window=1h')
  })

  it('names what is missing from half an answer, and shows the rest', async () => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, fresh({ warnings: [aWarning()] }))
    expect(await screen.findByText('metrics, response times:')).toBeInTheDocument()
    expect(screen.getByText(/did not answer within 30 s/)).toBeInTheDocument()
    expect(screen.getByText(/Since .*\d\d:\d\d:\d\d/)).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Edges' })).toBeInTheDocument()
  })

  it('says once what several layers lack for the same reason', async () => {
    const api = createFakeApi()
    await openPage(api)
    const warnings = (['requests', 'tcp', 'requests'] as const).map((layer) => aWarning({ layer }))
    const other = aWarning({ layer: 'throughput', message: 'Too many series.' })
    await showGraph(api, fresh({ warnings: [...warnings, other] }))
    expect(await screen.findByText('metrics, requests, TCP traffic:')).toBeInTheDocument()
    expect(screen.getAllByText(/did not answer within 30 s/)).toHaveLength(1)
    expect(screen.getByText(/Too many series/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /^Show \d+ more/ })).not.toBeInTheDocument()
  })

  it('says how old stale numbers are', async () => {
    const api = createFakeApi()
    await openPage(api)
    const at = Date.now() - 40_000
    await showGraph(api, fresh({ at, staleSinceAt: at }))
    expect(await screen.findByText(/4\d s old/)).toBeInTheDocument()
    expect(screen.getByText(/newer ones do not come in/)).toBeInTheDocument()
    expect(screen.getByText('stale')).toBeInTheDocument()
  })

  it('keeps the picture and says so when the server is gone', async () => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, fresh())
    await screen.findByRole('heading', { name: '3 namespaces' })
    act(() => api.streamOf(0).hangUp())
    expect(await screen.findByText('The console’s server is gone.')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '3 namespaces' })).toBeInTheDocument()
    await waitFor(() => expect(api.streams).toHaveLength(2))
    expect(api.streamOf(1).headers.get('last-event-id')).toBe('1')
    await waitFor(() => {
      expect(screen.queryByText('The console’s server is gone.')).not.toBeInTheDocument()
    })
  })

  it('says that nobody answers when there is no picture yet', async () => {
    const api = createFakeApi({ '/api/v1/graph/stream': new TypeError('Failed to fetch') })
    await openPage(api)
    expect(
      await screen.findByRole('heading', { name: 'The console does not answer' }),
    ).toBeInTheDocument()
  })

  it('names the parameter that the server refused, and what it may be', async () => {
    const refusal = aRefusal(400, {
      code: 'badRequest',
      message: 'There is no namespace nope that you may see.',
      field: 'namespaces',
      allowed: ['bookinfo', 'travel'],
      requestId: 'r-17',
    })
    const api = createFakeApi({ '/api/v1/graph/stream': refusal })
    const { address } = await openPage(api, '/graph?namespaces=nope')
    expect(await screen.findByText(/There is no namespace nope/)).toBeInTheDocument()
    expect(screen.getByText('namespaces')).toBeInTheDocument()
    expect(screen.getByText('It may be: bookinfo, travel')).toBeInTheDocument()
    expect(screen.getByText('r-17')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Back to the usual view' }))
    expect(address()).toBe('/graph')
  })

  it('says that something may not be seen', async () => {
    const refusal = aRefusal(403, { code: 'forbidden', message: 'Not yours.' })
    await openPage(createFakeApi({ '/api/v1/graph/stream': refusal }))
    expect(await screen.findByRole('heading', { name: 'You may not see this' })).toBeInTheDocument()
  })

  it('says which parameters of the address it could not read', async () => {
    const { address } = await openPage(createFakeApi(), '/graph?window=-5&type=app&as=table')
    expect(screen.getByText('window')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Tidy the address' }))
    expect(address()).toBe('/graph?type=app&as=table')
  })

  it('asks nothing in manual mode until told to', async () => {
    const api = createFakeApi({ '/api/v1/graph': fresh() })
    await openPage(api, '/graph?as=table&refresh=manual')
    const asked = (): URL[] => api.requests.filter(({ pathname }) => pathname === '/api/v1/graph')
    expect(asked()).toHaveLength(0)
    await userEvent.click(await screen.findByRole('button', { name: 'Ask now' }))
    expect(await screen.findByRole('heading', { name: '3 namespaces' })).toBeInTheDocument()
    expect(asked()).toHaveLength(1)
  })

  it('asks once for a moment of the past, and leads back to now', async () => {
    const api = createFakeApi({ '/api/v1/graph': fresh() })
    const { address } = await openPage(api, '/graph?as=table&at=1795262400000')
    expect(await screen.findByText(/As of/)).toBeInTheDocument()
    expect(api.requests.find(({ pathname }) => pathname === '/api/v1/graph')?.search).toContain(
      'at=1795262400000',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Back to live' }))
    expect(address()).toBe(table)
    expect(api.streams).toHaveLength(1)
  })
})

describe('the toolbar', () => {
  it('asks for another graph type and window', async () => {
    const api = createFakeApi()
    const { address } = await openPage(api)
    await showGraph(api, fresh())
    await userEvent.click(screen.getByRole('button', { name: /^Graph of/ }))
    await userEvent.click(screen.getByRole('option', { name: /^Workloads/ }))
    await userEvent.click(screen.getByRole('button', { name: /^Window/ }))
    await userEvent.click(screen.getByRole('option', { name: 'Last 10 min' }))
    expect(address()).toBe('/graph?type=workload&window=10m&as=table')
    const last = api.streams.at(-1)?.url.searchParams
    expect(last?.get('type')).toBe('workload')
    expect(last?.get('window')).toBe('10m')
  })

  it('keeps the old picture until the new answer is here', async () => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, fresh())
    await userEvent.click(screen.getByRole('button', { name: /^Graph of/ }))
    await userEvent.click(screen.getByRole('option', { name: /^Services/ }))
    expect(screen.getByText('loading')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '3 namespaces' })).toBeInTheDocument()
  })

  it('offers windows that the metric store can answer', async () => {
    const api = createFakeApi()
    await openPage(api)
    await userEvent.click(screen.getByRole('button', { name: /^Window/ }))
    const words = screen.getAllByRole('option').map((option) => option.textContent)
    expect(words).toContain('Last 7 d')
    expect(words).not.toContain('Last 30 d')
  })

  it('asks for the namespaces that are ticked when the menu closes', async () => {
    const api = createFakeApi()
    const { address } = await openPage(api)
    await userEvent.click(screen.getByRole('button', { name: 'Namespaces: all' }))
    const item = await screen.findByRole('checkbox', { name: /bookinfo/ })
    await userEvent.click(item)
    expect(address()).toBe(table)
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }))
    expect(address()).toBe('/graph?namespaces=bookinfo&as=table')
  })

  it('asks for what the display menu switches on', async () => {
    const api = createFakeApi()
    await openPage(api)
    await userEvent.click(screen.getByRole('button', { name: 'Display' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Service nodes' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Response time' }))
    await userEvent.click(screen.getByRole('radio', { name: '99th' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Apps' }))
    const last = api.streams.at(-1)?.url.searchParams
    expect(last?.get('serviceNodes')).toBe('true')
    expect(last?.get('responseTime')).toBe('p99')
    expect(last?.get('boxBy')).toBe('cluster,namespace')
  })

  it('asks again at once when told to', async () => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, fresh())
    await userEvent.click(screen.getByRole('button', { name: 'Refresh now' }))
    expect(api.streams).toHaveLength(2)
  })

  it('asks again for what differs from the graph that is here, for the same question alone', async () => {
    const api = createFakeApi()
    await openPage(api)
    await showGraph(api, fresh())
    await userEvent.click(screen.getByRole('button', { name: 'Refresh now' }))
    expect(api.streamOf(1).headers.get('last-event-id')).toBe('1')
    await userEvent.click(screen.getByRole('button', { name: 'Display' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Service nodes' }))
    expect(api.streamOf(2).headers.get('last-event-id')).toBeNull()
  })
})

describe('the panel', () => {
  const edgeId = 'app:east/bookinfo/reviews@v2→app:east/bookinfo/ratings@v1'
  const select = (id: string): string => `${table}&select=${encodeURIComponent(id)}`

  it('explains an edge: health, flags in words, hosts, mTLS, and what was not asked', async () => {
    const api = createFakeApi()
    await openPage(api, select(edgeId))
    await showGraph(api, fresh())
    const panel = await screen.findByRole('complementary', { name: 'Details' })
    expect(within(panel).getByRole('heading', { name: /reviews v2.*ratings v1/ })).toBeVisible()
    expect(
      within(panel).getByText('25% of inbound HTTP requests had code 5xx (1 rps of 4 rps).'),
    ).toBeInTheDocument()
    expect(
      within(panel).getByText('Degraded above 0%, failure from 10%. Tolerance: default.'),
    ).toBeInTheDocument()
    expect(within(panel).getByText(/All of it, as the destination’s proxy/)).toBeInTheDocument()
    expect(within(panel).getAllByText(/Not asked for/)).toHaveLength(2)
    await userEvent.click(within(panel).getByRole('tab', { name: 'Codes and flags' }))
    expect(within(panel).getByText('No healthy upstream')).toBeVisible()
    await userEvent.click(within(panel).getByRole('tab', { name: 'Hosts' }))
    expect(
      within(panel).getByRole('row', { name: /reviews.bookinfo.svc.cluster.local 503 1 rps 25%/ }),
    ).toBeInTheDocument()
  })

  it('says that mTLS is unknown rather than off', async () => {
    const api = createFakeApi()
    await openPage(api, select('app:east/bookinfo/ratings@v1→app:east/bookinfo/mongodb@v1'))
    await showGraph(api, fresh())
    expect(await screen.findByText(/Unknown: no proxy .* could tell/)).toBeInTheDocument()
  })

  it('explains a node, and leads to its callers', async () => {
    const api = createFakeApi({
      '/api/v1/graph/explain': anExplanation({ tracesUrl: 'http://traces.test/search' }),
    })
    const { address } = await openPage(api, select('app:east/bookinfo/ratings@v1'))
    await showGraph(api, fresh())
    expect(await screen.findByRole('region', { name: 'Called by 2' })).toBeInTheDocument()
    await userEvent.click(screen.getByRole('tab', { name: 'Why and traces' }))
    expect(await screen.findByRole('link', { name: /Open its traces/ })).toHaveAttribute(
      'href',
      'http://traces.test/search',
    )
    await userEvent.click(screen.getByRole('tab', { name: 'Traffic' }))
    const again = screen.getByRole('region', { name: 'Called by 2' })
    await userEvent.click(within(again).getByRole('button', { name: /reviews v2/ }))
    expect(new URLSearchParams(address().split('?')[1]).get('select')).toBe(edgeId)
  })

  it('opens a closed namespace', async () => {
    const api = createFakeApi()
    const { address } = await openPage(api, select('namespace:east/travel'))
    await showGraph(api, fresh())
    expect(await screen.findByText('14 workloads, 11 apps, 11 services, 22 edges')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Open it' }))
    expect(new URLSearchParams(address().split('?')[1]).get('open')).toBe('auto,+east/travel')
  })

  it('closes an open namespace by its box', async () => {
    const api = createFakeApi()
    const { address } = await openPage(api, select('box:namespace/east/bookinfo'))
    await showGraph(api, fresh())
    await userEvent.click(await screen.findByRole('button', { name: 'Close it' }))
    expect(new URLSearchParams(address().split('?')[1]).get('open')).toBe('auto,-east/bookinfo')
  })

  it('shows the whole picture when what was selected is gone', async () => {
    const api = createFakeApi()
    await openPage(api, select('app:east/bookinfo/gone'))
    await showGraph(api, fresh())
    expect(await screen.findByText(/not in the picture now/)).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Not well' })).toBeInTheDocument()
  })

  it('shows where a number comes from, series by series', async () => {
    const api = createFakeApi({
      '/api/v1/graph/explain': anExplanation({
        sentences: ['Because the caller counted it.'],
        rows: [
          {
            reporter: 'destination',
            isUsed: false,
            reason: 'It would count the same twice.',
            protocol: 'http',
            source: 'bookinfo/reviews-v2',
            service: 'ratings',
            destination: 'bookinfo/ratings-v1',
            perSecond: 3.9,
            promql: 'one_series',
          },
        ],
      }),
    })
    await openPage(api, select(edgeId))
    await showGraph(api, fresh())
    await userEvent.click(await screen.findByRole('button', { name: 'Evidence for HTTP requests' }))
    const evidence = await screen.findByRole('dialog', { name: 'Evidence for HTTP requests' })
    expect(within(evidence).getByText(/Counted by the caller’s proxy/)).toBeInTheDocument()
    expect(within(evidence).getByText(/mesh_requests_total/)).toBeInTheDocument()
    expect(within(evidence).getByText(/over 1 min · 42 series in 12 ms/)).toBeInTheDocument()
    expect(await within(evidence).findByText('Because the caller counted it.')).toBeInTheDocument()
    expect(within(evidence).getByText('It would count the same twice.')).toBeInTheDocument()
    const asked = api.requests.find(({ pathname }) => pathname.endsWith('/explain'))
    expect(asked?.searchParams.get('source')).toBe('app:east/bookinfo/reviews@v2')
    expect(asked?.searchParams.get('window')).toBe('1m')
  })
})

describe('the table', () => {
  it('selects an edge, and sorts', async () => {
    const api = createFakeApi()
    const { address } = await openPage(api)
    await showGraph(api, fresh())
    await userEvent.click(await screen.findByRole('button', { name: 'Errors' }))
    const [, first] = within(screen.getByRole('region', { name: 'Edges' })).getAllByRole('row')
    if (first === undefined) throw new Error('The table has no rows')
    expect(first).toHaveTextContent('reviews v2 (bookinfo)')
    await userEvent.click(within(first).getByRole('button'))
    expect(address()).toContain('select=')
  })

  it('draws only the rows in sight when there are many', async () => {
    const api = createFakeApi()
    await openPage(api)
    const graph = fresh()
    const edges = Array.from({ length: 1000 }, (_, index) => ({
      ...(graph.edges[index % graph.edges.length] as Graph['edges'][number]),
      id: `edge ${index}`,
    }))
    await showGraph(api, { ...graph, edges })
    const table = within(screen.getByRole('region', { name: 'Edges' })).getByRole('table')
    expect(table).toHaveAttribute('aria-rowcount', '1001')
    expect(within(table).getAllByRole('row').length).toBeLessThan(100)
  })
})
