import { describe, expect, it } from 'vitest'
import { anEdge, httpEdge, rates, tcpEdge } from './fixtures/parts.ts'
import { edgeLabel } from './labels.ts'

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
