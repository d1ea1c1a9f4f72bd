import { describe, expect, it } from 'vitest'
import { defaultTopology } from './default-world.ts'
import { scaledTopology } from './scaled.ts'
import { findService, workloadsOf } from './topology.ts'
import type { Topology } from './topology.ts'

/** Hosts that the world answers for without a Service: externals, and what gateways route. */
const publicHosts = ['bookinfo', 'travel', 'pay', 'orders', 'shop'].map((n) => `${n}.example.com`)

describe.each([
  { desc: 'default', topology: defaultTopology },
  { desc: 'scaled', topology: scaledTopology(600, 7) },
])('the $desc world', ({ topology }) => {
  it('names no workload and no service twice', () => {
    const names = topology.workloads.map((w) => `${w.namespace}/${w.name}`)
    const services = topology.services.map((s) => `${s.namespace}/${s.name}`)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(services).size).toBe(services.length)
  })

  it('has a served port behind every call', () => {
    expect(deadCalls(topology)).toEqual([])
  })

  it('starts every root at a workload that exists', () => {
    const names = new Set(topology.workloads.map((w) => `${w.namespace}/${w.name}`))
    expect(topology.roots.filter((r) => !names.has(`${r.namespace}/${r.workload}`))).toEqual([])
  })
})

describe('the default world', () => {
  it('has the size that the pages are designed for', () => {
    expect(defaultTopology.workloads.length).toBeGreaterThanOrEqual(40)
    expect(defaultTopology.workloads.length).toBeLessThanOrEqual(50)
    expect(defaultTopology.namespaces).toHaveLength(11)
  })

  it('gives Bookinfo six workloads', () => {
    const names = defaultTopology.workloads
      .filter((w) => w.namespace === 'bookinfo')
      .map((w) => w.name)
    expect(names).toEqual([
      'productpage-v1',
      'details-v1',
      'reviews-v1',
      'reviews-v2',
      'reviews-v3',
      'ratings-v1',
    ])
  })
})

describe('scaledTopology', () => {
  it('makes as many workloads as asked for, about four calls each, most of them near', () => {
    const { workloads } = scaledTopology(1_000, 1)
    const synthetic = workloads.filter((w) => w.namespace.startsWith('team-'))
    const calls = synthetic.flatMap((w) => w.calls)
    const near = calls.filter((c) => !c.host.includes('.'))
    expect(workloads).toHaveLength(1_000)
    expect(calls.length / synthetic.length).toBeGreaterThan(3)
    expect(calls.length / synthetic.length).toBeLessThan(4.5)
    expect(near.length / calls.length).toBeGreaterThan(0.7)
  })

  it('gives the same world for the same seed, another for another', () => {
    expect(scaledTopology(200, 3)).toEqual(scaledTopology(200, 3))
    expect(scaledTopology(200, 3)).not.toEqual(scaledTopology(200, 4))
  })
})

function deadCalls(topology: Topology): readonly string[] {
  const calls = [
    ...topology.workloads.flatMap((w) => w.calls.map((call) => ({ from: w.namespace, call }))),
    ...topology.roots.map((r) => ({ from: r.namespace, call: r.call })),
  ]
  const external = new Set([...publicHosts, ...topology.externals.map((e) => e.host)])
  return calls
    .filter(({ call }) => !external.has(call.host))
    .filter(({ call, from }) => {
      const service = findService(topology, call.host, from)
      if (service === null || workloadsOf(topology, service).length === 0) return true
      return !service.ports.some((p) => p.port === call.port && p.protocol === call.protocol)
    })
    .map(({ call, from }) => `${from} → ${call.host}:${call.port}`)
}
