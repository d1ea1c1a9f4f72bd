import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Warning } from '#contract/warning.ts'
import { aGraph, aNode, anEdge } from '../../../test-support/builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import {
  aCluster,
  aListener,
  anInfo,
  aProxyPod,
  aRoute,
  aTable,
  someDifferences,
  someProxies,
} from '../../../test-support/proxy-builders.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import { ProxyTab } from './ProxyTab.tsx'

const subject = { kind: 'workload', namespace: 'bookinfo', name: 'reviews-v1' } as const
const proxies = '/api/v1/namespaces/bookinfo/workloads/reviews-v1/proxies'
const pod = '/api/v1/namespaces/bookinfo/pods/reviews-v1-a/proxy'
const two = someProxies({ pods: [aProxyPod(), aProxyPod({ pod: 'reviews-v1-b' })] })

function open(
  answers: Readonly<Record<string, unknown>>,
  at = '/?proxy-part=clusters',
): { readonly page: RenderedConsole; readonly api: FakeApi } {
  const api = createFakeApi({ [proxies]: two, ...answers })
  return { api, page: renderConsole(<ProxyTab subject={subject} />, { api, at }) }
}

const lastAsk = (api: FakeApi, path: string): URLSearchParams | undefined =>
  api.requests.findLast(({ pathname }) => pathname === path)?.searchParams

