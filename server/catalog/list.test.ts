import { describe, expect, it } from 'vitest'
import type { ThingAskInput, ThingKind } from '#contract/catalog.ts'
import {
  aSightOf,
  aThingAsk,
  noPlaces,
  someFigures,
  someNumbers,
  someParts,
} from '../../test/support/catalog.ts'
import { aPod, aServiceObject, aWorkloadObject } from '../../test/support/inventory.ts'
import { someFacts } from '../../test/support/mesh.ts'
import type { JoinParts } from './join.ts'
import { listEntries, type ThingPage } from './list.ts'

const inventory = {
  workloads: [
    aWorkloadObject('shop/cart-v1'),
    aWorkloadObject('shop/cart-v2', { podLabels: { app: 'cart', version: 'v2', team: 'blue' } }),
    aWorkloadObject('shop/nightly', { kind: 'CronJob', podLabels: {}, labels: {} }),
    aWorkloadObject('bank/ledger-v1'),
  ],
  services: [aServiceObject('shop/cart'), aServiceObject('bank/ledger')],
  endpoints: [{ namespace: 'shop', service: 'cart', addresses: 2, readyAddresses: 1 }],
  pods: [aPod('shop/cart-v1-abc', { workload: { kind: 'Deployment', name: 'cart-v1' } })],
}
const figures = someFigures({
  'workload shop/cart-v1': someNumbers(5, 0.2, 'failure'),
  'workload shop/cart-v2': someNumbers(50, 0.01, 'degraded'),
  'workload bank/ledger-v1': someNumbers(9, 0, 'healthy'),
})
const policy = { group: 'example.io', kind: 'Policy', namespace: 'bank', name: 'all' }
const facts = someFacts({
  dataPlaneByWorkload: new Map([
    ['shop/cart-v1', 'sidecar'],
    ['shop/cart-v2', 'none'],
  ]),
  dataPlaneByNamespace: new Map([['shop', 'sidecar']]),
  policies: {
    ...someFacts().policies,
    mtlsOfWorkload: ({ namespace }) => ({
      ...{ mode: namespace === 'bank' ? 'strict' : 'permissive', from: null, reach: 'default' },
      byPort: new Map(),
    }),
    actingOnWorkload: () => [{ object: policy, why: 'mesh', words: 'bank' }],
  },
})
const counts = { error: 2, warning: 0, info: 0, acknowledged: 0 }
const touching = {
  ...{ object: policy, validity: 'error' as const, counts },
  worst: { rule: 'MC1', severity: 'error' as const, message: 'wrong' },
}
const place = { cluster: 'east', namespace: 'shop', counts, touchedBy: [0] }
const places = {
  ...noPlaces,
  objects: [touching],
  workloads: ['cart-v1', 'cart-v2'].map((name) => ({
    ...{ ...place, name, kind: 'Deployment', app: 'cart', version: null, calledBy: [] },
  })),
}

function list(
  kind: ThingKind,
  ask: ThingAskInput = {},
  parts: Partial<Parameters<typeof someParts>[0]> = {},
): ThingPage {
  return listEntries(someParts({ inventory, facts, figures, places, ...parts }), {
    kind,
    ask: aThingAsk(ask),
  })
}

const names = ({ rows }: ThingPage): string[] => rows.map(({ name }) => name)

