import { describe, expect, it } from 'vitest'
import { createMesh } from './mesh.ts'
import { seriesOf } from './samples.ts'

describe('createMesh', () => {
  it('gives the same mesh for the same seed', () => {
    expect(createMesh(100, 3)).toEqual(createMesh(100, 3))
    expect(createMesh(100, 3)).not.toEqual(createMesh(100, 4))
  })

  it('has four calls from each workload, most of them inside the namespace', () => {
    const { workloads, edges } = createMesh(1000)
    expect(new Set(workloads.map(({ namespace }) => namespace)).size).toBe(100)
    expect(edges).toHaveLength(4000)
    const inside = edges.filter(({ source, target }) => source.namespace === target.namespace)
    expect(inside.length / edges.length).toBeCloseTo(0.8, 1)
    expect(edges.filter(({ source, target }) => source === target)).toEqual([])
  })

  it('has every protocol, told by both ends in the families that the protocol has', () => {
    const { edges } = createMesh(100)
    const tcp = edges.find(({ protocol }) => protocol === 'tcp')
    const http = edges.find(({ protocol, failingShare }) => protocol === 'http' && failingShare > 0)
    if (tcp === undefined || http === undefined) throw new Error('a protocol is missing')
    expect(seriesOf(tcp, 'istio_tcp_sent_bytes')).toHaveLength(2)
    expect(seriesOf(tcp, 'istio_requests')).toEqual([])
    const requests = seriesOf(http, 'istio_requests')
    expect(requests).toHaveLength(4)
    expect(requests.reduce((sum, { perSecond }) => sum + perSecond, 0)).toBeCloseTo(
      2 * http.perSecond,
    )
  })
})
