import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { TelemetryAsk, TelemetryQuery } from '../../seams/mesh.ts'
import { factsOf } from '../../seams/traffic.ts'
import type { TrafficSample } from '../../seams/traffic.ts'
import { buildVector } from '../../seams/vector.ts'
import { threadTimeOf } from '../../../test/support/thread-time.ts'
import { recordingRules } from './recording.ts'
import { telemetry } from './telemetry.ts'

const ask: TelemetryAsk = {
  windowSeconds: 60,
  edgeLevel: 'workload',
  responseTime: null,
  throughput: null,
  grpcMessages: false,
  operations: false,
  includeIdle: false,
  namespaces: null,
  recordedNames: new Set(),
}
const everything: TelemetryAsk = {
  ...ask,
  responseTime: 'p95',
  throughput: 'request',
  grpcMessages: true,
  operations: true,
}

function queryOf(id: string, from: TelemetryAsk = everything): TelemetryQuery {
  const query = telemetry.queries(from).find((one) => one.id === id)
  if (query === undefined) throw new Error(`no query ${id}`)
  return query
}

const labels = {
  reporter: 'destination',
  source_cluster: 'east',
  source_workload_namespace: 'bookinfo',
  source_workload: 'productpage-v1',
  source_canonical_service: 'productpage',
  source_canonical_revision: 'v1',
  source_principal: 'spiffe://cluster.local/ns/bookinfo/sa/productpage',
  destination_cluster: 'east',
  destination_workload_namespace: 'bookinfo',
  destination_workload: 'reviews-v2',
  destination_canonical_service: 'reviews',
  destination_canonical_revision: 'v2',
  destination_principal: 'spiffe://cluster.local/ns/bookinfo/sa/reviews',
  destination_service_namespace: 'bookinfo',
  destination_service_name: 'reviews',
  destination_service: 'reviews.bookinfo.svc.cluster.local',
  request_protocol: 'http',
  response_code: '200',
  grpc_response_status: '',
  response_flags: '-',
  connection_security_policy: 'mutual_tls',
}

const sample: TrafficSample = {
  measure: 'requests',
  reporter: 'destination',
  source: {
    cluster: 'east',
    namespace: 'bookinfo',
    workload: 'productpage-v1',
    app: 'productpage',
    version: 'v1',
  },
  service: {
    cluster: 'east',
    namespace: 'bookinfo',
    name: 'reviews',
    host: 'reviews.bookinfo.svc.cluster.local',
    egress: null,
  },
  destination: {
    cluster: 'east',
    namespace: 'bookinfo',
    workload: 'reviews-v2',
    app: 'reviews',
    version: 'v2',
  },
  protocol: 'http',
  code: '200',
  grpcStatus: null,
  flags: null,
  security: 'mutualTls',
  sourcePrincipal: labels.source_principal,
  destinationPrincipal: labels.destination_principal,
  isNodeProxy: false,
  operation: null,
  value: 1.5,
}

function readOne(id: string, own: Readonly<Record<string, string>>, value = 1.5): TrafficSample {
  const [first] = telemetry.read(queryOf(id), buildVector([{ labels: own, value }]))
  if (first === undefined) throw new Error('nothing was read')
  return { ...factsOf(first), value: first.value }
}

