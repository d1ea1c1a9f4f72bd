import type { EndpointRow } from '#contract/proxy-rows.ts'
import {
  countAt,
  numberAt,
  recordAt,
  recordsAt,
  textAt,
  type JsonRecord,
} from '../../seams/json.ts'
import type { ProxyNames } from '../../seams/proxy-program.ts'
import { readAddress } from './addresses.ts'
import { originsOf } from './origins.ts'

/** One row for each host of each cluster, of `/clusters?format=json`. */
export function readEndpoints(answer: unknown, names: ProxyNames): readonly EndpointRow[] {
  return recordsAt(answer, 'cluster_statuses').flatMap((status) => {
    const cluster = textAt(status, 'name') ?? ''
    const origins = originsOf(names.ofCluster(cluster, {}))
    return recordsAt(status, 'host_statuses').map((host) => {
      const { address, port } = readAddress(host['address'])
      return {
        key: `${cluster} ${address}:${port ?? ''}`,
        resource: cluster,
        origins,
        ...{ cluster, address, port },
        ...healthOf(recordAt(host, 'health_status')),
        weight: numberAt(host, 'weight'),
        priority: countAt(host, 'priority') ?? 0,
        locality: localityOf(recordAt(host, 'locality')),
        requests: statOf(host, 'rq_total'),
        errors: statOf(host, 'rq_error'),
      }
    })
  })
}

const reasons = [
  ['failed_outlier_check', 'ejected: too many of its answers failed'],
  ['failed_active_health_check', 'the health check fails'],
  ['failed_active_degraded_check', 'the health check says that it is degraded'],
  ['excluded_via_immediate_hc_fail', 'it said itself that it is not well'],
  ['active_hc_timeout', 'the health check was not answered in time'],
  ['pending_active_hc', 'the first health check is not done'],
  ['pending_dynamic_removal', 'it is being taken away'],
] as const

const byEds = {
  HEALTHY: 'healthy',
  UNHEALTHY: 'unhealthy',
  TIMEOUT: 'unhealthy',
  DRAINING: 'draining',
  DEGRADED: 'degraded',
} as const

const words: Readonly<Record<string, string>> = {
  UNHEALTHY: 'the control plane says that it is not ready',
  TIMEOUT: 'the control plane says that it does not answer',
  DRAINING: 'the control plane says that it is going',
  DEGRADED: 'the control plane says that it is degraded',
}

function healthOf(status: JsonRecord): Pick<EndpointRow, 'health' | 'why'> {
  const eds = textAt(status, 'eds_health_status')
  const found = reasons.filter(([field]) => status[field] === true)
  const why = [...found.map(([, reason]) => reason), words[eds ?? ''] ?? ''].filter(Boolean)
  const said = Object.entries(byEds).find(([name]) => name === eds)?.[1]
  if (found.some(([field]) => field === 'pending_dynamic_removal'))
    return { health: 'draining', why: why.join('; ') }
  const isBad = found.some(
    ([field]) => !field.includes('degraded') && field !== 'pending_active_hc',
  )
  if (isBad) return { health: 'unhealthy', why: why.join('; ') }
  if (found.length > 0 && said === 'healthy') return { health: 'degraded', why: why.join('; ') }
  return { health: said ?? 'unknown', why: why.length === 0 ? null : why.join('; ') }
}

function localityOf(locality: JsonRecord): string | null {
  const parts = ['region', 'zone', 'sub_zone'].map((name) => textAt(locality, name) ?? '')
  return parts.join('/').replace(/\/+$/, '') || null
}

/** Null when the host has no such counter. */
function statOf(host: JsonRecord, name: string): number | null {
  const stat = recordsAt(host, 'stats').find((one) => one['name'] === name)
  // A counter of zero has no value in JSON of protocol buffers.
  return stat === undefined ? null : (numberAt(stat, 'value') ?? 0)
}
