import { describe, expect, it } from 'vitest'
import type { NamedOrigin, ProxyNames } from '../../seams/proxy-program.ts'
import { goldenDump, goldenHosts, goldenStats } from './golden-dump.ts'
import { createEnvoyProgram } from './program.ts'

const madeBy = (name: string): NamedOrigin => ({
  object: { group: 'mesh', kind: 'Rule', namespace: 'shop', name },
  part: null,
})

/** A mesh that takes every name as it is. */
const names: ProxyNames = {
  readCluster: (name) => ({ direction: 'outbound', host: name, port: 80, subset: 'v1' }),
  ofCluster: (_name, metadata) => (Object.keys(metadata).length > 0 ? [madeBy('cluster')] : []),
  ofRoute: ({ virtualHost }) => (virtualHost.startsWith('reviews') ? [madeBy('route')] : []),
  ofListener: ({ policies }) => policies.map(madeBy),
  ofSecret: () => [],
}
const program = createEnvoyProgram('envoy', names)
const takenAt = Date.UTC(2026, 0, 6)
const updatedAt = Date.UTC(2026, 0, 5, 10)
const tables = program.readTables('config', goldenDump, takenAt)
const active = { isStatic: false, isWarming: false, version: '7', updatedAt }
const origin = (name: string): object => ({ ...madeBy(name), isThere: null })
const reviews = 'outbound|9080|v1|reviews.shop.svc.cluster.local'

