import type { GraphEdge } from '../graph.ts'
import type { EdgeOperand, Need, Unit } from './operands.ts'

type Read<Value> = (edge: GraphEdge) => Value
interface Words {
  readonly names: readonly string[]
  readonly meaning: string
  readonly need?: Need
}

function wordsOf({
  names: [name = '', ...aliases],
  meaning,
  need,
}: Words): Omit<EdgeOperand, 'reading'> {
  const words = { name, aliases, meaning, about: 'edge' } as const
  return need === undefined ? words : { ...words, need }
}

function text(words: Words, read: Read<readonly string[]>): EdgeOperand {
  return { ...wordsOf(words), reading: { type: 'text', read } }
}

function number(words: Words, unit: Unit, read: Read<number | null>): EdgeOperand {
  return { ...wordsOf(words), reading: { type: 'number', unit, read } }
}

function flag(words: Words, read: Read<boolean>): EdgeOperand {
  return { ...wordsOf(words), reading: { type: 'flag', read } }
}

const percent = (ratio: number | null | undefined): number | null =>
  typeof ratio === 'number' ? ratio * 100 : null

export function protocolsOf({ http, grpc, tcp, otherProtocols }: GraphEdge): readonly string[] {
  return [
    ...(http === null ? [] : ['http']),
    ...(grpc === null ? [] : ['grpc']),
    ...(tcp === null ? [] : ['tcp']),
    ...otherProtocols,
  ]
}

const responsesOf = ({ http, grpc, tcp }: GraphEdge): { code: string; flags: string }[] =>
  [http, grpc, tcp].flatMap((part) => part?.responses ?? [])

const codesOf = (edge: GraphEdge): readonly string[] =>
  responsesOf(edge).flatMap(({ code }) => (code === '' || code === '-' ? [] : [code]))

/** Single flags: one response may have several, as in `UF,URX`. */
export const flagsOf = (edge: GraphEdge): readonly string[] =>
  responsesOf(edge).flatMap(({ flags }) => flags.split(',').filter((one) => /^\w/.test(one)))

const bytesOf = ({ tcp }: GraphEdge): number | null =>
  tcp === null ? null : (tcp.sentBytesPerSecond ?? 0) + (tcp.receivedBytesPerSecond ?? 0)

const security = 'security'

export const edgeOperands: readonly EdgeOperand[] = [
  text({ names: ['protocol'], meaning: 'One of its protocols: http, grpc, tcp …' }, protocolsOf),
  text(
    { names: ['sourceprincipal'], meaning: 'Who calls, as its certificate says', need: security },
    ({ mtls }) => mtls.sourcePrincipals,
  ),
  text(
    { names: ['destprincipal'], meaning: 'Who is called, as its certificate says', need: security },
    ({ mtls }) => mtls.destinationPrincipals,
  ),
  text({ names: ['code'], meaning: 'A response code, HTTP or gRPC: code ^= 5' }, codesOf),
  text({ names: ['flag'], meaning: 'A response flag of the proxy: flag = UO' }, flagsOf),
  {
    ...wordsOf({ names: ['edgehealth'], meaning: 'Health of the calls over the edge' }),
    reading: {
      type: 'text',
      read: ({ health }) => [health.status],
      choices: { failure: [], degraded: [], notReady: [], healthy: [], none: [] },
    },
  },
  number(
    { names: ['http'], meaning: 'HTTP requests per second' },
    'requests',
    ({ http }) => http?.requestsPerSecond ?? null,
  ),
  number(
    { names: ['grpc'], meaning: 'gRPC requests per second' },
    'requests',
    ({ grpc }) => grpc?.requestsPerSecond ?? null,
  ),
  number({ names: ['tcp'], meaning: 'TCP bytes per second, both ways' }, 'bytes', bytesOf),
  number(
    {
      names: ['responsetime', 'rt'],
      meaning: 'Response time, as the edges show it: usually the 95th percentile',
      need: 'responseTime',
    },
    'ms',
    ({ responseTime }) => responseTime?.valueMs ?? null,
  ),
  number(
    { names: ['throughput'], meaning: 'Bytes per second of HTTP bodies', need: 'throughput' },
    'bytes',
    ({ throughput }) => throughput?.bytesPerSecond ?? null,
  ),
  number(
    { names: ['%httperr', '%httperror'], meaning: 'HTTP requests that failed' },
    'percent',
    ({ http }) => percent(http?.errorRatio),
  ),
  number(
    { names: ['%grpcerr', '%grpcerror'], meaning: 'gRPC requests that failed' },
    'percent',
    ({ grpc }) => percent(grpc?.errorRatio),
  ),
  number(
    { names: ['%httptraffic'], meaning: 'Share of all HTTP requests of the caller' },
    'percent',
    ({ http }) => percent(http?.outboundShare),
  ),
  number(
    { names: ['%grpctraffic'], meaning: 'Share of all gRPC requests of the caller' },
    'percent',
    ({ grpc }) => percent(grpc?.outboundShare),
  ),
  number(
    { names: ['%mtls'], meaning: 'Share under mutual TLS', need: security },
    'percent',
    ({ mtls }) => percent(mtls.share),
  ),
  flag(
    { names: ['mtls'], meaning: 'Some of it is under mutual TLS', need: security },
    ({ mtls }) => (mtls.share ?? 0) > 0,
  ),
  flag(
    { names: ['silent', 'allowed'], meaning: 'Allowed by name, and nobody calls', need: 'silent' },
    ({ silent }) => silent !== undefined,
  ),
  flag({ names: ['traffic'], meaning: 'Any traffic in this window' }, ({ isIdle }) => !isIdle),
]
