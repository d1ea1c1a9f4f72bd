import { describe, expect, it } from 'vitest'
import { createMetricRegistry } from '../prometheus/registry.ts'
import type { PodIdentity, ProxyReport } from '../world/traffic/report.ts'
import { requestIdText } from '../world/traffic/request-id.ts'
import { createIstioDialect } from './istio.ts'
import type { HistogramChoice } from './istio.ts'

const web = aPod('shop', 'web', 'v1')
const api = aPod('shop', 'api', '')
const ztunnel = aPod('istio-system', 'ztunnel', '')

function aPod(namespace: string, app: string, version: string): PodIdentity {
  const name = version === '' ? app : `${app}-${version}`
  const workload = {
    key: `${namespace}/${name}`,
    namespace,
    name,
    app,
    version,
    serviceAccount: `${app}-sa`,
  }
  return { workload, pod: `${name}-x1`, ip: '10.1.1.1', proxy: 'sidecar' }
}

const baseReport: ProxyReport = {
  seat: 'client',
  reporter: web,
  source: web,
  destination: api,
  service: {
    kind: 'registry',
    host: 'api.shop.svc.cluster.local',
    name: 'api',
    namespace: 'shop',
    port: 8000,
  },
  protocol: 'http',
  responseCode: 200,
  grpcStatus: null,
  flags: '-',
  isMtls: true,
  durationMs: 12.4,
  requestBytes: 300,
  responseBytes: 7,
  openedConnections: 0,
  operation: '',
}

interface Row {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What the reports leave behind; a histogram's value is its count. */
function rowsOf(
  reports: readonly Partial<ProxyReport>[],
  histograms: HistogramChoice = 'none',
): readonly Row[] {
  const registry = createMetricRegistry()
  const dialect = createIstioDialect({ registry, histograms })
  for (const report of reports) dialect.report({ ...baseReport, ...report })
  return [...registry.entries()].map(({ family, labels, counter, histogram }) => ({
    name: family.name,
    labels: labels.toObject(),
    value: counter?.value ?? histogram?.counts.reduce((sum, count) => sum + count, 0) ?? NaN,
  }))
}

describe('a classified request', () => {
  it('is counted by its operation, while its duration is not', () => {
    const rows = rowsOf(
      [{ operation: 'List' }, { operation: 'Get' }, { operation: 'unknown' }, {}],
      'duration',
    )
    expect(
      rows.map(({ name, labels, value }) => [name, labels['request_operation'], value]),
    ).toEqual([
      ['istio_requests_total', 'List', 1],
      ['istio_request_duration_milliseconds', undefined, 4],
      ['istio_requests_total', 'Get', 1],
      ['istio_requests_total', 'unknown', 1],
      ['istio_requests_total', undefined, 1],
    ])
  })
})

describe('a request between two sidecars', () => {
  it('is reported by the client, who does not know how it was secured', () => {
    expect(rowsOf([{}])).toEqual([
      {
        name: 'istio_requests_total',
        value: 1,
        labels: {
          reporter: 'source',
          source_workload: 'web-v1',
          source_workload_namespace: 'shop',
          source_canonical_service: 'web',
          source_canonical_revision: 'v1',
          source_app: 'web',
          source_version: 'v1',
          source_principal: 'spiffe://cluster.local/ns/shop/sa/web-sa',
          source_cluster: 'Kubernetes',
          destination_workload: 'api',
          destination_workload_namespace: 'shop',
          destination_canonical_service: 'api',
          destination_canonical_revision: 'latest',
          destination_app: 'api',
          destination_version: 'unknown',
          destination_principal: 'spiffe://cluster.local/ns/shop/sa/api-sa',
          destination_cluster: 'Kubernetes',
          destination_service: 'api.shop.svc.cluster.local',
          destination_service_name: 'api',
          destination_service_namespace: 'shop',
          request_protocol: 'http',
          response_code: '200',
          response_flags: '-',
          connection_security_policy: 'unknown',
          job: 'kubernetes-pods',
          namespace: 'shop',
          pod: 'web-v1-x1',
          instance: '10.1.1.1:15090',
          app: 'web',
          version: 'v1',
        },
      },
    ])
  })

  it('is reported by the server, who knows', () => {
    const [row] = rowsOf([{ seat: 'server', reporter: api }])
    expect(row?.labels).toMatchObject({
      reporter: 'destination',
      connection_security_policy: 'mutual_tls',
      pod: 'api-x1',
    })
  })

  it('counts equal ones up and keeps others apart', () => {
    const rows = rowsOf([{}, {}, { responseCode: 500 }, { flags: 'DI' }])
    expect(
      rows.map(({ labels, value }) => [labels['response_code'], labels['response_flags'], value]),
    ).toEqual([
      ['200', '-', 2],
      ['500', '-', 1],
      ['200', 'DI', 1],
    ])
  })
})

interface ShapeCase {
  readonly desc: string
  readonly report: Partial<ProxyReport>
  readonly expected: Readonly<Record<string, string>>
}

const shapes: readonly ShapeCase[] = [
  {
    desc: 'who died in the client has no workload but a service',
    report: { destination: null, responseCode: 503, flags: 'UF,URX', isMtls: false },
    expected: {
      destination_workload: 'unknown',
      destination_canonical_revision: 'unknown',
      destination_cluster: 'unknown',
      destination_service_name: 'api',
      response_code: '503',
      response_flags: 'UF,URX',
      source_principal: 'unknown',
    },
  },
  {
    desc: 'traffic past the registry keeps its host',
    report: {
      destination: null,
      service: {
        kind: 'passthrough',
        host: 'mail.example',
        name: 'mail.example',
        namespace: '',
        port: 80,
      },
    },
    expected: {
      destination_service: 'mail.example',
      destination_service_name: 'PassthroughCluster',
      destination_service_namespace: 'unknown',
    },
  },
  {
    desc: 'so does what is stopped',
    report: {
      destination: null,
      responseCode: 502,
      service: {
        kind: 'blackhole',
        host: 'mail.example',
        name: 'mail.example',
        namespace: '',
        port: 80,
      },
    },
    expected: {
      destination_service: 'mail.example',
      destination_service_name: 'BlackHoleCluster',
      response_code: '502',
    },
  },
  {
    desc: 'a caller outside the mesh has no name',
    report: { seat: 'server', reporter: api, source: null, isMtls: false },
    expected: {
      source_workload: 'unknown',
      source_workload_namespace: 'unknown',
      source_principal: 'unknown',
      source_canonical_service: 'unknown',
      destination_principal: 'unknown',
      connection_security_policy: 'none',
    },
  },
  {
    desc: 'a failed gRPC call is an HTTP 200',
    report: { protocol: 'grpc', grpcStatus: 13 },
    expected: { request_protocol: 'grpc', response_code: '200', grpc_response_status: '13' },
  },
  {
    desc: 'a client that hung up leaves code 0',
    report: { responseCode: 0, flags: 'DC' },
    expected: { response_code: '0', response_flags: 'DC' },
  },
  {
    desc: 'a waypoint is neither end',
    report: { seat: 'waypoint' },
    expected: {
      reporter: 'waypoint',
      request_protocol: 'http',
      connection_security_policy: 'mutual_tls',
    },
  },
  {
    desc: "a node's proxy knows its tunnel and is scraped as ztunnel",
    report: { seat: 'l4-client', protocol: 'tcp', reporter: ztunnel },
    expected: {
      reporter: 'source',
      request_protocol: 'tcp',
      connection_security_policy: 'mutual_tls',
      app: 'ztunnel',
      namespace: 'istio-system',
    },
  },
  {
    desc: "a node's proxy says nothing of what it only passes on",
    report: { seat: 'l4-client', protocol: 'tcp', reporter: ztunnel, isMtls: false },
    expected: { connection_security_policy: 'unknown' },
  },
]

describe('labels', () => {
  it.each(shapes)('$desc', ({ report, expected }) => {
    expect(rowsOf([report])[0]?.labels).toMatchObject(expected)
  })

  it('of connections have no codes', () => {
    const [row] = rowsOf([{ protocol: 'tcp' }])
    expect(row?.labels).not.toHaveProperty('response_code')
    expect(row?.labels).not.toHaveProperty('grpc_response_status')
  })
})

describe('metrics', () => {
  it('name bytes from the seat of the proxy, towards the client', () => {
    const rows = rowsOf([
      { protocol: 'tcp', requestBytes: 100, responseBytes: 900, openedConnections: 1 },
    ])
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ['istio_tcp_sent_bytes_total', 900],
      ['istio_tcp_received_bytes_total', 100],
      ['istio_tcp_connections_opened_total', 1],
      ['istio_tcp_connections_closed_total', 1],
    ])
  })

