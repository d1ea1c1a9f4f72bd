import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LiveThing, Thing } from '#contract/thing.ts'
import { aThingRow } from '../../../../../test-support/catalog-builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../../test-support/render-console.tsx'
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
  endpoints: null,
  events: null,
  missing: [{ what: 'events', isForbidden: true, message: 'events is forbidden' }],
}

function open(api: FakeApi): void {
  renderConsole(
    <Overview
      subject={{ kind: 'workload', namespace: 'bookinfo', name: 'reviews-v1' }}
      theme="light"
    />,
    { api },
  )
}

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
})
