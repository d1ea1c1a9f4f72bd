import { describe, expect, it } from 'vitest'
import type { TrafficSample } from '../seams/traffic.ts'
import { aPicture } from '../../test/support/graph.ts'
import { anEnd, aSample } from '../../test/support/traffic.ts'
import { meanOfCallsInto, membersOf } from './mean-of-calls.ts'

const callee = 'workload:east/bookinfo/reviews-v1'

/** So many requests per second of a caller, and their mean; null: nobody measured it. */
function calls(caller: string, perSecond: number, meanMs: number | null): TrafficSample[] {
  const source = anEnd(caller)
  const time = { measure: 'responseTimeMs', code: null, source } as const
  return [
    aSample({ source, value: perSecond }),
    ...(meanMs === null ? [] : [aSample({ ...time, value: meanMs })]),
  ]
}

const meanOf = (samples: readonly TrafficSample[], statistic: 'avg' | 'p95' = 'avg') =>
  meanOfCallsInto(aPicture(samples, { responseTime: statistic }), (id) => id === callee)

describe('meanOfCallsInto', () => {
  it.each([
    {
      desc: 'weighs the means of its callers by their requests',
      samples: [...calls('bookinfo/web-v1', 30, 10), ...calls('shop/cart-v1', 10, 50)],
      expected: 20,
    },
    { desc: 'knows of no mean where nobody calls', samples: [], expected: null },
    {
      desc: 'lets a twentieth of the calls have no time',
      samples: [...calls('bookinfo/web-v1', 95, 10), ...calls('shop/cart-v1', 5, null)],
      expected: 10,
    },
    {
      desc: 'tells nothing where more of them have none',
      samples: [...calls('bookinfo/web-v1', 90, 10), ...calls('shop/cart-v1', 10, null)],
      expected: null,
    },
  ])('$desc', ({ samples, expected }) => {
    expect(meanOf(samples)).toBe(expected)
  })

  it('puts no quantiles together', () => {
    expect(meanOf(calls('bookinfo/web-v1', 10, 10), 'p95')).toBeNull()
  })

  it('leaves out the calls inside a box', () => {
    const samples = [...calls('bookinfo/web-v1', 30, 10), ...calls('shop/cart-v1', 10, 50)]
    const graph = aPicture(samples, { responseTime: 'avg', boxBy: 'namespace' })
    const inside = membersOf(graph, 'box:namespace/east/bookinfo')
    expect([...inside].sort()).toEqual([callee, 'workload:east/bookinfo/web-v1'])
    expect(meanOfCallsInto(graph, (id) => inside.has(id))).toBe(50)
  })
})
