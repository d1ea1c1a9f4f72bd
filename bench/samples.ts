import { closeSync, openSync, writeSync } from 'node:fs'
import type { BenchEdge, BenchMesh, BenchWorkload } from './mesh.ts'

/** One counter: its labels as text, and how fast it grows. */
export interface BenchSeries {
  readonly labels: string
  readonly perSecond: number
}

export interface Span {
  readonly atSeconds: number // the instant that the past is asked for
  readonly liveSeconds: number // so long after it live questions find samples
}

const families = ['istio_requests', 'istio_tcp_sent_bytes', 'istio_tcp_received_bytes'] as const
const scrapeSeconds = 15
const liveScrapeSeconds = 30 // two samples in each minute are enough for a constant rate
const pastSeconds = 75
const startValue = 1_000_000 // high enough that no rate is cut off at the birth of the counter

const reporters = {
  source: {
    connection_security_policy: 'unknown',
    source_principal: 'unknown',
    destination_principal: 'unknown',
  },
  destination: { connection_security_policy: 'mutual_tls' },
} as const

/** The series of one family, as the proxies at both ends write them. */
export function seriesOf(edge: BenchEdge, family: (typeof families)[number]): BenchSeries[] {
  const isTcp = edge.protocol === 'tcp'
  if (isTcp === (family === 'istio_requests')) return []
  return (['source', 'destination'] as const).flatMap((reporter) => {
    const ends = {
      reporter,
      ...endLabels('source', edge.source),
      ...endLabels('destination', edge.target),
      ...reporters[reporter],
    }
    return outcomesOf(edge, family).map(({ labels, share }) => ({
      labels: writeLabels({ ...ends, ...labels }),
      perSecond: edge.perSecond * share,
    }))
  })
}

interface Outcome {
  readonly labels: Readonly<Record<string, string>>
  readonly share: number
}

function outcomesOf({ protocol, failingShare }: BenchEdge, family: string): readonly Outcome[] {
  if (protocol === 'tcp')
    return [
      {
        labels: { request_protocol: 'tcp', response_flags: '-' },
        share: family.includes('sent') ? 900 : 300,
      },
    ]
  const isGrpc = protocol === 'grpc'
  const answered = (code: string, status: string, flags = '-'): Outcome['labels'] => ({
    request_protocol: protocol,
    response_code: code,
    grpc_response_status: isGrpc ? status : '',
    response_flags: flags,
  })
  if (failingShare === 0) return [{ labels: answered('200', '0'), share: 1 }]
  return [
    { labels: answered('200', '0'), share: 1 - failingShare },
    { labels: isGrpc ? answered('200', '13') : answered('503', '', 'UF'), share: failingShare },
  ]
}

const principalOf = ({ namespace, app }: BenchWorkload): string =>
  `spiffe://cluster.local/ns/${namespace}/sa/${app}`

function endLabels(
  end: 'source' | 'destination',
  workload: BenchWorkload,
): Readonly<Record<string, string>> {
  const { namespace, app } = workload
  const labels = {
    [`${end}_cluster`]: 'east',
    [`${end}_workload_namespace`]: namespace,
    [`${end}_workload`]: `${app}-v1`,
    [`${end}_canonical_service`]: app,
    [`${end}_canonical_revision`]: 'v1',
    [`${end}_app`]: app,
    [`${end}_version`]: 'v1',
    [`${end}_principal`]: principalOf(workload),
  }
  if (end === 'source') return labels
  return {
    ...labels,
    destination_service: `${app}.${namespace}.svc.cluster.local`,
    destination_service_name: app,
    destination_service_namespace: namespace,
  }
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return `{${pairs.join(',')}}`
}

/** Writes constant rates around an instant as OpenMetrics text; answers how many series there are. */
export function writeSamples(mesh: BenchMesh, span: Span, file: string): number {
  const times = timesOf(span)
  const handle = openSync(file, 'w')
  let count = 0
  for (const family of families) {
    writeSync(handle, `# TYPE ${family} counter\n`)
    for (const edge of mesh.edges) {
      const series = seriesOf(edge, family)
      count += series.length
      const lines = series.flatMap(({ labels, perSecond }) =>
        times.map((time) => {
          const value = startValue + (time - (times[0] ?? 0)) * perSecond
          return `${family}_total${labels} ${value} ${time}\n`
        }),
      )
      if (lines.length > 0) writeSync(handle, lines.join(''))
    }
  }
  writeSync(handle, '# EOF\n')
  closeSync(handle)
  return count
}

function timesOf({ atSeconds, liveSeconds }: Span): readonly number[] {
  const times: number[] = []
  for (let time = atSeconds - pastSeconds; time <= atSeconds; time += scrapeSeconds)
    times.push(time)
  const lastAt = atSeconds + liveSeconds
  for (let time = atSeconds + liveScrapeSeconds; time <= lastAt; time += liveScrapeSeconds)
    times.push(time)
  return times
}