describe('lists', () => {
  it('put the worst first, and of two equally bad the one with more errors', () => {
    expect(names(list('workload'))).toEqual(['cart-v1', 'cart-v2', 'ledger-v1', 'nightly'])
  })

  it.each<{ desc: string; ask: ThingAskInput; found: string[] }>([
    { desc: 'text', ask: { text: 'CART' }, found: ['cart-v1', 'cart-v2'] },
    { desc: 'namespaces', ask: { namespaces: 'bank' }, found: ['ledger-v1'] },
    { desc: 'health', ask: { health: 'degraded,none' }, found: ['cart-v2', 'nightly'] },
    { desc: 'kind', ask: { types: 'CronJob' }, found: ['nightly'] },
    { desc: 'mesh membership', ask: { memberships: 'sidecar' }, found: ['cart-v1'] },
    { desc: 'mTLS', ask: { mtls: 'strict' }, found: ['ledger-v1'] },
    { desc: 'labels', ask: { labels: 'team=blue app=cart' }, found: ['cart-v2'] },
    { desc: 'errors', ask: { withErrors: 'true' }, found: ['cart-v1', 'cart-v2'] },
    { desc: 'missing labels', ask: { notes: 'noApp' }, found: ['nightly'] },
    { desc: 'being outside of the mesh', ask: { notes: 'outOfMesh' }, found: ['cart-v2'] },
    { desc: 'findings', ask: { findings: 'error' }, found: ['cart-v1', 'cart-v2'] },
    { desc: 'several at once', ask: { text: 'v', health: 'healthy' }, found: ['ledger-v1'] },
  ])('are cut by $desc', ({ ask, found }) => {
    const page = list('workload', ask)
    expect(names(page)).toEqual(found)
    expect([page.matched, page.total]).toEqual([found.length, 4])
  })

  it.each<{ desc: string; ask: ThingAskInput; first: string }>([
    { desc: 'name', ask: { sort: 'name', order: 'desc' }, first: 'nightly' },
    { desc: 'rate', ask: { sort: 'rate' }, first: 'cart-v2' },
    { desc: 'errors', ask: { sort: 'errors' }, first: 'cart-v1' },
    { desc: 'namespace', ask: { sort: 'namespace' }, first: 'ledger-v1' },
    { desc: 'findings', ask: { sort: 'findings' }, first: 'cart-v1' },
    { desc: 'mTLS', ask: { sort: 'mtls' }, first: 'ledger-v1' },
  ])('are sorted by $desc', ({ ask, first }) => {
    expect(names(list('workload', ask))[0]).toBe(first)
  })

  it('say of each choice what it would leave, all other filters applied', () => {
    const { facets } = list('workload', { namespaces: 'shop', health: 'failure' })
    expect(facets.namespaces).toEqual([{ value: 'shop', count: 1 }])
    expect(facets.health).toEqual([
      { value: 'degraded', count: 1 },
      { value: 'failure', count: 1 },
      { value: 'none', count: 1 },
    ])
  })

  it('turn pages', () => {
    expect(names(list('workload', { sort: 'name', offset: 1, limit: 2 }))).toEqual([
      'cart-v2',
      'ledger-v1',
    ])
  })

  it('make an app of workloads that name it, with the versions and what touches any of them', () => {
    const [cart] = list('app', { text: 'cart' }).rows
    expect(cart).toMatchObject({
      name: 'cart',
      versions: ['v1', 'v2'],
      membership: 'mixed',
      pods: { desired: 2, available: 2 },
      findings: { error: 2 },
    })
  })

  it('say of a service what stands behind it', () => {
    const { rows } = list('service', { sort: 'name' })
    expect(rows[0]).toMatchObject({ name: 'cart', endpoints: { ready: 1, all: 2 }, notes: [] })
    expect(rows[1]).toMatchObject({ name: 'ledger', notes: ['noEndpoints'] })
  })

  it('have machines outside of the cluster as a workload, which services select like pods', () => {
    const object = { group: 'example.io', kind: 'Group', namespace: 'shop', name: 'vm' }
    const machine = {
      object: { ...object, kind: 'Machine', name: 'vm-1' },
      ...{ address: '192.0.2.5', createdAt: null, labels: {}, serviceAccount: null },
      isHealthy: true,
    }
    const group = {
      ...{ object, labels: {}, podLabels: { app: 'cart', version: 'v9' }, serviceAccount: null },
      ...{ hasProxy: true, machines: [machine, { ...machine, isHealthy: false }] },
    }
    const withMachines = someFacts({
      policies: { ...someFacts().policies, machines: () => [group] },
    })
    const page = list('workload', { types: 'Group' }, { facts: withMachines })
    expect(page.rows).toMatchObject([{ name: 'vm', membership: 'sidecar', pods: null }])
    const [cart] = list('app', { text: 'cart' }, { facts: withMachines }).rows
    expect(cart?.versions).toEqual(['v1', 'v2', 'v9'])
    const [service] = list('service', { text: 'cart' }, { facts: withMachines }).rows
    expect(service).toMatchObject({ endpoints: { ready: 2, all: 4 }, versions: ['v1', 'v2', 'v9'] })
  })

  it('say that traffic is not known where the store did not answer, rather than none', () => {
    const silent = someFigures({}, { hasTraffic: false })
    const [row] = list('workload', {}, { figures: silent }).rows
    expect(row).toMatchObject({ inbound: null, outbound: null, health: { status: 'none' } })
  })

  it('show nobody what they may not see: no row, no count, no object that acts', () => {
    const page = list('workload', {}, { sight: aSightOf('shop') })
    expect(names(page)).toEqual(['cart-v1', 'cart-v2', 'nightly'])
    expect(page.total).toBe(3)
    expect(JSON.stringify(page)).not.toMatch(/bank|ledger/)
  })

  it('are made once for all who see everything, as long as nothing changes', () => {
    const parts: JoinParts = someParts({ inventory, facts, figures, places })
    const first = listEntries(parts, { kind: 'workload', ask: aThingAsk() })
    const second = listEntries(parts, { kind: 'workload', ask: aThingAsk({ offset: '1' }) })
    expect(second.facets).toBe(first.facets)
  })

  it('hold a name of 253 characters and 300 labels', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`example.com/label-${index}`, 'x'.repeat(63)]),
    )
    const long = aWorkloadObject(`shop/${'n'.repeat(253)}`, { labels })
    const page = list(
      'workload',
      { labels: 'example.com/label-299' },
      {
        inventory: { workloads: [long] },
      },
    )
    expect(page.rows[0]?.name).toHaveLength(253)
    expect(Object.keys(page.rows[0]?.labels ?? {})).toHaveLength(302)
  })
})