describe('queries', () => {
  it('asks for requests and for bytes from the client’s seat', () => {
    const found = telemetry.queries(ask)
    expect(found.map(({ id, layer }) => ({ id, layer }))).toEqual([
      { id: 'requests', layer: 'requests' },
      { id: 'tcpSent', layer: 'tcp' },
      { id: 'tcpReceived', layer: 'tcp' },
    ])
    expect(found.map(({ promql }) => /rate\((\w+)\[(\w+)\]/.exec(promql)?.slice(1))).toEqual([
      ['istio_requests_total', '60s'],
      ['istio_tcp_received_bytes_total', '60s'],
      ['istio_tcp_sent_bytes_total', '60s'],
    ])
  })

  it('adds one question per layer, two for messages', () => {
    expect(telemetry.queries(everything).map(({ id }) => id)).toEqual([
      'requests',
      'tcpSent',
      'tcpReceived',
      'messagesSent',
      'messagesReceived',
      'responseTime',
      'requestBytes',
      'operations',
    ])
  })

  it('leaves out what is idle, unless idle edges are asked for', () => {
    for (const id of ['requests', 'tcpSent', 'tcpReceived']) {
      expect(queryOf(id, ask).promql).toMatch(/> 0$/)
      expect(queryOf(id, { ...ask, includeIdle: true }).promql).not.toContain('>')
    }
  })

  it('looks for namespaces at either end, without counting a series twice', () => {
    const { promql } = queryOf('requests', { ...ask, namespaces: ['shop', 'a.b"'] })
    const pattern = '"shop|a\\\\.b\\""'
    expect(promql).toContain(
      [
        `rate(istio_requests_total{source_workload_namespace=~${pattern}}[60s])`,
        `rate(istio_requests_total{destination_workload_namespace=~${pattern}}[60s])`,
        `rate(istio_requests_total{destination_service_namespace=~${pattern}}[60s])`,
      ].join(' or '),
    )
  })

  it.each([
    { level: 'workload', with: 'destination_workload', without: 'response_code' },
    { level: 'app', with: 'destination_canonical_service', without: 'destination_workload' },
    {
      level: 'service',
      with: 'destination_service_name',
      without: 'destination_canonical_service',
    },
  ] as const)('groups a quantile at the $level level', ({ level, with: has, without }) => {
    const { promql } = queryOf('responseTime', { ...everything, edgeLevel: level })
    const grouped = /by \(([^)]*)\)/.exec(promql)?.[1]?.split(', ')
    expect(grouped).toContain('le')
    expect(grouped).toContain(has)
    expect(grouped).not.toContain(without)
    expect(promql).toContain('istio_request_duration_seconds_bucket')
    expect(promql).toContain('* 1000')
  })

  it('takes the mean from sums and counts', () => {
    const { promql } = queryOf('responseTime', { ...everything, responseTime: 'avg' })
    expect(promql).toContain('istio_request_duration_milliseconds_sum')
    expect(promql).toContain('istio_request_duration_milliseconds_count')
    expect(promql).not.toContain('_bucket')
  })
})

describe('recording rules', () => {
  const recordedNames = new Set(recordingRules.flatMap(({ rules }) => rules.map((r) => r.record)))

  it.each([
    { desc: 'the window has rules', from: { ...ask, recordedNames }, isRecorded: true },
    {
      desc: 'no rules for the window',
      from: { ...ask, recordedNames, windowSeconds: 120 },
      isRecorded: false,
    },
    { desc: 'rules are not evaluated', from: ask, isRecorded: false },
  ])('$desc: $isRecorded', ({ from, isRecorded }) => {
    const queries = telemetry.queries(from)
    expect(queries.map((query) => query.isRecorded)).toEqual([isRecorded, isRecorded, isRecorded])
    expect(queries.map(({ promql }) => promql.includes('alidade:'))).toEqual([
      isRecorded,
      isRecorded,
      isRecorded,
    ])
  })

  it('are used for quantiles at every level and for chosen namespaces', () => {
    const from = { ...everything, recordedNames, edgeLevel: 'app', namespaces: ['shop'] } as const
    const { promql, isRecorded } = queryOf('responseTime', from)
    expect(isRecorded).toBe(true)
    expect(promql).toContain(
      'alidade:istio_request_duration_milliseconds_bucket:rate1m{source_workload_namespace=~"shop"}',
    )
  })

  it('are what deploy/ ships', () => {
    const path = '../../../deploy/recording-rules/alidade-istio.rules.yaml'
    const file: unknown = parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
    expect(file).toEqual({ groups: recordingRules })
  })

  it('hold every label that the questions group by', () => {
    for (const query of telemetry.queries({ ...ask, recordedNames })) {
      const raw = queryOf(query.id, ask)
      expect(by(query.promql)).toEqual(by(raw.promql))
    }
    function by(promql: string): string | undefined {
      return /by \(([^)]*)\)/.exec(promql)?.[1]
    }
  })
})

