import { describe, expect, it } from 'vitest'
import { isUnwell, type HealthStatus } from '#contract/health.ts'
import { aThingAsk, listedAndDrawn } from '../../test/support/catalog.ts'
import { aPicture } from '../../test/support/graph.ts'
import { aWorkloadObject } from '../../test/support/inventory.ts'
import { aRequested, aSample, anEnd } from '../../test/support/traffic.ts'
import type { Inventory, UnreadableKind } from '../seams/inventory.ts'
import type { TrafficSample } from '../seams/traffic.ts'
import { listEntries } from './list.ts'
import { listNamespaces } from './namespaces.ts'
import { writeOverview } from './overview.ts'
import { findProblems } from './problems.ts'

const call = (from: string, to: string, code: string): TrafficSample =>
  aSample({
    source: anEnd(`shop/${from}-v1`),
    service: aRequested(`shop/${to}`),
    destination: anEnd(`shop/${to}-v1`),
    code,
    value: 1,
  })

const noFindings = { error: 0, warning: 0, info: 0, acknowledged: 0 }
const unread: UnreadableKind = {
  ...{ kind: 'Deployment', reason: 'unavailable', sinceAt: 0 },
  message: 'It does not answer.',
}

describe('what is wrong', () => {
  it('starts where nothing that is called with errors is unwell itself, and names who feels it', () => {
    const picture = aPicture([
      call('web', 'cart', '500'),
      call('cart', 'stock', '500'),
      call('cart', 'price', '200'),
      call('other', 'price', '200'),
    ])
    const problems = findProblems(picture)
    expect(problems.map(({ name, isStart }) => [name, isStart])).toEqual([
      ['stock-v1', true],
      ['cart-v1', false],
      ['web-v1', false],
    ])
    expect(problems[0]?.feltBy.map(({ name }) => name)).toEqual(['cart-v1', 'web-v1'])
    expect(problems[1]?.because.map(({ name }) => name)).toEqual(['stock-v1'])
  })

  it('is nothing in a healthy mesh', () => {
    expect(findProblems(aPicture([call('web', 'cart', '200')]))).toEqual([])
  })

  it.each<{
    readonly desc: string
    readonly wanted: number
    readonly codes: Readonly<Record<string, number>>
    readonly status: HealthStatus
  }>([
    { desc: 'that nobody wants and nobody calls', wanted: 0, codes: {}, status: 'notReady' },
    {
      desc: 'that nobody wants any more, called well enough until now',
      ...{ wanted: 0, codes: { 200: 99, 404: 1 }, status: 'notReady' },
    },
    {
      desc: 'that nobody wants, called with errors',
      ...{ wanted: 0, codes: { 503: 1 }, status: 'failure' },
    },
    { desc: 'that is wanted and not there', wanted: 1, codes: {}, status: 'failure' },
  ])(
    'is the same for overview, list, picture and namespace of pods $desc',
    ({ wanted, codes, status }) => {
      const samples = Object.entries(codes).map(([code, value]) => ({
        ...call('web', 'cart', code),
        value,
      }))
      const replicas = { desiredReplicas: wanted, currentReplicas: wanted, availableReplicas: 0 }
      const { parts, picture } = listedAndDrawn(samples, {
        namespaces: [{ name: 'shop', namespace: '', labels: {}, annotations: {} }],
        workloads: [aWorkloadObject('shop/cart-v1', replicas), aWorkloadObject('shop/web-v1')],
      })
      const named = ({ name }: { readonly name: string }): boolean => name === 'cart-v1'
      const { problems, counts } = writeOverview(parts, picture, noFindings)
      const listed = listEntries(parts, { kind: 'workload', ask: aThingAsk() }).rows.find(named)
      const [namespace] = listNamespaces(parts).rows
      expect({
        drawn: picture.nodes.find(named)?.health.status,
        listed: listed?.health.status,
        ofNamespace: namespace?.worst.find(named)?.status,
        isCounted: (counts?.workloads[status] ?? 0) > 0,
        isProblem: problems.some(named),
      }).toEqual({
        ...{ drawn: status, listed: status, ofNamespace: status, isCounted: true },
        isProblem: isUnwell(status),
      })
    },
  )

  it.each<{
    readonly desc: string
    readonly inventory: Partial<Inventory>
    readonly counts: 'told' | null
  }>([
    { desc: 'is empty', inventory: {}, counts: 'told' },
    { desc: 'was never read', inventory: { unreadable: [unread] }, counts: null },
    {
      desc: 'was read before it went away',
      inventory: { workloads: [aWorkloadObject('shop/cart-v1')], unreadable: [unread] },
      counts: 'told',
    },
  ])(
    'is counted as none only where it is known that there is none: a cluster that $desc',
    (one) => {
      const { parts, picture } = listedAndDrawn([call('web', 'cart', '500')], one.inventory)
      const told = writeOverview(parts, picture, noFindings)
      expect(told.problemsInAll).toBeGreaterThan(0)
      for (const part of [told.counts, told.dataPlanes, told.findings])
        expect(part === null ? null : 'told').toBe(one.counts)
    },
  )

  it('ends where calls go round in a circle', () => {
    const problems = findProblems(aPicture([call('a', 'b', '500'), call('b', 'a', '500')]))
    expect(problems.map(({ name, isStart }) => [name, isStart])).toEqual([
      ['a-v1', false],
      ['b-v1', false],
    ])
  })
})
