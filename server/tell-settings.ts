import type { Config } from './config.ts'
import { removed } from './http/redact.ts'

/**
 * How a setting may be told to whoever reports a fault: as it is, as an address without what lets
 * in, or only that it is there.
 */
type Telling = 'whole' | 'address' | 'presence'
type Plain = Omit<Config, 'prometheusHeader' | 'tracingHeader' | 'grafanaHeader' | 'perContext'>

/** Every setting has its place here: a new one does not compile until somebody has decided. */
const tellings = {
  host: 'whole',
  port: 'whole',
  basePath: 'whole',
  auth: 'whole',
  iKnow: 'whole',
  kubeconfig: 'whole',
  context: 'whole',
  contexts: 'whole',
  inCluster: 'whole',
  serviceAccountFolder: 'whole',
  clusterName: 'whole',
  prometheus: 'address',
  prometheusTokenFile: 'whole',
  prometheusUser: 'presence',
  prometheusPasswordFile: 'whole',
  prometheusCaFile: 'whole',
  tracing: 'address',
  tracingApi: 'whole',
  tracingTokenFile: 'whole',
  tracingExternal: 'address',
  tracingTraceLink: 'address',
  tracingCaFile: 'whole',
  prometheusDeadline: 'whole',
  prometheusMaxAnswerMb: 'whole',
  pollSeconds: 'whole',
  seriesBudget: 'whole',
  openBudget: 'whole',
  healthMetrics: 'whole',
  embedIn: 'whole',
  allowedHosts: 'whole',
  dashboards: 'whole',
  namespaceLabel: 'whole',
  podLabel: 'whole',
  grafana: 'address',
  grafanaInternal: 'address',
  grafanaTokenFile: 'whole',
  logLevel: 'whole',
  health: 'whole',
  findPresets: 'whole',
  hidePresets: 'whole',
  dashboardLinks: 'whole',
  detailRows: 'whole',
  chartGroupings: 'whole',
  tracesEndpoint: 'address',
} as const satisfies Record<keyof Plain, Telling>

const tellingOf: Readonly<Record<string, Telling | undefined>> = tellings

/** The settings for a report of a fault; those that were not given are left out. */
export function tellSettings({
  prometheusHeader,
  tracingHeader,
  grafanaHeader,
  perContext,
  ...rest
}: Partial<Config>): Record<string, unknown> {
  const plain = Object.entries<unknown>(rest)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]): [string, unknown] => [
      name,
      tellOne(tellingOf[name] ?? 'presence', value),
    ])
  return {
    ...Object.fromEntries(plain),
    ...(prometheusHeader === undefined ? {} : { prometheusHeader: namesOf(prometheusHeader) }),
    ...(grafanaHeader === undefined ? {} : { grafanaHeader: namesOf(grafanaHeader) }),
    ...(tracingHeader === undefined ? {} : { tracingHeader: namesOf(tracingHeader) }),
    ...(perContext === undefined
      ? {}
      : {
          perContext: Object.fromEntries(
            Object.entries(perContext).map(([context, own]) => [context, tellSettings(own)]),
          ),
        }),
  }
}

const namesOf = (headers: NonNullable<Config['tracingHeader']>): readonly string[] =>
  headers.map(([name]) => `${name}: ${removed}`)

function tellOne(telling: Telling, value: unknown): unknown {
  if (telling === 'whole') return value
  return telling === 'address' && typeof value === 'string' ? withoutSecrets(value) : removed
}

/** `https://user:pass@host/path?token=x` → host and path, the names of its parameters. */
function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return removed
  const { protocol, host, pathname, searchParams, username, password } = new URL(address)
  const login = username === '' && password === '' ? '' : `${removed}@`
  const query = [...searchParams.keys()].map((name) => `${name}=${removed}`).join('&')
  return `${protocol}//${login}${host}${pathname}${query === '' ? '' : `?${query}`}`
}
