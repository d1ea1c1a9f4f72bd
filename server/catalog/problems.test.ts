import { describe, expect, it } from 'vitest'
import { aPicture } from '../../test/support/graph.ts'
import { aRequested, aSample, anEnd } from '../../test/support/traffic.ts'
import { findProblems } from './problems.ts'

const call = (from: string, to: string, code: string) =>
  aSample({
    source: anEnd(`shop/${from}-v1`),
    service: aRequested(`shop/${to}`),
    destination: anEnd(`shop/${to}-v1`),
    code,
    value: 1,
  })

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

  it('is not that somebody wants no pods of something, unless it is called', () => {
    const picture = aPicture([call('web', 'cart', '200')])
    const asleep = { kind: 'replicas', status: 'notReady', workload: 'cart-v1' } as const
    const reason = { ...asleep, desired: 0, current: 0, available: 0, syncedProxies: null }
    const withReasons = (desired: number, reasons = picture.nodes[0]?.health.reasons ?? []) =>
      picture.nodes.map((node) =>
        node.workload === 'cart-v1'
          ? {
              ...node,
              health: {
                status: 'notReady' as const,
                reasons: [{ ...reason, desired }, ...reasons],
              },
            }
          : node,
      )
    const namesOf = (nodes: typeof picture.nodes) =>
      findProblems({ ...picture, nodes }).map(({ name }) => name)
    const [failed] = aPicture([call('web', 'cart', '500')]).edges[0]?.health.reasons ?? []
    expect(namesOf(withReasons(0, []))).toEqual([])
    expect(namesOf(withReasons(2, []))).toEqual(['cart-v1'])
    expect(failed).toBeDefined()
    expect(namesOf(withReasons(0, failed === undefined ? [] : [failed]))).toEqual(['cart-v1'])
  })

  it('ends where calls go round in a circle', () => {
    const problems = findProblems(aPicture([call('a', 'b', '500'), call('b', 'a', '500')]))
    expect(problems.map(({ name, isStart }) => [name, isStart])).toEqual([
      ['a-v1', false],
      ['b-v1', false],
    ])
  })
})