describe('read', () => {
  it('reads a series of a server’s proxy', () => {
    expect(readOne('requests', labels)).toEqual(sample)
  })

  it.each([
    {
      desc: 'a client sidecar cannot know its security',
      own: { ...labels, reporter: 'source', connection_security_policy: 'unknown' },
      expected: { reporter: 'source', security: null },
    },
    {
      desc: 'nor does it when it says none',
      own: { ...labels, reporter: 'source', connection_security_policy: 'none' },
      expected: { security: null },
    },
    {
      desc: 'a server knows plain text',
      own: { ...labels, connection_security_policy: 'none', source_principal: 'unknown' },
      expected: { security: 'none', sourcePrincipal: null },
    },
    {
      desc: 'so does a waypoint',
      own: { ...labels, reporter: 'waypoint', connection_security_policy: 'mutual_tls' },
      expected: { reporter: 'waypoint', security: 'mutualTls' },
    },
    {
      desc: 'old proxies have app and version labels',
      own: {
        ...labels,
        destination_canonical_service: 'unknown',
        destination_canonical_revision: '',
        destination_app: 'ratings',
        destination_version: 'v3',
      },
      expected: { destination: { ...sample.destination, app: 'ratings', version: 'v3' } },
    },
    {
      desc: 'canonical names go before app labels',
      own: { ...labels, destination_app: 'other', destination_version: 'other' },
      expected: { destination: sample.destination },
    },
    {
      desc: 'a request that died in the client’s proxy',
      own: {
        ...labels,
        reporter: 'source',
        response_code: '503',
        response_flags: 'UF,URX',
        destination_cluster: 'unknown',
        destination_workload_namespace: 'unknown',
        destination_workload: 'unknown',
        destination_canonical_service: 'unknown',
        destination_canonical_revision: 'latest',
        destination_service_namespace: 'unknown',
      },
      expected: {
        code: '503',
        flags: 'UF,URX',
        destination: { cluster: null, namespace: null, workload: null, app: null, version: null },
        service: { ...sample.service, cluster: null },
      },
    },
    {
      desc: 'traffic outside the registry',
      own: {
        ...labels,
        destination_service_name: 'PassthroughCluster',
        destination_service: 'example.com',
        destination_service_namespace: 'unknown',
      },
      expected: {
        service: {
          cluster: 'east',
          namespace: null,
          name: null,
          host: 'example.com',
          egress: 'passthrough',
        },
      },
    },
    {
      desc: 'traffic thrown away',
      own: {
        ...labels,
        destination_service_name: 'BlackHoleCluster',
        destination_service: 'unknown',
        destination_service_namespace: '',
      },
      expected: {
        service: { cluster: 'east', namespace: null, name: null, host: null, egress: 'blackhole' },
      },
    },
    {
      desc: 'a port without a service names no service',
      own: { ...labels, destination_service_name: 'InboundPassthroughCluster' },
      expected: { service: { ...sample.service, name: null } },
    },
    {
      desc: 'gRPC keeps both codes',
      own: { ...labels, request_protocol: 'grpc', grpc_response_status: '13' },
      expected: { protocol: 'grpc', code: '200', grpcStatus: '13' },
    },
    {
      desc: 'no response',
      own: { ...labels, response_code: '0', response_flags: 'DC' },
      expected: { code: '0', flags: 'DC' },
    },
  ])('$desc', ({ own, expected }) => {
    expect(readOne('requests', own)).toMatchObject(expected)
  })

  it('leaves out reporters that it does not know', () => {
    const rows = ['source', 'sidecar', '', 'waypoint'].map((reporter) => ({
      labels: { ...labels, reporter },
      value: 1,
    }))
    const samples = telemetry.read(queryOf('requests'), buildVector(rows))
    expect(samples.map(({ reporter }) => reporter)).toEqual(['source', 'waypoint'])
  })

  it('does without labels that a Telemetry object dropped', () => {
    const bare = { reporter: 'source', source_workload: 'productpage-v1' }
    expect(readOne('requests', bare)).toMatchObject({
      protocol: 'http',
      code: null,
      flags: null,
      security: null,
      source: { workload: 'productpage-v1', namespace: null },
      service: { name: null, host: null },
    })
    expect(readOne('tcpSent', bare).protocol).toBe('tcp')
    expect(readOne('messagesSent', bare).protocol).toBe('grpc')
  })

  it('knows ztunnel by the scrape target, and believes its mutual TLS', () => {
    const tcp = { ...labels, reporter: 'source', request_protocol: 'tcp', app: 'ztunnel' }
    expect(readOne('tcpSent', tcp)).toMatchObject({
      measure: 'tcpSentBytes',
      protocol: 'tcp',
      code: null,
      security: 'mutualTls',
      isNodeProxy: true,
    })
    const sidecar = { ...tcp, app: 'productpage', connection_security_policy: 'unknown' }
    expect(readOne('tcpReceived', sidecar)).toMatchObject({
      measure: 'tcpReceivedBytes',
      security: null,
      isNodeProxy: false,
    })
  })

  it('keeps a quantile that is not a number', () => {
    expect(readOne('responseTime', labels, Number.NaN).value).toBeNaN()
  })

  it('makes equal ends the same object, whatever side and spelling', () => {
    const back = {
      ...labels,
      source_workload: labels.destination_workload,
      source_canonical_service: 'unknown',
      source_app: labels.destination_canonical_service,
      source_canonical_revision: labels.destination_canonical_revision,
    }
    const vector = buildVector([
      { labels, value: 1 },
      { labels: back, value: 2 },
    ])
    const [one, other] = telemetry.read(queryOf('requests'), vector)
    expect(other?.source).toBe(one?.destination)
    expect(other?.service).toBe(one?.service)
  })

  it('reads 50,000 series in a moment', () => {
    const rowsOf = (length: number) =>
      Array.from({ length }, (_, index) => ({
        labels: {
          ...labels,
          source_workload: `w-${index % 5000}`,
          destination_workload: `w-${(index * 7) % 5000}`,
          destination_service_name: `s-${(index * 7) % 5000}`,
          response_code: index % 10 === 0 ? '503' : '200',
        },
        value: index,
      }))
    const timeOf = (length: number, times: number): number => {
      const vector = buildVector(rowsOf(length))
      return threadTimeOf(
        () => expect(telemetry.read(queryOf('requests'), vector)).toHaveLength(length),
        times,
      )
    }
    // A loop within a loop would be four hundred times.
    expect(timeOf(50_000, 3) / timeOf(2_500, 80)).toBeLessThan(100)
  })
})

