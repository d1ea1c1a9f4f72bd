import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LiveThing, Thing } from '#contract/thing.ts'
import { aThingRow } from '../../../../../test-support/catalog-builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../../test-support/render-console.tsx'
import type { Subject } from '../../../../tabs/tab.ts'
import { Overview } from './Overview.tsx'

const place = '/api/v1/catalog/things/workloads/bookinfo/reviews-v1'
const thing: Thing = {
  ...{ at: 1000, windowSeconds: 60, staleSinceAt: null },
  row: aThingRow(),
  object: { group: 'apps', kind: 'Deployment', namespace: 'bookinfo', name: 'reviews-v1' },
  related: [
    {
      ...{ kind: 'service', namespace: 'bookinfo', name: 'reviews', type: 'ClusterIP' },
      ...{ versions: [], status: 'healthy' },
    },
  ],
  mtls: [
    {
      ...{ workload: 'reviews-v1', mode: 'strict', reach: 'namespace' },
      from: { group: 'example.io', kind: 'Policy', namespace: 'bookinfo', name: 'all' },
      ports: [{ port: 8080, mode: 'disabled' }],
    },
  ],
  ...{ selector: {}, servicePorts: [], addresses: [], acting: [], warnings: [] },
  ...{ external: null, machines: null },
  participation: { injection: { isAsked: true, by: 'namespace' }, waypoint: null },
}
const live: LiveThing = {
  at: 100_000,
  object: {
    ...{ apiVersion: 'apps/v1', createdAt: 40_000, labels: { app: 'reviews' } },
    ...{ annotations: {}, isBeingDeleted: false },
  },
  owners: [
    { kind: 'ReplicaSet', name: 'reviews-v1-1', note: null },
    { kind: 'Argo CD', name: 'shop', note: 'keeps it' },
  ],
  pods: [
    {
      ...{ name: 'reviews-v1-1-a', phase: 'Running', isReady: false, restarts: 7 },
      reason: 'reviews waiting: CrashLoopBackOff',
      containers: [
        {
          ...{ name: 'reviews', image: 'reviews:1', isInit: false, isReady: false, restarts: 7 },
          ...{ state: 'waiting: CrashLoopBackOff', lastEnd: 'terminated: OOMKilled' },
        },
      ],
      ...{ node: 'node-1', ip: null, startedAt: 40_000, revision: 'blue' },
      ...{ serviceAccount: 'reviews', isBeingDeleted: false, labels: {} },
    },
  ],
  ...{ endpoints: null, events: null },
  details: [{ title: 'Team', text: 'https://wiki.example/books' }],
  missing: [{ what: 'events', isForbidden: true, message: 'events is forbidden' }],
}

const reviews: Subject = { kind: 'workload', namespace: 'bookinfo', name: 'reviews-v1' }

function open(api: FakeApi, subject = reviews): void {
  renderConsole(<Overview subject={subject} theme="light" />, { api })
}

const describing = async () => within(await screen.findByRole('region', { name: 'What it is' }))

