import { describe, expect, it } from 'vitest'
import { bookinfo } from '../../../test-support/bookinfo.ts'
import { edgeRows } from './edge-rows.ts'

const rows = edgeRows(bookinfo())

describe('edgeRows', () => {
  it('has a row for each edge, with the numbers of the panel', () => {
    expect(rows).toHaveLength(bookinfo().edges.length)
    expect(
      rows.find(({ source, target }) => source.includes('v2') && target.includes('ratings')),
    ).toEqual({
      id: 'app:east/bookinfo/reviews@v2→app:east/bookinfo/ratings@v1',
      source: 'reviews v2 (bookinfo)',
      target: 'ratings v1 (bookinfo)',
      health: 'failure',
      protocol: 'HTTP',
      rate: 4,
      requestsPerSecond: 4,
      bytesPerSecond: null,
      sentBytesPerSecond: null,
      receivedBytesPerSecond: null,
      rateText: '4 rps',
      errors: 0.25,
      share: null,
      flags: 'UH',
      hosts: 'reviews.bookinfo.svc.cluster.local',
      time: null,
      throughput: null,
      mtls: 1,
      waypoints: '',
      standsFor: 1,
    })
  })
})
