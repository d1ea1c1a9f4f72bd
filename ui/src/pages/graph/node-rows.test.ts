import { describe, expect, it } from 'vitest'
import { bookinfo } from '../../../test-support/bookinfo.ts'
import { nodeRows } from './node-rows.ts'

describe('nodeRows', () => {
  it('has a row for each node, with the numbers of its panel and its neighbours', () => {
    const rows = nodeRows(bookinfo())
    expect(rows).toHaveLength(bookinfo().nodes.length)
    expect(rows.find(({ name }) => name === 'ratings v1')).toMatchObject({
      kind: 'app',
      namespace: 'bookinfo',
      health: 'failure',
      inPerSecond: 8,
      inErrors: 0.25,
      outBytesPerSecond: null,
      callers: 2,
      callees: 1,
    })
  })
})