describe('the overview of a workload', () => {
  it('tells of pods why they are not ready, their owners, and how callers are taken', async () => {
    open(createFakeApi({ [place]: thing, [`${place}/live`]: live }))
    expect(await screen.findByText('reviews waiting: CrashLoopBackOff')).toBeInTheDocument()
    expect(screen.getByText(/7 restarts, ended before as terminated: OOMKilled/)).toBeVisible()
    expect(screen.getByText('Argo CD').parentElement).toHaveTextContent('Argo CD shop keeps it')
    expect(screen.getByText('by a policy of its namespace')).toBeInTheDocument()
    expect(screen.getByText('port 8080: Disabled')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'reviews' })).toHaveAttribute(
      'href',
      '/namespaces/bookinfo/services/reviews',
    )
  })

  it('says what may not be read, and shows the rest', async () => {
    open(createFakeApi({ [place]: thing, [`${place}/live`]: live }))
    expect(await screen.findByText(/You may not read its events/)).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Pods' })).toBeInTheDocument()
  })

  it('says of what is not there that it is not, and leads to the list', async () => {
    const refusal = aRefusal(404, { code: 'notFound', message: 'There is none.' })
    open(createFakeApi({ [place]: refusal, [`${place}/live`]: refusal }))
    expect(await screen.findByRole('heading', { name: 'Not there' })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Workloads' })).toHaveAttribute('href', '/workloads')
  })

  it('says that traffic is not known rather than none', async () => {
    const unknown = { ...thing, row: aThingRow('bookinfo/reviews-v1', { inbound: null }) }
    open(createFakeApi({ [place]: unknown, [`${place}/live`]: live }))
    expect(await screen.findByText(/Not known: the metric store/)).toBeInTheDocument()
    expect(screen.getByText(/Who calls it is not known/)).toBeInTheDocument()
    expect(screen.queryByText(/Nobody/)).not.toBeInTheDocument()
  })

  it('describes what it is, how it takes part and what runs in it, with rows of the administrator', async () => {
    const api = createFakeApi({ [place]: thing, [`${place}/live`]: live })
    api.answer('/api/v1/namespaces/bookinfo/workloads/reviews-v1/dashboards', {
      ...{ whyNone: null, evidence: [], warnings: [] },
      dashboards: [
        {
          ...{ id: 'jvm', title: 'JVM', description: '', why: 'metrics', charts: [] },
          groupings: [],
        },
      ],
    })
    open(api)
    const facts = await describing()
    expect(await facts.findByText('apps/v1')).toBeInTheDocument()
    expect(facts.getByText('60 s ago')).toBeInTheDocument()
    expect(facts.getByText(/A proxy beside each of its pods/)).toBeInTheDocument()
    expect(facts.getByText('Asked for by its namespace')).toBeInTheDocument()
    expect(await facts.findByRole('link', { name: 'JVM' })).toHaveAttribute(
      'href',
      '/namespaces/bookinfo/workloads/reviews-v1?tab=runtime&runtimeBoard=jvm',
    )
    expect(facts.getByText('Team')).toBeInTheDocument()
    expect(facts.getByRole('link', { name: 'https://wiki.example/books' })).toBeInTheDocument()
  })

  it.each([
    {
      desc: 'a waypoint that is there',
      waypoint: { namespace: 'shop', name: 'front', by: 'namespace', isThere: true } as const,
      says: /shop, by a label of its namespace/,
    },
    {
      desc: 'one that is not there',
      waypoint: { namespace: 'shop', name: 'front', by: 'itself', isThere: false } as const,
      says: /There is no such waypoint/,
    },
    { desc: 'none', waypoint: null, says: /nobody looks at its requests \(layer 7\)/ },
  ])('says of an ambient workload who captures it, and of $desc', async ({ waypoint, says }) => {
    const row = aThingRow('bookinfo/reviews-v1', { membership: 'ambient' })
    const participation = { injection: { isAsked: false, by: null }, waypoint }
    open(createFakeApi({ [place]: { ...thing, row, participation }, [`${place}/live`]: live }))
    const facts = await describing()
    expect(facts.getByText(/captures its connections \(layer 4\)/)).toBeInTheDocument()
    expect(facts.getByText('Not asked for')).toBeInTheDocument()
    expect(facts.getByText(says)).toBeInTheDocument()
  })

  it('lists the machines of a workload outside of the cluster, and no pods', async () => {
    const machine = {
      ...{ address: '192.0.2.50', createdAt: 40_000, serviceAccount: 'billing' },
      object: { group: 'example.io', kind: 'Machine', namespace: 'bookinfo', name: 'vm-1' },
      ...{ labels: { app: 'billing' }, isHealthy: true },
    }
    const machines = [machine, { ...machine, object: { ...machine.object, name: 'vm-2' } }]
    const outside = { ...thing, machines, participation: null }
    const api = createFakeApi({ [place]: outside, [`${place}/live`]: { ...live, pods: [] } })
    open(api)
    const table = within(await screen.findByRole('grid', { name: 'Machines' }))
    expect(
      table.getByRole('row', { name: /vm-1 Healthy 192\.0\.2\.50 .* ago billing app=billing/ }),
    ).toBeInTheDocument()
    expect(table.getByRole('link', { name: 'vm-2' })).toHaveAttribute(
      'href',
      '/config?object=example.io%2FMachine%2Fbookinfo%2Fvm-2',
    )
    expect(screen.queryByRole('region', { name: 'Pods' })).toBeNull()
    expect(api.requests.filter(({ pathname }) => pathname.endsWith('/metadata'))).toEqual([])
  })

  it('tells of a host outside how it is found, by which ports, and who sees it', async () => {
    const bank: Subject = { kind: 'service', namespace: 'payments', name: 'bank' }
    const there = '/api/v1/catalog/things/services/payments/bank'
    const answer: Thing = {
      ...{ ...thing, related: [], mtls: [], participation: null },
      row: aThingRow('payments/bank', {
        ...{ kind: 'service', type: 'External', hosts: ['api.bank.example'], pods: null },
        ...{ membership: null, mtls: null },
      }),
      object: { group: 'example.io', kind: 'Entry', namespace: 'payments', name: 'bank' },
      servicePorts: [
        { name: 'https', port: 443, protocol: 'HTTPS', appProtocol: null, targetPort: null },
      ],
      external: {
        ...{ isInside: false, resolution: 'DNS', visibleTo: ['*'] },
        endpoints: [{ address: '198.51.100.7', ports: ['https 8443'], labels: {} }],
      },
    }
    open(createFakeApi({ [there]: answer, [`${there}/live`]: { ...live, pods: [] } }), bank)
    const network = within(await screen.findByRole('region', { name: 'Network' }))
    expect(network.getByText('api.bank.example')).toBeInTheDocument()
    expect(network.getByText(/^Outside of the mesh/)).toBeInTheDocument()
    expect(network.getByText('DNS')).toBeInTheDocument()
    expect(network.getByText(/call all addresses that they find/)).toBeInTheDocument()
    expect(network.getByText(/443\/HTTPS/)).toBeInTheDocument()
    expect(network.getByText('198.51.100.7').parentElement).toHaveTextContent('https 8443')
    expect(network.getByText('All namespaces')).toBeInTheDocument()
  })
})