describe('the tab of a proxy', () => {
  it('leads from a row to the objects that made it', async () => {
    const object = {
      ...{ group: 'networking.istio.io', kind: 'VirtualService' },
      ...{ namespace: 'bookinfo', name: 'reviews-split' },
    }
    open(
      {
        [`${pod}/tables/routes`]: aTable('routes', [
          aRoute({ origins: [{ object, part: null, isThere: true }] }),
        ]),
      },
      '/?proxy-part=routes&context=two',
    )
    const link = await screen.findByRole('link', { name: 'reviews-split' })
    expect(link).toHaveAttribute(
      'href',
      '/config?context=two&object=networking.istio.io%2FVirtualService%2Fbookinfo%2Freviews-split',
    )
  })

  it('asks the server for filters and order, and goes from a listener to its routes without them', async () => {
    const { api, page } = open(
      {
        [`${pod}/tables/listeners`]: aTable('listeners', [aListener()], {
          facets: { port: [{ value: '9080', count: 1 }] },
        }),
        [`${pod}/tables/routes`]: aTable('routes', [aRoute()]),
      },
      '/?proxy-part=listeners',
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Port: all' }))
    await userEvent.click(await screen.findByRole('option', { name: /^9080/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Address' }))
    await waitFor(() =>
      expect(Object.fromEntries(lastAsk(api, `${pod}/tables/listeners`) ?? [])).toMatchObject({
        ...{ port: '9080', sort: 'address', order: 'asc', snapshot: 'moment-1' },
      }),
    )
    await userEvent.click(screen.getByRole('link', { name: 'Route: 9080' }))
    await screen.findByRole('cell', { name: 'reviews, reviews.bookinfo' })
    expect(page.address()).toBe('/?proxy-part=routes&proxy-route=9080')
  })

  it('keeps to one moment until somebody reads again', async () => {
    const { api } = open({
      [`${pod}/tables/clusters`]: aTable('clusters', [aCluster()]),
      [`${pod}/tables/routes`]: aTable('routes', [aRoute()]),
    })
    await screen.findByRole('link', { name: 'reviews' })
    expect(lastAsk(api, `${pod}/tables/clusters`)?.get('snapshot')).toBeNull()
    await userEvent.click(screen.getByRole('tab', { name: 'Routes' }))
    await screen.findByRole('cell', { name: 'reviews, reviews.bookinfo' })
    expect(lastAsk(api, `${pod}/tables/routes`)?.get('snapshot')).toBe('moment-1')
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }))
    await waitFor(() => expect(lastAsk(api, `${pod}/tables/routes`)?.get('snapshot')).toBeNull())
  })

  it('shows field by field what differs from another pod', async () => {
    const { page } = open({
      [`${pod}/tables/clusters`]: aTable('clusters', [aCluster()]),
      [`${pod}/differences/clusters`]: someDifferences({
        changes: [
          {
            ...{ resource: 'outbound|9080||reviews', change: 'changed' },
            fields: [{ path: 'connect_timeout', here: '"10s"', there: '"1s"' }],
          },
          { resource: 'outbound|80||old', change: 'onlyThere', fields: [] },
        ],
      }),
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Compare with: nothing' }))
    await userEvent.click(await screen.findByRole('option', { name: 'reviews-v1-b' }))
    const rows = await screen.findByRole('region', { name: 'Differences of clusters' })
    expect(within(rows).getByRole('row', { name: /connect_timeout "10s" "1s"$/ })).toBeVisible()
    expect(within(rows).getByRole('row', { name: /^Only there outbound\|80\|\|old/ })).toBeVisible()
    expect(screen.getByText(/2 differ, 12 are the same/)).toBeVisible()
    await userEvent.click(screen.getByRole('switch', { name: 'Only differences' }))
    expect(await screen.findByRole('row', { name: /Changed reviews 9080/ })).toBeVisible()
    expect(page.address()).toContain('proxy-against=reviews-v1-b&proxy-whole=true')
  })

  it('says by how much figures differ', async () => {
    open(
      {
        [`${pod}/differences/stats`]: someDifferences({
          changes: [
            {
              ...{ resource: 'upstream_rq_pending_overflow', change: 'changed' },
              fields: [{ path: '', here: '1300', there: '100' }],
            },
            {
              ...{ resource: 'server.version_text', change: 'changed' },
              fields: [{ path: '', here: '"1.40"', there: '"1.39"' }],
            },
          ],
        }),
      },
      '/?proxy-part=stats&proxy-against=reviews-v1-b',
    )
    const rows = await screen.findByRole('region', { name: 'Differences of stats' })
    const row = within(rows).getByRole('row', { name: /upstream_rq_pending_overflow/ })
    expect(row).toHaveTextContent('Value1300 (+1,200)100')
    expect(within(rows).getByRole('row', { name: /server\.version_text/ })).toHaveTextContent(
      'Value"1.40""1.39"',
    )
  })

  it('lays a proxy beside itself at a moment that was kept', async () => {
    const { api } = open({
      [`${pod}/tables/clusters`]: aTable('clusters', [aCluster()]),
      [`${pod}/tables/stats`]: aTable('stats', []),
      [`${pod}/differences/clusters`]: someDifferences({
        there: { pod: 'reviews-v1-a', snapshot: 'moment-1', takenAt: 1_795_000_000_000 },
      }),
    })
    await screen.findByRole('link', { name: 'reviews' })
    await userEvent.click(screen.getByRole('button', { name: 'Keep this moment' }))
    // All of the moment is read, so that it can be compared.
    await waitFor(() =>
      expect(lastAsk(api, `${pod}/tables/stats`)?.get('snapshot')).toBe('moment-1'),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Compare with: nothing' }))
    await userEvent.click(await screen.findByRole('option', { name: /^at / }))
    expect(await screen.findByText('No difference')).toBeVisible()
    const asked = lastAsk(api, `${pod}/differences/clusters`)
    expect([asked?.get('withSnapshot'), asked?.get('snapshot')]).toEqual(['moment-1', null])
  })

  it('says what setting a log level does before, and sets it', async () => {
    const { api } = open({ [pod]: anInfo(), [`${pod}/tables/secrets`]: aTable('secrets', []) }, '/')
    const level = await screen.findByRole('combobox', { name: 'Log level of reviews-v1-a' })
    expect(level).toHaveValue('warning')
    await userEvent.selectOptions(level, 'debug')
    expect(screen.getByText(/will write at debug, until it is set again/)).toBeVisible()
    api.answer(`${pod}/log-level`, { levels: null })
    await userEvent.click(screen.getByRole('button', { name: 'Set' }))
    expect(await screen.findByText('Set to debug.')).toBeVisible()
    expect(api.requests.some(({ pathname }) => pathname === `${pod}/log-level`)).toBe(true)
  })

  it('tells who it is by its calls where its proxy may not be asked', async () => {
    const caller = aNode('productpage@v1')
    const workload = { kind: 'workload', workload: 'reviews-v1' } as const
    const reviews = aNode('reviews-v1', workload)
    const other = aNode('ratings-v1', { ...workload, workload: 'ratings-v1' })
    const mtls = (destination: string) => ({
      mtls: {
        ...{ share: 1, basis: 'destination' as const, sourcePrincipals: ['spiffe://caller'] },
        destinationPrincipals: [destination],
      },
    })
    const graph = aGraph({
      nodes: [caller, reviews, other],
      edges: [
        anEdge(caller, reviews, mtls('spiffe://reviews')),
        anEdge(caller, other, mtls('spiffe://ratings')),
      ],
    })
    const refused = { ...two, missingRight: 'pods/portforward create in bookinfo' }
    open({ [proxies]: refused, '/api/v1/graph': graph })
    expect(await screen.findByText('spiffe://reviews')).toBeVisible()
    expect(screen.getByText(/By the metrics of its calls/)).toBeVisible()
    expect(screen.queryByText(/ratings|caller/)).not.toBeInTheDocument()
  })

  it.each([
    {
      desc: 'says which right is missing, and asks no proxy',
      answer: { ...two, missingRight: 'pods/portforward create in bookinfo' },
      expected: 'pods/portforward create in bookinfo',
    },
    {
      desc: 'says that no pod has a proxy, and why',
      answer: someProxies({ pods: [aProxyPod({ role: null, whyNone: 'Nothing asked for one.' })] }),
      expected: 'Nothing asked for one.',
    },
    {
      desc: 'says that nothing runs',
      answer: someProxies({ pods: [] }),
      expected: /there is no proxy to ask/,
    },
    {
      desc: 'says why the proxies are not known',
      answer: aRefusal(503, { code: 'sourceUnavailable', message: 'The cluster is away.' }),
      expected: 'The cluster is away.',
    },
  ])('$desc', async ({ answer, expected }) => {
    const { api } = open({ [proxies]: answer })
    expect(await screen.findByText(expected)).toBeVisible()
    expect(api.requests.some(({ pathname }) => pathname.startsWith(pod))).toBe(false)
  })

  it('tells a table that is not whole, one without rows, and one without an answer apart', async () => {
    const message = 'Only 3 of 4 answers.'
    const warning: Warning = {
      ...{ source: 'cluster', layer: null, code: 'partial', message, sinceAt: null, dataAt: null },
    }
    const { page } = open(
      {
        [`${pod}/tables/clusters`]: aTable('clusters', [], {
          ...{ total: 3, warnings: [warning], problems: ['bad cluster'] },
        }),
        [`${pod}/tables/routes`]: aTable('routes', []),
        [`${pod}/tables/stats`]: aRefusal(504, {
          ...{ code: 'sourceTimeout', message: 'The proxy did not answer.' },
        }),
      },
      '/?proxy-part=clusters&proxy-text=mars',
    )
    expect(await screen.findByText(message)).toBeVisible()
    expect(screen.getByText('bad cluster')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(page.address()).toBe('/?proxy-part=clusters')
    await userEvent.click(screen.getByRole('tab', { name: 'Routes' }))
    expect(await screen.findByRole('heading', { name: 'No routes' })).toBeVisible()
    await userEvent.click(screen.getByRole('tab', { name: 'Stats' }))
    expect(await screen.findByText('The proxy did not answer.')).toBeVisible()
  })
})
