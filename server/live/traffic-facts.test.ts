import { describe, expect, it } from 'vitest'
import { aBase } from '../../test/support/graph.ts'
import { anInventory, aServiceObject } from '../../test/support/inventory.ts'
import { anEnd, aRequested, aSample, aTcpSample, noService } from '../../test/support/traffic.ts'
import { trafficFactsOf } from './traffic-facts.ts'

const inventories = [
  anInventory({
    services: [aServiceObject('bookinfo/reviews'), aServiceObject('bookinfo/mysql')],
  }),
]
const reviews = 'reviews.bookinfo.svc.cluster.local'
const mysql = 'mysql.bookinfo.svc.cluster.local'

const factsOf = (
  samples: Parameters<typeof aBase>[0],
  traffic: NonNullable<Parameters<typeof aBase>[1]>['traffic'] = {},
) => trafficFactsOf(aBase(samples, { inventories, traffic }), 'east')

describe('facts of traffic', () => {
  it('sum requests by host, and by the version that answered', () => {
    const facts = factsOf([
      aSample({ value: 2 }),
      aSample({ value: 3, destination: anEnd('bookinfo/reviews-v2') }),
    ])
    expect(facts?.perSecondTo(reviews)).toBe(5)
    expect(facts?.perSecondToVersion(reviews, 'v2')).toBe(3)
    expect(facts?.perSecondToVersion(reviews, 'v3')).toBeNull()
  })

  it('know hosts that are called by connections, without a number of requests', () => {
    const facts = factsOf([aTcpSample({ service: aRequested('bookinfo/mysql') })])
    expect([facts?.isCalled(mysql), facts?.perSecondTo(mysql)]).toEqual([true, null])
    expect(facts?.isCalled(reviews)).toBe(false)
  })

  it('tell requests in plain text by workload, as the server saw them', () => {
    const one = { reporter: 'destination', value: 4 } as const
    const facts = factsOf([
      aSample({ ...one, security: 'none' }),
      aSample({
        ...one,
        security: 'mutualTls',
        destination: anEnd('bookinfo/ratings-v1'),
        service: aRequested('bookinfo/ratings'),
      }),
    ])
    expect(facts?.plainTextPerSecondTo('bookinfo/reviews-v1')).toBe(4)
    expect(facts?.plainTextPerSecondTo('bookinfo/ratings-v1')).toBe(0)
    expect(facts?.plainTextPerSecondTo('bookinfo/other')).toBeNull()
  })

  it('leave out what other clusters have, and what has no service', () => {
    const west = aRequested('bookinfo/reviews', { cluster: 'west' })
    const facts = factsOf([
      aSample({ service: west, destination: anEnd('bookinfo/reviews-v1', { cluster: 'west' }) }),
      aSample({ service: noService, destination: anEnd('bookinfo/mysql-v1') }),
    ])
    expect(facts?.isCalled(reviews)).toBe(false)
  })

  it.each([
    { desc: 'there is no traffic at all', samples: [], traffic: {} },
    { desc: 'rates are from before', samples: [aSample()], traffic: { staleSinceAt: 1 } },
    {
      desc: 'only some namespaces were asked for',
      samples: [aSample()],
      traffic: { namespaces: ['bookinfo'] },
    },
  ])('are not known when $desc', ({ samples, traffic }) => {
    expect(factsOf(samples, traffic)).toBeNull()
  })
})
