import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Explanation } from '#contract/explain.ts'
import type { Graph } from '#contract/graph.ts'
import { bookinfo } from '../../../../../test-support/bookinfo.ts'
import { anExplanation } from '../../../../../test-support/builders.ts'
import { createFakeApi, type FakeApi } from '../../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../../test-support/render-console.tsx'
import { defaultView } from '../../url.ts'
import type { PanelContextValue } from './panel-context.ts'
import { SidePanel } from './SidePanel.tsx'

interface Shown {
  readonly api: FakeApi
  readonly context: PanelContextValue
}

function show(
  selection: string | null,
  { graph = bookinfo(), explanation = {}, at = null }: Showing = {},
): Shown {
  const api = createFakeApi({ '/api/v1/graph/explain': anExplanation(explanation) })
  const context: PanelContextValue = {
    graph,
    view: { ...defaultView, selection, at },
    change: vi.fn(),
    select: vi.fn(),
    toggleNamespace: vi.fn(),
  }
  renderConsole(<SidePanel context={context} />, { api })
  return { api, context }
}

interface Showing {
  readonly graph?: Graph
  readonly explanation?: Partial<Explanation>
  readonly at?: number | null
}

const reviews = 'app:east/bookinfo/reviews@v2'
const ratings = 'app:east/bookinfo/ratings@v1'
const call = `${reviews}→${ratings}`

const splits = {
  cluster: 'east',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name: 'ratings-split',
  marks: ['routing' as const, 'trafficShifting' as const],
  services: ['bookinfo/ratings'],
}

beforeEach(() => {
  localStorage.clear()
})

describe('the panel of the picture', () => {
  it('splits the rates of each direction by how they were answered', async () => {
    show(null)
    const answers = screen.getByRole('region', { name: 'Answers' })
    await userEvent.click(within(answers).getByRole('tab', { name: 'All' }))
    const table = within(answers).getByRole('table', { name: 'Answers All of the picture' })
    expect(within(table).getByRole('row', { name: /^HTTP, all/ })).toBeInTheDocument()
    expect(within(table).getByRole('row', { name: /^OK [\d.]+ rps [\d.]+%/ })).toBeInTheDocument()
  })

  it('lists its namespaces and clusters, and leads to each', async () => {
    const { context } = show(null)
    const list = screen.getByRole('region', { name: /^Namespaces \d/ })
    expect(within(list).getByText('Cluster east')).toBeInTheDocument()
    await userEvent.click(within(list).getByRole('button', { name: /travel.*closed/ }))
    expect(context.select).toHaveBeenCalledWith('namespace:east/travel')
  })

  it('is hidden and shown again, and stays so', async () => {
    show(null)
    await userEvent.click(screen.getByRole('button', { name: 'Hide the panel' }))
    expect(screen.queryByRole('heading', { name: '3 namespaces' })).toBeNull()
    expect(localStorage.getItem('alidade.graph.panel')).toBe('false')
    await userEvent.click(screen.getByRole('button', { name: 'Show the panel' }))
    expect(screen.getByRole('heading', { name: '3 namespaces' })).toBeInTheDocument()
  })
})

describe('the panel of a box', () => {
  it('tells of a namespace its members, traffic and answers', async () => {
    const { context } = show('box:namespace/east/bookinfo')
    expect(screen.getByRole('table', { name: 'Traffic of bookinfo' })).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Members' })).toHaveTextContent(/workload/)
    const drawn = screen.getByRole('region', { name: /^Drawn in it \d/ })
    await userEvent.click(within(drawn).getByRole('button', { name: /^Failure ?ratings v1/ }))
    expect(context.select).toHaveBeenCalledWith(ratings)
  })

  it('tells of an app its versions and their health, and leads to its page', () => {
    show('box:app/east/bookinfo/reviews')
    const pages = screen.getByRole('navigation', { name: 'Pages about reviews' })
    expect(within(pages).getByRole('link', { name: 'Logs' })).toHaveAttribute(
      'href',
      '/namespaces/bookinfo/apps/reviews?tab=logs',
    )
    const drawn = screen.getByRole('region', { name: 'Drawn in it 3' })
    expect(within(drawn).getAllByRole('button', { name: /reviews v\d/ })).toHaveLength(3)
  })
})

