import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logs } from './logs.ts'

const usual = logs.accessReader([])
const withMesh = (mesh: string): ReturnType<typeof logs.accessReader> =>
  logs.accessReader([{ mesh }])

const line =
  '[2026-01-05T00:00:00.000Z] "GET /items?x=1 HTTP/1.1" 503 UF,URX upstream_reset_before_response_started{connection_failure} - "delayed_connect_error:_111" 0 91 12 - "-" "curl/8.1 (x y)" "5d4e9b5e-0000-4000-8000-0123456789ab" "api.shop.svc.cluster.local:8000" "10.1.0.2:8000" outbound|8000|v1|api.shop.svc.cluster.local 10.1.0.1:40000 10.96.0.7:8000 10.1.0.1:40001 - default'

const valuesOf = (
  text: string,
  read = usual,
): Readonly<Record<string, string | null>> | undefined => {
  const fields = read(text)?.explain()
  return fields && Object.fromEntries(fields.map(({ key, value }) => [key, value]))
}

describe('access logs', () => {
  it('reads every field of the usual format', () => {
    expect(valuesOf(line)).toEqual({
      start_time: '2026-01-05T00:00:00.000Z',
      method: 'GET',
      path: '/items?x=1',
      protocol: 'HTTP/1.1',
      response_code: '503',
      response_flags: 'UF,URX',
      response_code_details: 'upstream_reset_before_response_started{connection_failure}',
      connection_termination_details: null,
      upstream_transport_failure_reason: 'delayed_connect_error:_111',
      bytes_received: '0',
      bytes_sent: '91',
      duration: '12',
      upstream_service_time: null,
      x_forwarded_for: null,
      user_agent: 'curl/8.1 (x y)',
      request_id: '5d4e9b5e-0000-4000-8000-0123456789ab',
      authority: 'api.shop.svc.cluster.local:8000',
      upstream_host: '10.1.0.2:8000',
      upstream_cluster: 'outbound|8000|v1|api.shop.svc.cluster.local',
      upstream_local_address: '10.1.0.1:40000',
      downstream_local_address: '10.96.0.7:8000',
      downstream_remote_address: '10.1.0.1:40001',
      requested_server_name: null,
      route_name: 'default',
    })
    expect(usual(line)).toMatchObject({
      requestId: '5d4e9b5e-0000-4000-8000-0123456789ab',
      summary: { method: 'GET', path: '/items?x=1', status: 503, flags: 'UF,URX', durationMs: 12 },
    })
  })

  it('explains each field, flags and clusters in words', () => {
    const fields = usual(line)?.explain() ?? []
    for (const { name, meaning } of fields) {
      expect(name).not.toBe('')
      expect(meaning.length).toBeGreaterThan(8)
    }
    const inWords = Object.fromEntries(fields.map((field) => [field.key, field.inWords]))
    expect(inWords['response_flags']).toBe(
      'the connection to the upstream failed; the limit of retries or of connection attempts was reached',
    )
    expect(inWords['upstream_cluster']).toBe('api.shop.svc.cluster.local, port 8000, subset v1')
  })

  it.each([
    {
      desc: "Envoy's own format",
      text: '[2026-01-05T00:00:00.000Z] "POST /a HTTP/2" 200 - 10 20 3 2 "-" "grpc" "id-1" "a:80" "10.0.0.1:80"',
      format: 'Envoy’s usual text format',
      summary: { method: 'POST', status: 200, flags: null, durationMs: 3 },
    },
    {
      desc: 'JSON',
      text: '{"response_code":404,"response_flags":"NR","upstream_cluster":null,"downstream_remote_address":"1.2.3.4:5","duration":0,"path":"/x","method":"GET","request_id":"id-2"}',
      format: 'Istio’s usual JSON format',
      summary: { path: '/x', status: 404, flags: 'NR', flagText: 'no route matches the request' },
    },
    {
      desc: 'a user agent that contains what stands between fields',
      text: line.replace('curl/8.1 (x y)', 'odd" "agent'),
      format: 'Istio’s usual text format',
      summary: { status: 503 },
    },
    {
      desc: 'a connection through ztunnel',
      text: '2026-01-05T00:00:00.012Z\terror\taccess\tconnection complete\tsrc.addr=10.1.0.1:4 src.workload="web-x1" dst.addr=10.1.0.2:15008 bytes_sent=70 bytes_recv=300 duration="12ms" error="connection failed: deadline"',
      format: 'ztunnel’s connections',
      summary: { status: null, durationMs: 12, flagText: 'connection failed: deadline' },
    },
  ])('reads $desc', ({ text, format, summary }) => {
    expect(usual(text)).toMatchObject({ format, summary })
  })

  it("reads the mesh's own text format", () => {
    const read = withMesh(
      'accessLogFormat: |\n  %START_TIME% code=%RESPONSE_CODE% took=%DURATION% tenant=%REQ(X-TENANT)% id=%REQ(X-REQUEST-ID)%',
    )
    const own = '2026-01-05T00:00:00.000Z code=500 took=7 tenant=blue id=abc'
    expect(read(own)).toMatchObject({
      format: 'the text format of this mesh',
      requestId: 'abc',
      summary: { status: 500, durationMs: 7 },
    })
    expect(read(own)?.explain()[3]).toMatchObject({
      name: 'Header of the request X-TENANT',
      value: 'blue',
    })
    expect(read(line)?.format).toBe('Istio’s usual text format')
  })

  it("reads the mesh's own JSON format, and that of a provider", () => {
    const own = withMesh(
      'accessLogEncoding: JSON\naccessLogFormat: \'{"code":"%RESPONSE_CODE%","ms":"%DURATION%","id":"%REQ(X-REQUEST-ID)%"}\'',
    )
    expect(own('{"code":200,"ms":4,"id":"x"}')).toMatchObject({
      requestId: 'x',
      summary: { status: 200, durationMs: 4 },
    })
    const provider = withMesh(
      'extensionProviders:\n- name: short\n  envoyFileAccessLog:\n    logFormat:\n      labels: {status: "%RESPONSE_CODE%", flags: "%RESPONSE_FLAGS%"}',
    )
    expect(provider('{"status":503,"flags":"UH"}')).toMatchObject({
      format: 'the format of the provider short',
      summary: { status: 503, flagText: 'no healthy upstream' },
    })
  })

  it.each(['', 'plain text', '{"a":1}', '{', '[x] "', '[', 'level=info msg="x"', '\t\taccess\t\t'])(
    'takes %j for none',
    (text) => {
      expect(usual(text)).toBeNull()
    },
  )

  it('lives through whatever is set as a format', () => {
    for (const mesh of ['accessLogFormat: "%%%%"', 'accessLogFormat: "%A%%B%"', ': ['])
      expect(withMesh(mesh)(line)?.format).toBe('Istio’s usual text format')
  })

  it('reads 100,000 fuzzed lines without a crash, in bounded time', () => {
    const read = withMesh('accessLogFormat: "%START_TIME% [%REQ(A)%] %DURATION% %RESP(B)% end"')
    const pieces = line.split(/(?<=[ "[\]])/)
    const piece = fc.constantFrom(
      ...pieces,
      '" "',
      '%',
      '{"',
      '":',
      '}',
      '\t',
      '\u0000',
      'é',
      '\ud800',
    )
    const fuzzed = fc.oneof(
      fc
        .array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 30 })
        .map((all) => all.join('')),
      fc
        .tuple(fc.nat(line.length), fc.nat(20), fc.string({ maxLength: 8 }))
        .map(([at, length, put]) => line.slice(0, at) + put + line.slice(at + length)),
    )
    const startedAt = process.cpuUsage()
    let known = 0
    fc.assert(
      fc.property(fuzzed, (text) => {
        const record = read(text)
        if (record !== null) {
          known += 1
          record.explain()
        }
      }),
      { numRuns: 100_000, seed: 20261121 },
    )
    expect(known).toBeGreaterThan(1000)
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(50)
  })

  it.each([
    { desc: 'quotes', text: `[1] "${'" "'.repeat(12_000)}` },
    { desc: 'pairs', text: `1\tinfo\taccess\tx\tsrc.addr=${'a="'.repeat(12_000)}` },
    { desc: 'backslashes', text: `1\tinfo\taccess\tx\tsrc.addr="${'\\'.repeat(40_000)}` },
  ])('takes no time for a long line of $desc', ({ text }) => {
    const startedAt = process.cpuUsage()
    usual(text)
    expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(1500)
  })
})
