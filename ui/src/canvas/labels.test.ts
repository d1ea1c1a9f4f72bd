import { describe, expect, it } from 'vitest'
import { anEdge, httpEdge, rates, tcpEdge } from './fixtures/graphs.ts'
import { edgeLabel, formatAmount, formatBytesRate, formatMs, formatShare } from './labels.ts'

describe('formats', () => {
  it.each([
    { amount: 0, expected: '0' },
    { amount: 0.004, expected: '<0.01' },
    { amount: 0.5, expected: '0.50' },
    { amount: 1.234, expected: '1.23' },
    { amount: 12.34, expected: '12.3' },
    { amount: 99.97, expected: '100' },
    { amount: 100, expected: '100' },
    { amount: 999.6, expected: '1k' },
    { amount: 1234.5, expected: '1.23k' },
    { amount: 2e12, expected: '2T' },
  ])('writes $amount as $expected', ({ amount, expected }) => {
    expect(formatAmount(amount)).toBe(expected)
  })

  it.each([
    { ratio: 0, expected: '0%' },
    { ratio: 0.0004, expected: '<0.1%' },
    { ratio: 0.025, expected: '2.5%' },
    { ratio: 0.05, expected: '5%' },
    { ratio: 0.9996, expected: '>99.9%' },
    { ratio: 1, expected: '100%' },
  ])('writes the share $ratio as $expected', ({ ratio, expected }) => {
    expect(formatShare(ratio)).toBe(expected)
  })

  it('writes bytes with the unit of their size, and times in ms below a second', () => {
    expect([formatBytesRate(900), formatBytesRate(24_000)]).toEqual(['900 B/s', '24 kB/s'])
    expect([formatMs(3.21), formatMs(42), formatMs(1234)]).toEqual(['3.2 ms', '42 ms', '1.23 s'])
  })
})

describe('edgeLabel', () => {
  const split = { ...httpEdge(40, 0.25, 0.34) }
  const time = { statistic: 'p95', valueMs: 12, isAtMost: true, reason: null } as const
  const grpc = { ...rates(8), reporter: 'source' as const, outboundShare: 1, responses: [] }
  const messages = { sentPerSecond: 30, receivedPerSecond: null, reporter: 'source' as const }

  it.each([
    { desc: 'a rate', edge: httpEdge(40), choice: ['rate'] as const, expected: ['40 rps'] },
    { desc: 'errors unasked', edge: split, choice: [] as const, expected: ['25%'] },
    {
      desc: 'all that is chosen in the order of the choice',
      edge: { ...split, responseTime: time },
      choice: ['rate', 'responseTime', 'distribution'] as const,
      expected: ['40 rps', '≤ 12 ms', '34%', '25%'],
    },
    { desc: 'bytes of TCP', edge: tcpEdge(500), choice: ['rate'] as const, expected: ['1.5 kB/s'] },
    {
      desc: 'messages instead of gRPC requests',
      edge: { http: null, grpc, grpcMessages: messages },
      choice: ['rate'] as const,
      expected: ['30 msg/s'],
    },
    {
      desc: 'no share where all goes one way',
      edge: httpEdge(40, 0, 1),
      choice: ['distribution'] as const,
      expected: [],
    },
    {
      desc: 'nothing on an idle edge',
      edge: { http: null, isIdle: true },
      choice: ['rate', 'responseTime'] as const,
      expected: [],
    },
  ])('writes $desc', ({ edge, choice, expected }) => {
    expect(edgeLabel(anEdge('a', 'b', edge), choice).map(({ text }) => text)).toEqual(expected)
  })
})
