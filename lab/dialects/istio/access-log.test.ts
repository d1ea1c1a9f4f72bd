import { describe, expect, it } from 'vitest'
import type { ProxiedRequest } from '../../world/traffic/log-book.ts'
import type { PodIdentity, ProxyReport } from '../../world/traffic/report.ts'
import { accessLine } from './access-log.ts'

function aPod(app: string, ip: string): PodIdentity {
  const workload = {
    key: `shop/${app}`,
    namespace: 'shop',
    name: app,
    app,
    version: 'v1',
    serviceAccount: app,
  }
  return { workload, pod: `${app}-x1`, ip, proxy: 'sidecar' }
}

const web = aPod('web', '10.1.0.1')
const api = aPod('api', '10.1.0.2')

const report: ProxyReport = {
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
  responseBytes: 70,
  openedConnections: 0,
  operation: '',
}

function lineOf(
  fields: Partial<ProxyReport>,
  request: Partial<Omit<ProxiedRequest, 'report'>> = {},
): string {
  return accessLine(
    {
      report: { ...report, ...fields },
      startMs: Date.UTC(2026, 0, 5),
      endMs: Date.UTC(2026, 0, 5) + 12.4,
      method: 'GET',
      path: '/items',
      subset: '',
      requestId: 17,
      ...request,
    },
    (host) => (host === 'api.shop.svc.cluster.local' ? '10.96.0.7' : ''),
  )
}

const start = '[2026-01-05T00:00:00.000Z]'
const asked = '"-" "lab/1.0" "ID"'
const host = '"api.shop.svc.cluster.local:8000"'

/** Ports are the connection's, ids the request's own. */
function readable(line: string): string {
  return line.replaceAll(/:(3[2-9]|[45]\d|60)\d{3}\b/g, ':PORT').replace(/"[0-9a-f-]{36}"/, '"ID"')
}

describe('an access log line', () => {
  it.each([
    {
      desc: 'of the client names the cluster and the chosen pod',
      line: lineOf({}, { subset: 'v1' }),
      expected: `${start} "GET /items HTTP/1.1" 200 - via_upstream - "-" 0 70 12 11 ${asked} ${host} "10.1.0.2:8000" outbound|8000|v1|api.shop.svc.cluster.local 10.1.0.1:PORT 10.96.0.7:8000 10.1.0.1:PORT - default`,
    },
    {
      desc: 'of the server names the caller and the server name that it asked for',
      line: lineOf({ seat: 'server', reporter: api }),
      expected: `${start} "GET /items HTTP/1.1" 200 - via_upstream - "-" 0 70 12 11 ${asked} ${host} "10.1.0.2:8000" inbound|8000|| 127.0.0.6:PORT 10.1.0.2:8000 10.1.0.1:PORT outbound_.8000_._.api.shop.svc.cluster.local default`,
    },
    {
      desc: 'of a request that found no healthy pod has no upstream',
      line: lineOf({ responseCode: 503, flags: 'UH', destination: null }),
      expected: `${start} "GET /items HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 70 12 - ${asked} ${host} "-" outbound|8000||api.shop.svc.cluster.local - 10.96.0.7:8000 10.1.0.1:PORT - default`,
    },
    {
      desc: 'of a request that policies refused says so',
      line: lineOf({ seat: 'server', reporter: api, responseCode: 403, isMtls: false }),
      expected: `${start} "GET /items HTTP/1.1" 403 - rbac_access_denied_matched_policy[none] - "-" 0 70 12 - ${asked} ${host} "10.1.0.2:8000" inbound|8000|| 127.0.0.6:PORT 10.1.0.2:8000 10.1.0.1:PORT - default`,
    },
    {
      desc: 'of a connection has no request',
      line: lineOf({ protocol: 'tcp' }, { method: '', path: '' }),
      expected: `${start} "- - -" 0 - - - "-" 300 70 12 - "-" "-" "-" "-" "10.1.0.2:8000" outbound|8000||api.shop.svc.cluster.local 10.1.0.1:PORT 10.96.0.7:8000 10.1.0.1:PORT - -`,
    },
    {
      desc: 'of ztunnel names both ends by identity',
      line: lineOf({ seat: 'l4-server', protocol: 'tcp', flags: 'DENY' }),
      expected: `2026-01-05T00:00:00.012Z\terror\taccess\tconnection complete\tsrc.addr=10.1.0.1:PORT src.workload="web-x1" src.namespace="shop" src.identity="spiffe://cluster.local/ns/shop/sa/web" dst.addr=10.1.0.2:15008 dst.workload="api-x1" dst.namespace="shop" dst.identity="spiffe://cluster.local/ns/shop/sa/api" dst.hbone_addr=10.1.0.2:8000 dst.service="api.shop.svc.cluster.local" direction="inbound" bytes_sent=70 bytes_recv=300 duration="12ms" error="connection closed due to policy rejection: allow policies exist, but none allowed"`,
    },
  ])('$desc', ({ line, expected }) => {
    expect(readable(line)).toBe(expected)
  })

  it('has the same port for one connection on both of its ends', () => {
    const upstreamAddress = lineOf({}).split(' ').at(-5)
    expect(lineOf({ seat: 'server', reporter: api })).toContain(` ${upstreamAddress ?? '?'} `)
  })
})