describe('the panel of a node', () => {
  it('says in words what its badges mean', () => {
    show(reviews)
    const badges = screen.getByRole('region', { name: 'Badges' })
    expect(within(badges).getByText('Requests are split by weight')).toBeInTheDocument()
  })

  it('leads to the page of what it stands for, and to each of its tabs', () => {
    show(ratings)
    const pages = screen.getByRole('navigation', { name: 'Pages about ratings' })
    const page = '/namespaces/bookinfo/apps/ratings'
    const ways = within(pages).getAllByRole('link')
    expect(ways.map((way) => [way.textContent, way.getAttribute('href')])).toEqual([
      ['Overview', page],
      ['Traffic', `${page}?tab=traffic`],
      ['Inbound metrics', `${page}?tab=inbound`],
      ['Outbound metrics', `${page}?tab=outbound`],
      ['Runtime', `${page}?tab=runtime`],
      ['Logs', `${page}?tab=logs`],
      ['Proxy', `${page}?tab=proxy`],
    ])
  })

  it('leads from a picture of the past to pages about that time', () => {
    const graph = { ...bookinfo(), at: 9_000_000, windowSeconds: 1800 }
    show(ratings, { graph, at: graph.at })
    const pages = screen.getByRole('navigation', { name: 'Pages about ratings' })
    const way = (name: string): string | null =>
      within(pages).getByRole('link', { name }).getAttribute('href')
    expect(way('Inbound metrics')).toMatch(/\?tab=inbound&window=30m&at=9000000$/)
    expect(way('Logs')).toMatch(/&logs-range=custom&logs-from=7200000&logs-to=9000000$/)
    expect(way('Proxy')).toMatch(/\?tab=proxy$/)
  })

  it('names the objects of the configuration that act on it, and what they do', async () => {
    show(ratings, { explanation: { config: [splits] } })
    await userEvent.click(screen.getByRole('tab', { name: 'Configuration' }))
    const acting = screen.getByRole('region', { name: 'Configuration that acts here' })
    const item = await within(acting).findByRole('listitem')
    expect(item).toHaveTextContent('VirtualService')
    expect(item).toHaveTextContent('ratings-split bookinfo')
    expect(item).toHaveTextContent(
      'Requests are routed by rule. Requests are split by weight. For bookinfo/ratings.',
    )
  })

  it('says so where no object acts', async () => {
    show(ratings)
    await userEvent.click(screen.getByRole('tab', { name: 'Configuration' }))
    expect(await screen.findByText(/^No object that you may see/)).toBeInTheDocument()
  })

  it('opens the next node at the tab that was open', async () => {
    show(ratings)
    await userEvent.click(screen.getByRole('tab', { name: 'Why and traces' }))
    expect(localStorage.getItem('alidade.graph.nodeTab')).toBe('traces')
  })

  it.each([
    { kind: 'unknown' as const, words: /No proxy told who calls/ },
    { kind: 'external' as const, words: /nothing to chart of its own/ },
    { kind: 'restricted' as const, words: /you may not see, added up/ },
  ])('explains why there is less to tell of $kind', ({ kind, words }) => {
    const graph = bookinfo()
    const nodes = graph.nodes.map((node) => (node.id === ratings ? { ...node, kind } : node))
    show(ratings, { graph: { ...graph, nodes } })
    expect(screen.getByText(words)).toBeInTheDocument()
  })

  it('explains why a call is missing', async () => {
    const { api } = show(ratings, {
      explanation: { isDrawn: false, sentences: ['No proxy reported such calls.'] },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Is a call missing here?' }))
    await userEvent.type(
      screen.getByRole('combobox', { name: 'The other end' }),
      'details v1 (bookinfo · east)',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Why is it not here?' }))
    expect(await screen.findByText('No proxy reported such calls.')).toBeInTheDocument()
    const asked = api.requests.find(({ searchParams }) => searchParams.get('source') === ratings)
    expect(asked?.searchParams.get('target')).toBe('app:east/bookinfo/details@v1')
  })
})

describe('the panel of an edge', () => {
  it('leads from a call to the pages of both its ends', () => {
    show(call)
    const ends = screen.getAllByRole('navigation', { name: /^Pages about/ })
    const logs = ends.map((end) => within(end).getByRole('link', { name: 'Logs' }))
    expect(logs.map((way) => way.getAttribute('href'))).toEqual([
      '/namespaces/bookinfo/apps/ratings?tab=logs',
      '/namespaces/bookinfo/apps/reviews?tab=logs',
    ])
  })

  it('tells codes with flags in words, and hosts with their codes, in shares', async () => {
    show(call)
    await userEvent.click(screen.getByRole('tab', { name: 'Codes and flags' }))
    const flags = screen.getByRole('table', { name: 'HTTP requests by code and flag' })
    expect(
      within(flags).getByRole('row', { name: '503 UH No healthy upstream 1 rps 25%' }),
    ).toBeInTheDocument()
    await userEvent.click(screen.getByRole('tab', { name: 'Hosts' }))
    const hosts = screen.getByRole('table', { name: 'HTTP requests by host' })
    expect(within(hosts).getByRole('row', { name: /cluster.local 200 3 rps 75%/ })).toBeVisible()
  })

  it('says by which objects a call is allowed that nobody makes', () => {
    const graph = bookinfo()
    const permit = { cluster: 'east', group: 'security.istio.io', ground: 'admission' } as const
    const silent = {
      allowedBy: [
        { ...permit, kind: 'AuthorizationPolicy', namespace: 'bookinfo', name: 'ratings-callers' },
      ],
      more: 2,
    }
    const edges = graph.edges.map((edge) =>
      edge.id === call ? { ...edge, http: null, isIdle: true, silent } : edge,
    )
    show(call, { graph: { ...graph, edges } })
    expect(screen.getByText(/nobody made it in this window/)).toBeVisible()
    const allowed = within(screen.getByRole('region', { name: 'Allowed by' }))
    expect(allowed.getByText('Lets the caller in.')).toBeVisible()
    expect(allowed.getByText(/and 2 more objects/)).toBeVisible()
    expect(allowed.getByRole('link', { name: 'ratings-callers' })).toHaveAttribute(
      'href',
      '/config?object=security.istio.io%2FAuthorizationPolicy%2Fbookinfo%2Fratings-callers',
    )
    // Nothing is measured, so there is nothing to tell of it.
    expect(screen.queryByRole('region', { name: 'Mutual TLS' })).toBeNull()
  })

  it('says what a waypoint on the way means for the numbers', () => {
    const graph = bookinfo()
    const edges = graph.edges.map((edge) =>
      edge.id === call ? { ...edge, waypoints: ['bookinfo/waypoint'] } : edge,
    )
    show(call, { graph: { ...graph, edges } })
    const passes = screen.getByRole('region', { name: 'Passes a waypoint' })
    expect(passes).toHaveTextContent('bookinfo/waypoint')
    expect(passes).toHaveTextContent('Its two hops are drawn as this one edge.')
  })

  it('GR-45: leads from what goes to a waypoint to what comes back, and only there', async () => {
    const graph = bookinfo()
    const forth = graph.edges.find(({ id }) => id === call)
    if (forth === undefined) throw new Error('There is no such call')
    const back = { ...forth, id: `${ratings}→${reviews}`, source: ratings, target: reviews }
    const edges = [...graph.edges, back]
    show(call, { graph: { ...graph, edges } })
    expect(screen.queryByRole('button', { name: 'The way back' })).toBeNull()
    cleanup()
    const nodes = graph.nodes.map((node) =>
      node.id === ratings ? { ...node, marks: [...node.marks, 'waypoint' as const] } : node,
    )
    const { context } = show(call, { graph: { ...graph, nodes, edges } })
    await userEvent.click(screen.getByRole('button', { name: 'The way back' }))
    expect(context.select).toHaveBeenCalledWith(back.id)
  })

  it('tells whose certificates both ends have', () => {
    show(call)
    const mutual = screen.getByRole('region', { name: 'Mutual TLS' })
    expect(within(mutual).getByText('Caller is')).toBeInTheDocument()
    expect(within(mutual).getByText('Answers as')).toBeInTheDocument()
  })
})
