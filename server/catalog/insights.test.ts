import { describe, expect, it } from 'vitest'
import { aSightOf, someFigures, someNumbers, someParts } from '../../test/support/catalog.ts'
import { aServiceObject } from '../../test/support/inventory.ts'
import type { Figures } from '../seams/figures.ts'
import { rankServices } from './insights.ts'

const names = ['cart', 'stock', 'web', 'price', 'mail', 'pay', 'ship', 'log']
const inventory = {
  services: [...names.map((name) => aServiceObject(`shop/${name}`)), aServiceObject('bank/ledger')],
}
const bytes = (perSecond: number) => ({
  inbound: {
    ...{ http: null, grpc: null },
    tcp: { sentBytesPerSecond: perSecond / 4, receivedBytesPerSecond: (perSecond * 3) / 4 },
  },
})
const timed = (valueMs: number | null, isAtMost = false) =>
  ({ statistic: 'p95', valueMs, isAtMost, reason: null }) as const
const responseTimes: Figures['responseTimes'] = () => (service) =>
  service === 'service:east/shop/cart'
    ? timed(120, true)
    : service === 'service:east/bank/ledger'
      ? timed(480)
      : timed(null)
const figures = someFigures(
  {
    'service shop/cart': someNumbers(5, 0.2, 'failure'),
    'service shop/stock': someNumbers(50, 0, 'healthy'),
    'service bank/ledger': someNumbers(9, 0.5, 'failure'),
    'service shop/log': bytes(4000),
  },
  { responseTimes },
)

const brief = (parts: Parameters<typeof someParts>[0]) =>
  rankServices(someParts({ inventory, figures, ...parts })).map(({ name, rows }) => [
    name,
    rows.map((row) => [row.name, row.value, row.status]),
  ])

describe('services that stand out', () => {
  it('are ranked by errors, response time and bytes, and those with none are left out', () => {
    expect(brief({})).toEqual([
      [
        'errors',
        [
          ['ledger', 0.5, 'failure'],
          ['cart', 0.2, 'failure'],
        ],
      ],
      [
        'latency',
        [
          ['ledger', 480, 'failure'],
          ['cart', 120, 'failure'],
        ],
      ],
      ['throughput', [['log', 4000, 'none']]],
    ])
  })

  it('are those that the viewer may see', () => {
    const [errors, latency] = rankServices(
      someParts({ inventory, figures, sight: aSightOf('shop') }),
    )
    expect(errors?.rows.map(({ name }) => name)).toEqual(['cart'])
    expect(latency).toMatchObject({ ranked: 1, rows: [{ name: 'cart', isAtMost: true }] })
  })

  it('are the first six, by name where they are even, and say how many there are', () => {
    const even = someFigures(
      Object.fromEntries(names.map((name) => [`service shop/${name}`, someNumbers(1, 0.1)])),
    )
    const [errors] = rankServices(someParts({ inventory, figures: even }), ['errors'])
    expect(errors?.ranked).toBe(8)
    expect(errors?.rows.map(({ name }) => name)).toEqual(names.toSorted().slice(0, 6))
  })

  it('are not known where the store did not answer, which is not that there are none', () => {
    const silent = someFigures({}, { hasTraffic: false })
    expect(rankServices(someParts({ inventory, figures: silent }))).toEqual(
      ['errors', 'latency', 'throughput'].map((name) => ({
        ...{ name, isKnown: false, rows: [], ranked: 0 },
      })),
    )
    const [errors, latency] = rankServices(
      someParts({ inventory, figures: someFigures({}, { responseTimes: () => null }) }),
    )
    expect([errors?.isKnown, latency?.isKnown]).toEqual([true, false])
  })
})