describe('narrow', () => {
  it('asks for one row of requests', () => {
    expect(telemetry.narrow(queryOf('requests'), sample)).toBe(
      'sum(rate(istio_requests_total{source_cluster="east",source_workload_namespace="bookinfo",' +
        'source_workload="productpage-v1",destination_cluster="east",' +
        'destination_workload_namespace="bookinfo",destination_workload="reviews-v2",' +
        'reporter="destination",destination_service="reviews.bookinfo.svc.cluster.local",' +
        'request_protocol="http",response_code="200",grpc_response_status=~"|unknown",' +
        'response_flags=~"|-|unknown",' +
        'source_principal="spiffe://cluster.local/ns/bookinfo/sa/productpage",' +
        'destination_principal="spiffe://cluster.local/ns/bookinfo/sa/reviews",' +
        'connection_security_policy="mutual_tls"}[60s]))',
    )
  })

  it('asks the raw counter for what was recorded', () => {
    const recordedNames = new Set(['alidade:istio_tcp_received_bytes:rate5m'])
    const query = queryOf('tcpSent', { ...ask, windowSeconds: 300, recordedNames })
    expect(query.isRecorded).toBe(true)
    const narrowed = telemetry.narrow(query, { ...sample, isNodeProxy: true })
    expect(narrowed).toContain('rate(istio_tcp_received_bytes_total{')
    expect(narrowed).toContain('app="ztunnel"')
    expect(narrowed).toContain('[300s]')
  })

  it('asks for the quantile at the level that was asked', () => {
    const app = { ...everything, edgeLevel: 'app', windowSeconds: 600 } as const
    const narrowed = telemetry.narrow(queryOf('responseTime', app), sample)
    expect(narrowed).toContain('histogram_quantile(0.95, sum by (le) (rate(')
    expect(narrowed).toContain('destination_canonical_service="reviews"')
    expect(narrowed).not.toContain('destination_workload=')
    expect(narrowed).toContain('[600s]')
  })

  it('tells an egress by its name', () => {
    const service = { ...sample.service, name: null, host: 'a.com', egress: 'passthrough' } as const
    const narrowed = telemetry.narrow(queryOf('requests'), { ...sample, service })
    expect(narrowed).toContain('destination_service_name="PassthroughCluster"')
  })
})

describe('flagText', () => {
  const envoy =
    'UH UF UO NR URX UC LR UR UT DC LH NC RL UAEX RLSE IH SI DPE UPE UMSDR OM DF NFCF DT FI DI DR'
  const ztunnel =
    'DENY CONNECT TLS_FAILURE H2_HANDSHAKE_FAILURE NETWORK_POLICY IDENTITY_ERROR CERT_REVOKED'

  it.each([...envoy.split(' '), ...ztunnel.split(' ')])('has words for %s', (flag) => {
    expect(telemetry.flagText(flag)).toMatch(/ /)
  })

  it('reads several, and keeps those that it does not know', () => {
    expect(telemetry.flagText('UF,URX')).toBe(
      'the connection to the upstream failed; the limit of retries or of connection attempts was reached',
    )
    expect(telemetry.flagText('UF,QQ')).toBe('the connection to the upstream failed; QQ')
    expect(telemetry.flagText('QQ')).toBeNull()
  })
})

it('knows under which names spans stand', () => {
  expect(telemetry.traceServices({ namespace: 'bookinfo', app: 'reviews' })).toEqual([
    'reviews.bookinfo',
    'reviews',
  ])
})
