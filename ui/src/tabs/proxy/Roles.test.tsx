import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import {
  aNodeService,
  anInfo,
  aProxyPod,
  aSync,
  aTable,
  someProxies,
} from '../../../test-support/proxy-builders.ts'
import { renderConsole } from '../../../test-support/render-console.tsx'
import { ProxyTab } from './ProxyTab.tsx'

const subject = { kind: 'workload', namespace: 'shop', name: 'waypoint' } as const
const workload = '/api/v1/namespaces/shop/workloads/waypoint'
const proxy = '/api/v1/namespaces/shop/pods/waypoint-a/proxy'

function open(answers: Readonly<Record<string, unknown>>, at = '/'): FakeApi {
  const api = createFakeApi(answers)
  renderConsole(<ProxyTab subject={subject} />, { api, at })
  return api
}

const aWaypoint = aProxyPod({ pod: 'waypoint-a', workload: 'waypoint', role: 'waypoint' })
const enrolled = (kind: string, name: string, isServed: boolean): object => ({
  object: { group: '', kind, namespace: 'shop', name },
  ...{ labelledBy: 'namespace', label: 'use-waypoint=waypoint', isServed },
})
const waypoint = {
  gateway: { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop', name: 'way' },
  trafficFor: 'service',
  services: [enrolled('Service', 'cart', true), enrolled('Service', 'stock', true)],
  workloads: [enrolled('Deployment', 'cart-v1', false)],
}

describe('proxies of all kinds', () => {
  it('tells of a waypoint what it is for, whether each pod has what was sent, and what is enrolled by which label', async () => {
    open({
      [`${workload}/proxies`]: someProxies({ pods: [aWaypoint] }),
      [`${workload}/waypoint`]: { waypoint, warnings: [] },
      [`${workload}/proxies/sync`]: {
        proxies: [
          aSync({
            pod: 'waypoint-a',
            routes: { state: 'stale', sent: 'b2', acknowledged: 'b1' },
          }),
        ],
        reason: null,
      },
      [proxy]: anInfo(),
      [`${proxy}/tables/secrets`]: aTable('secrets', []),
    })
    expect(await screen.findByRole('link', { name: 'way' })).toBeVisible()
    expect(await screen.findByText('2 of services, 1 of workloads')).toBeVisible()
    const sync = await screen.findByRole('table', { name: 'What the control plane sent' })
    const row = within(sync).getByRole('row', { name: /^waypoint-a/ })
    expect(within(row).getAllByText('Synced')).toHaveLength(3)
    expect(within(row).getByTitle('sent b2, taken over b1')).toHaveTextContent('Not taken over')
    await userEvent.click(screen.getByRole('tab', { name: 'Enrolled services' }))
    const services = await screen.findByRole('region', { name: 'Enrolled services' })
    expect(within(services).getByRole('row', { name: /^Service ?cart/ })).toHaveTextContent(
      'the label of its namespace use-waypoint=waypoint',
    )
    await userEvent.type(screen.getByRole('textbox', { name: 'Find what is enrolled' }), 'sto')
    await screen.findByText(/^1 of 2 shown/)
    await userEvent.click(screen.getByRole('tab', { name: 'Enrolled workloads' }))
    expect(await screen.findByText(/not for traffic of this kind/)).toBeVisible()
  })

  it('shows what the proxy of a node knows, filtered by what is typed', async () => {
    const sections: ['services', 'workloads'] = ['services', 'workloads']
    const pod = aProxyPod({ pod: 'waypoint-a', role: 'node', sections, documents: ['config'] })
    const api = open(
      {
        [`${workload}/proxies`]: someProxies({ pods: [pod] }),
        [`${proxy}/tables/services`]: aTable('services', [aNodeService()], {
          facets: { waypoint: [{ value: 'shop/waypoint', count: 1 }] },
        }),
      },
      '/?proxy-part=services',
    )
    expect(await screen.findByText('1 of 2')).toBeVisible()
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      ...['Summary', 'Services', 'Workloads', 'Config'],
    ])
    for (const name of ['Service', 'Namespace', 'Waypoint', 'Endpoints’ health'])
      expect(screen.getByRole('button', { name: `${name}: all` })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Waypoint: all' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Type to find in Waypoint' }), 'shop')
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(api.requests.at(-1)?.searchParams.get('waypoint')).toBe('shop'))
  })

  it('draws the dashboard of its kind where there is one', async () => {
    const dashboard = { id: 'sidecars', title: 'Sidecars', description: 'What they do.' }
    open(
      {
        [`${workload}/proxies`]: someProxies({ pods: [aWaypoint] }),
        [`${workload}/dashboards`]: {
          dashboards: [{ ...dashboard, why: 'metrics', charts: [], groupings: [] }],
          ...{ whyNone: null, evidence: [], warnings: [] },
        },
      },
      '/?proxy-part=metrics',
    )
    expect(await screen.findByText('What they do.')).toBeVisible()
    expect(screen.getByRole('tab', { name: 'Metrics' })).toHaveAttribute('aria-selected', 'true')
  })
})