describe('a dump of Envoy', () => {
  it('has a row for each cluster, and says what was refused', () => {
    const common = { direction: 'outbound', port: 80, subset: 'v1', tls: null, origins: [] }
    expect(tables.get('clusters')).toEqual({
      rows: [
        {
          ...{ ...common, key: reviews, resource: reviews, host: reviews, type: 'EDS' },
          ...{ tls: 'mutual', origins: [origin('cluster')], ...active },
        },
        {
          ...common,
          key: 'outbound|80||new.shop.svc.cluster.local warming',
          resource: 'outbound|80||new.shop.svc.cluster.local',
          host: 'outbound|80||new.shop.svc.cluster.local',
          type: 'STRICT_DNS',
          ...{ ...active, isWarming: true, version: '8' },
        },
        {
          ...{ ...common, key: 'agent', resource: 'agent', host: 'agent', type: 'STATIC' },
          ...{ isStatic: true, isWarming: false, version: null },
          updatedAt: Date.UTC(2026, 0, 1),
        },
      ],
      problems: ['new: no such secret'],
    })
  })

  it('has a row for each way through a listener, in words', () => {
    const common = { address: '0.0.0.0', port: 15_006, direction: 'inbound', ...active }
    const name = { name: 'virtualInbound', resource: 'virtualInbound' }
    expect(tables.get('listeners')?.rows).toEqual([
      {
        ...{ ...common, ...name, key: 'virtualInbound 0', origins: [origin('rule-of-cart')] },
        match: 'SNI: cart.example.com; Trans: tls; Addr: 10.0.0.0/8:9080',
        ...{ destination: 'Route: 9080', route: '9080', cluster: null },
      },
      {
        ...{ ...common, ...name, key: 'virtualInbound 1', origins: [], match: 'ALL' },
        ...{ destination: 'Cluster: a 75 %, b 25 %', route: null, cluster: 'a' },
      },
      {
        ...{ ...common, ...name, key: 'virtualInbound 2', origins: [], match: 'ALL others' },
        ...{ destination: 'Inline route: agent', route: 'inside', cluster: 'agent' },
      },
    ])
  })

  it('has a row for each route, the telling domains first', () => {
    const rows = tables.get('routes')?.rows ?? []
    const virtualHost = 'reviews.shop.svc.cluster.local:9080'
    expect(rows[0]).toEqual({
      ...{ key: `9080 ${virtualHost} 0`, resource: '9080', name: '9080', virtualHost },
      ...{ domains: ['reviews', '10.96.0.9'], domainCount: 2, origins: [origin('route')] },
      match: '/api/*; end-user=jason; not x-old; ?page=2*',
      ...{ destination: 'v1 90 %, v2 10 %', route: 'jason', ...active },
    })
    const words = rows.map((row) => ('match' in row ? [row.match, row.destination] : []))
    expect(words.slice(1)).toEqual([
      ['/old', 'Redirect https:///'],
      ['regex .*[.]php', 'Answer 404'],
      ['/*', 'nowhere'],
    ])
  })

  it('has names, dates and issuers of certificates', () => {
    const common = { resource: 'default', name: 'default', origins: [] }
    expect(tables.get('secrets')?.rows).toEqual([
      {
        ...{ ...common, key: 'default 0', kind: 'certificate', place: 0, subject: null },
        subjectNames: ['spiffe://cluster.local/ns/shop/sa/cart'],
        issuer: 'O=cluster.local',
        serial: '013FF062F50C6881E3',
        ...{ validFrom: Date.UTC(2025, 0, 2), validTo: Date.UTC(2025, 0, 3) },
        ...{ validity: 'expired', ...active, version: '3' },
      },
      expect.objectContaining({ name: 'ROOTCA', kind: 'trustedAuthority', validity: null }),
    ])
  })

  it.each([
    { desc: 'before its certificate begins', at: Date.UTC(2025, 0, 1), validity: 'notYet' },
    { desc: 'within its day', at: Date.UTC(2025, 0, 2, 12), validity: 'valid' },
  ])('knows how a certificate stands $desc', ({ at, validity }) => {
    const [first] = program.readTables('config', goldenDump, at).get('secrets')?.rows ?? []
    expect(first).toMatchObject({ validity })
  })

  it('has a row for each host, and why it is not well', () => {
    const rows = program.readTables('hosts', goldenHosts, takenAt).get('endpoints')?.rows
    const common = { resource: reviews, cluster: reviews, origins: [] }
    const unknown = { weight: null, locality: null, requests: null, errors: null }
    expect(rows).toEqual([
      {
        ...{ ...common, key: `${reviews} 10.0.0.2:9080`, address: '10.0.0.2', port: 9080 },
        ...{ health: 'healthy', why: null, weight: 2, priority: 0, locality: 'west/a' },
        ...{ requests: 12, errors: 0 },
      },
      {
        ...{ ...common, key: `${reviews} 10.0.0.3:9080`, address: '10.0.0.3', port: 9080 },
        ...{ ...unknown, health: 'unhealthy', priority: 1 },
        why: 'ejected: too many of its answers failed',
      },
      {
        ...{ ...common, key: `${reviews} /var/run/socket:`, address: '/var/run/socket' },
        ...{ ...unknown, port: null, health: 'draining', priority: 0 },
        why: 'the control plane says that it is going',
      },
    ])
  })

  it('has numbers, texts and distributions', () => {
    const rows = program.readTables('stats', goldenStats, takenAt).get('stats')?.rows ?? []
    expect(rows.map((row) => ('text' in row ? [row.name, row.value, row.text] : []))).toEqual([
      ['server.live', 1, '1'],
      ['server.version_text', null, '1.40'],
      ['upstream_rq_time', null, 'P50 4, P99 9.5'],
    ])
  })

  it('says what the proxy says of itself', () => {
    const said = {
      version: 'abcdef0123456789/1.40.0/Clean/RELEASE/BoringSSL',
      state: 'DRAINING',
      uptime_current_epoch: '60s',
      command_line_options: { concurrency: 2 },
      node: { id: 'sidecar~1', locality: { region: 'west' } },
    }
    expect(program.info?.read(said, 100_000)).toEqual({
      ...{ takenAt: 100_000, version: '1.40.0', build: 'abcdef012345 Clean RELEASE BoringSSL' },
      ...{ state: 'DRAINING', startedAt: 40_000, nodeId: 'sidecar~1' },
      facts: [
        { name: 'Worker threads', value: '2' },
        { name: 'Locality', value: 'west' },
      ],
    })
  })

  it('reads levels of loggers, and writes those of one or of all', () => {
    const { logging } = program
    expect(logging?.read('active loggers:\n  admin: info\n  http2: off\n\n')).toEqual([
      { logger: 'admin', level: 'info' },
      { logger: 'http2', level: 'off' },
    ])
    expect(logging?.read('error: unknown logger name')).toBeNull()
    expect(logging?.writePath({ logger: null, level: 'debug' })).toBe('/logging?level=debug')
    expect(logging?.writePath({ logger: 'http', level: 'debug' })).toBe('/logging?http=debug')
  })
})
