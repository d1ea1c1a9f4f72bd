import type { KubeObject } from '../../../seams.ts'
import { isRecord, listAt, numberAt, recordAt, stringAt, stringsOf } from '../../../store/json.ts'
import { fullHost, hostCovers, hostRank } from '../hosts.ts'
import { durationMs } from './text-match.ts'

export type ClientTls = 'auto' | 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL'

export interface OutlierDetection {
  readonly failures: number // in a row
  readonly ejectionMs: number
  readonly mostEjectedRatio: number
}

/** How a client speaks to a host; Infinity where nothing is said. */
export interface TrafficPolicy {
  readonly maxConnections: number
  readonly maxPending: number
  readonly maxRequests: number
  readonly outlier: OutlierDetection | null
  readonly tls: ClientTls
}

export interface DestinationRule {
  readonly namespace: string
  readonly host: string
  readonly subsets: ReadonlyMap<string, Subset>
  readonly policyFor: (subset: string, port: number) => TrafficPolicy
}

interface Subset {
  readonly labels: Readonly<Record<string, string>>
  readonly policy: unknown
}

export const noPolicy: TrafficPolicy = {
  maxConnections: Infinity,
  maxPending: Infinity,
  maxRequests: Infinity,
  outlier: null,
  tls: 'auto',
}

export function readDestinationRule({ metadata, spec }: KubeObject): DestinationRule {
  const namespace = metadata.namespace ?? ''
  const subsets = new Map(
    listAt(spec, 'subsets').map((subset) => [
      stringAt(subset, 'name'),
      {
        labels: stringsOf(recordAt(subset, 'labels')),
        policy: recordAt(subset, 'trafficPolicy'),
      },
    ]),
  )
  const whole = recordAt(spec, 'trafficPolicy')
  const known = new Map<string, TrafficPolicy>()
  return {
    namespace,
    host: fullHost(stringAt(spec, 'host'), namespace),
    subsets,
    policyFor: (subset, port) => {
      const key = `${subset}:${port}`
      let policy = known.get(key)
      if (policy === undefined) {
        const layers = [...layersOf(whole, port), ...layersOf(subsets.get(subset)?.policy, port)]
        known.set(key, (policy = readPolicy(layers)))
      }
      return policy
    },
  }
}

/** The client's own namespace is asked first, then the host's, then any. */
export function pickDestinationRule(
  rules: readonly DestinationRule[],
  host: string,
  namespaces: readonly string[],
): DestinationRule | null {
  const covering = rules
    .filter((rule) => hostCovers(rule.host, host))
    .sort((a, b) => hostRank(b.host) - hostRank(a.host))
  for (const namespace of namespaces) {
    const found = covering.find((rule) => rule.namespace === namespace)
    if (found !== undefined) return found
  }
  return covering[0] ?? null
}

/** A subset's policy replaces the host's part by part; a port's does within each. */
function layersOf(policy: unknown, port: number): readonly unknown[] {
  const own = listAt(policy, 'portLevelSettings').find(
    (settings) => numberAt(recordAt(settings, 'port'), 'number') === port,
  )
  return own === undefined ? [policy] : [policy, own]
}

function readPolicy(layers: readonly unknown[]): TrafficPolicy {
  const part = (name: string): unknown =>
    layers.reduce<unknown>((found, layer) => {
      const own = isRecord(layer) ? layer[name] : undefined
      return own ?? found
    }, undefined)
  const pool = part('connectionPool')
  const http = recordAt(pool, 'http')
  return {
    maxConnections: numberAt(recordAt(pool, 'tcp'), 'maxConnections') ?? Infinity,
    maxPending: numberAt(http, 'http1MaxPendingRequests') ?? Infinity,
    maxRequests: numberAt(http, 'http2MaxRequests') ?? Infinity,
    outlier: readOutlier(part('outlierDetection')),
    tls: readTls(stringAt(part('tls'), 'mode')),
  }
}

function readTls(mode: string): ClientTls {
  if (mode === 'DISABLE' || mode === 'SIMPLE' || mode === 'MUTUAL' || mode === 'ISTIO_MUTUAL') {
    return mode
  }
  return 'auto'
}

function readOutlier(outlier: unknown): OutlierDetection | null {
  if (!isRecord(outlier)) return null
  const failures =
    numberAt(outlier, 'consecutive5xxErrors') ??
    numberAt(outlier, 'consecutiveGatewayErrors') ??
    numberAt(outlier, 'consecutiveErrors') ??
    5
  return {
    failures,
    ejectionMs: durationMs(stringAt(outlier, 'baseEjectionTime')) ?? 30_000,
    mostEjectedRatio: (numberAt(outlier, 'maxEjectionPercent') ?? 10) / 100,
  }
}
