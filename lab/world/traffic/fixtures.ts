import type { KubeObject, LabSpan, LedgerEntry, ObjectReader } from '../../seams.ts'
import { aRoot, aService, aWorkload, httpCall } from '../building.ts'
import type { Topology, WorldRoot, WorldWorkload } from '../topology.ts'
import type { ProxyReport, TracedReport } from './report.ts'
import { createTraffic } from './traffic.ts'

/** Builders for tests of the traffic. */

export interface Outcome {
  readonly reports: readonly ProxyReport[]
  readonly ledger: readonly LedgerEntry[]
  readonly traces: readonly (readonly LabSpan[])[]
  readonly forgotten: readonly string[]
}

export interface Setting {
  readonly topology?: Topology
  readonly objects?: readonly KubeObject[]
  readonly seconds?: number
  readonly traceRatio?: number
  /** Objects from half of the time on. */
  readonly later?: readonly KubeObject[]
}

const startMs = 1_800_000_000_000

/** Sends a shop's requests for a while and returns all that was reported. */
export function run(setting: Setting = {}): Outcome {
  const { topology = shop(), seconds = 60, traceRatio = 0 } = setting
  const reports: ProxyReport[] = []
  const traces: (readonly LabSpan[])[] = []
  const forgotten: string[] = []
  let current = { revision: 1, objects: setting.objects ?? [] }
  const reader: ObjectReader = {
    revision: () => current.revision,
    list: (kind, namespace) =>
      current.objects.filter(
        (object) =>
          object.kind === kind &&
          (namespace === undefined || object.metadata.namespace === namespace),
      ),
  }
  const traffic = createTraffic({
    topology,
    objects: reader,
    seed: 11,
    startMs,
    dialect: {
      report: (report) => reports.push(report),
      span: plainSpan,
      forget: (pod) => forgotten.push(pod.pod),
    },
    traces: { add: (spans) => traces.push(spans) },
    traceRatio,
  })
  traffic.advanceTo(startMs + (seconds * 1_000) / 2)
  if (setting.later !== undefined) current = { revision: 2, objects: setting.later }
  traffic.advanceTo(startMs + seconds * 1_000)
  return { reports, traces, forgotten, ledger: traffic.ledger(startMs, startMs + 3_600_000) }
}

function plainSpan({ report, ...traced }: TracedReport): LabSpan {
  return {
    traceId: traced.traceId,
    spanId: traced.spanId,
    parentSpanId: traced.parentSpanId,
    serviceName: `${report.reporter.workload.app}.${report.reporter.workload.namespace}`,
    operationName: traced.path,
    kind: report.seat === 'client' ? 'client' : 'server',
    startUs: traced.startMs * 1_000,
    durationUs: report.durationMs * 1_000,
    isError: report.responseCode >= 500,
    tags: {},
  }
}

/** web → api (v1, v2), ten requests a second; namespaces and proxies as told. */
export function shop(fields: ShopFields = {}): Topology {
  const { web = {}, api = {}, root = {}, externals = [] } = fields
  return {
    namespaces: [{ name: 'shop', mesh: 'sidecar' }],
    services: [aService('shop', 'web'), aService('shop', 'api')],
    workloads: [
      aWorkload({ namespace: 'shop', app: 'web', ...web }),
      ...['v1', 'v2'].map((version) =>
        aWorkload({ namespace: 'shop', app: 'api', version, ...api }),
      ),
      aWorkload({ namespace: 'istio-system', app: 'ztunnel', version: '', proxy: 'none' }),
      ...(fields.workloads ?? []),
    ],
    roots: [
      {
        ...aRoot({
          from: 'shop/web-v1',
          call: httpCall('api', '/items'),
          requestsPerSecond: 10,
          headerShares: [{ share: 0.5, headers: { user: 'ann' } }],
        }),
        ...root,
      },
    ],
    externals,
  }
}

interface ShopFields {
  readonly web?: Partial<WorldWorkload>
  readonly api?: Partial<WorldWorkload>
  readonly root?: Partial<WorldRoot>
  readonly workloads?: readonly WorldWorkload[]
  readonly externals?: Topology['externals']
}

export function anObject(
  kind: string,
  name: string,
  spec: Readonly<Record<string, unknown>>,
): KubeObject {
  return {
    apiVersion: groupOf[kind] ?? 'networking.istio.io/v1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec,
  }
}

const groupOf: Readonly<Record<string, string>> = {
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  GRPCRoute: 'gateway.networking.k8s.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  AuthorizationPolicy: 'security.istio.io/v1',
  Pod: 'v1',
}

/** A VirtualService on `api` with these rules. */
export function apiRoutes(...http: readonly Readonly<Record<string, unknown>>[]): KubeObject {
  return anObject('VirtualService', 'api', { hosts: ['api'], http })
}

export const toApi = { route: [{ destination: { host: 'api' } }] }

export const apiSubsets = anObject('DestinationRule', 'api', {
  host: 'api',
  subsets: ['v1', 'v2', 'v9'].map((name) => ({ name, labels: { version: name } })),
})

/** How often each value occurs, as shares of all. */
export function shares<T>(
  items: readonly T[],
  read: (item: T) => string,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[read(item)] = (counts[read(item)] ?? 0) + 1
  return Object.fromEntries(
    Object.entries(counts).map(([key, count]) => [key, count / items.length]),
  )
}

export function fromClient({ reports }: Outcome): readonly ProxyReport[] {
  return reports.filter(({ seat }) => seat === 'client')
}

export function fromServer({ reports }: Outcome): readonly ProxyReport[] {
  return reports.filter(({ seat }) => seat === 'server')
}

/** `200 -`, `503 UF,URX`. */
export function codeAndFlags({ responseCode, flags }: ProxyReport): string {
  return `${responseCode} ${flags}`
}