  it('count the messages of gRPC; a failed call has no answer', () => {
    const rows = rowsOf([{ protocol: 'grpc', grpcStatus: 0 }])
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ['istio_requests_total', 1],
      ['istio_request_messages_total', 1],
      ['istio_response_messages_total', 1],
    ])
    expect(rowsOf([{ protocol: 'grpc', grpcStatus: 13 }]).at(-1)?.value).toBe(0)
  })

  it.each([
    { histograms: 'none' as const, expected: 0 },
    { histograms: 'duration' as const, expected: 1 },
    { histograms: 'all' as const, expected: 3 },
  ])('have $expected histograms when told $histograms', ({ histograms, expected }) => {
    const rows = rowsOf([{}], histograms)
    expect(rows.filter(({ name }) => name !== 'istio_requests_total')).toHaveLength(expected)
  })

  it('end with the pod that counted them', () => {
    const registry = createMetricRegistry()
    const dialect = createIstioDialect({ registry })
    dialect.report(baseReport)
    dialect.report({ ...baseReport, seat: 'server', reporter: api })
    dialect.forget(web)
    expect([...registry.entries()].map(({ labels }) => labels.get('pod'))).toEqual(
      Array(4).fill('api-x1'),
    )
  })
})

describe('spans', () => {
  it('carry the tags by which a console finds its way', () => {
    const span = createIstioDialect({ registry: createMetricRegistry() }).span({
      report: { ...baseReport, responseCode: 503, flags: 'UO' },
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      parentSpanId: null,
      requestId: 17,
      startMs: 1_000.5,
      method: 'GET',
      path: '/items',
      subset: 'v2',
    })
    expect(span).toMatchObject({
      serviceName: 'web.shop',
      operationName: 'api.shop.svc.cluster.local:8000/*',
      kind: 'client',
      startUs: 1_000_500,
      durationUs: 12_400,
      isError: true,
      tags: {
        component: 'proxy',
        node_id: 'sidecar~10.1.1.1~web-v1-x1.shop~shop.svc.cluster.local',
        upstream_cluster: 'outbound|8000|v2|api.shop.svc.cluster.local',
        'guid:x-request-id': requestIdText(17),
        'http.method': 'GET',
        'http.status_code': '503',
        response_flags: 'UO',
        'istio.canonical_service': 'web',
        'istio.canonical_revision': 'v1',
        error: true,
      },
    })
  })
})
