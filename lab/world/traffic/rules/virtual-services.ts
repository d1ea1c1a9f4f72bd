import type { KubeObject } from '../../../seams.ts'
import { isRecord, listAt, numberAt, recordAt, stringAt } from '../../../store/json.ts'
import { fullHost, hostCovers, hostRank } from '../hosts.ts'
import { defaultRetries } from './http-rule.ts'
import type { Ask, Asker, Fault, HttpRule, Mirror, RetryPolicy, RouteTarget } from './http-rule.ts'
import { durationMs, selects, textTest } from './text-match.ts'

export interface VirtualService {
  readonly namespace: string
  readonly hosts: readonly string[] // full
  readonly gateways: readonly string[] // `mesh` or namespace/name
  readonly isExportedTo: (namespace: string) => boolean
  readonly http: readonly HttpRule[]
  readonly tcp: readonly HttpRule[]
}

export function readVirtualService({ metadata, spec }: KubeObject): VirtualService {
  const namespace = metadata.namespace ?? ''
  const gateways = texts(listAt(spec, 'gateways'))
  const exports = texts(listAt(spec, 'exportTo'))
  return {
    namespace,
    hosts: texts(listAt(spec, 'hosts')).map((host) => fullHost(host, namespace)),
    gateways: (gateways.length === 0 ? ['mesh'] : gateways).map((g) => gatewayKey(g, namespace)),
    isExportedTo: (asking) =>
      exports.length === 0 ||
      exports.some((to) => to === '*' || to === asking || (to === '.' && asking === namespace)),
    http: listAt(spec, 'http').map((rule) => readRule(rule, namespace)),
    tcp: listAt(spec, 'tcp').map((rule) => readRule(rule, namespace)),
  }
}

/** The most specific one for this host; of equals the first, as the oldest wins. */
export function pickVirtualService(
  services: readonly VirtualService[],
  host: string,
): VirtualService | null {
  let best: VirtualService | null = null
  let bestRank = -1
  for (const service of services) {
    for (const pattern of service.hosts) {
      if (!hostCovers(pattern, host) || hostRank(pattern) <= bestRank) continue
      best = service
      bestRank = hostRank(pattern)
    }
  }
  return best
}

function gatewayKey(name: string, namespace: string): string {
  return name === 'mesh' || name.includes('/') ? name : `${namespace}/${name}`
}

function texts(list: readonly unknown[]): readonly string[] {
  return list.filter((item) => typeof item === 'string')
}

function readRule(rule: unknown, namespace: string): HttpRule {
  const matches = listAt(rule, 'match').map((match) => readMatch(match, namespace))
  const redirect = isRecord(recordOrNull(rule, 'redirect'))
  return {
    matches: (ask, asker) => matches.length === 0 || matches.some((isMatch) => isMatch(ask, asker)),
    targets: listAt(rule, 'route').map((route) => readTarget(route, namespace)),
    directCode: redirect
      ? (numberAt(recordAt(rule, 'redirect'), 'redirectCode') ?? 301)
      : (numberAt(recordAt(rule, 'directResponse'), 'status') ?? 0),
    timeoutMs: durationMs(stringAt(rule, 'timeout')) || Infinity,
    retries: readRetries(recordOrNull(rule, 'retries')),
    fault: readFault(recordOrNull(rule, 'fault')),
    mirrors: readMirrors(rule, namespace),
  }
}

function recordOrNull(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined
}

function readTarget(route: unknown, namespace: string): RouteTarget {
  return { ...readDestination(recordAt(route, 'destination'), namespace), weight: weightOf(route) }
}

/** A lone route needs no weight; beside others a missing weight is none. */
function weightOf(route: unknown): number {
  return numberAt(route, 'weight') ?? 0
}

function readDestination(destination: unknown, namespace: string): RouteTarget {
  return {
    host: fullHost(stringAt(destination, 'host'), namespace),
    subset: stringAt(destination, 'subset'),
    port: numberAt(recordAt(destination, 'port'), 'number'),
    weight: 1,
  }
}

function readRetries(retries: unknown): RetryPolicy {
  if (!isRecord(retries)) return defaultRetries
  const on = stringAt(retries, 'retryOn')
  return {
    attempts: numberAt(retries, 'attempts') ?? defaultRetries.attempts,
    perTryTimeoutMs: durationMs(stringAt(retries, 'perTryTimeout')) || Infinity,
    on: on === '' ? defaultRetries.on : on.split(',').map((condition) => condition.trim()),
  }
}

const grpcStatuses = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
]

function readFault(fault: unknown): Fault | null {
  if (!isRecord(fault)) return null
  const delay = recordAt(fault, 'delay')
  const abort = recordAt(fault, 'abort')
  const status = stringAt(abort, 'grpcStatus')
  return {
    delayMs: durationMs(stringAt(delay, 'fixedDelay')) ?? 0,
    delayRatio: 'delay' in fault ? ratioOf(delay) : 0,
    abortCode: numberAt(abort, 'httpStatus') ?? (status === '' ? 0 : 200),
    abortGrpcStatus: status === '' ? null : grpcStatusOf(status),
    abortRatio: 'abort' in fault ? ratioOf(abort) : 0,
  }
}

function grpcStatusOf(text: string): number {
  const index = grpcStatuses.indexOf(text.toUpperCase())
  return index >= 0 ? index : Number(text) || 2
}

/** `percentage.value`, or the old whole-number `percent`; a fault without either is for everyone. */
function ratioOf(part: unknown): number {
  const value = numberAt(recordAt(part, 'percentage'), 'value') ?? numberAt(part, 'percent')
  return (value ?? 100) / 100
}

function readMirrors(rule: unknown, namespace: string): readonly Mirror[] {
  const single = recordOrNull(rule, 'mirror')
  const share =
    numberAt(recordAt(rule, 'mirrorPercentage'), 'value') ?? numberAt(rule, 'mirrorPercent')
  const first = isRecord(single)
    ? [{ target: readDestination(single, namespace), ratio: (share ?? 100) / 100 }]
    : []
  const others = listAt(rule, 'mirrors').map((mirror) => ({
    target: readDestination(recordAt(mirror, 'destination'), namespace),
    ratio: ratioOf(mirror),
  }))
  return [...first, ...others]
}

type Match = (ask: Ask, asker: Asker) => boolean

/** All parts of one match have to hold. */
function readMatch(match: unknown, namespace: string): Match {
  const parts: Match[] = []
  const ignoresCase = isRecord(match) && match['ignoreUriCase'] === true
  const uri = recordOrNull(match, 'uri')
  if (isRecord(uri)) {
    const test = textTest(uri, ignoresCase)
    parts.push((ask) => test(ask.path.split('?')[0] ?? ''))
  }
  for (const [field, read] of Object.entries(textFields)) {
    const wanted = recordOrNull(match, field)
    if (!isRecord(wanted)) continue
    const test = textTest(wanted)
    parts.push((ask) => test(read(ask)))
  }
  parts.push(...headerMatches(match), ...askerMatches(match, namespace))
  return (ask, asker) => parts.every((part) => part(ask, asker))
}

const textFields: Readonly<Record<string, (ask: Ask) => string>> = {
  method: (ask) => ask.method,
  authority: (ask) => ask.host,
  scheme: () => 'http',
}

function headerMatches(match: unknown): readonly Match[] {
  const wanted = Object.entries(recordAt(match, 'headers')).map(([name, value]): Match => {
    const test = textTest(value)
    return (ask) => test(ask.headers[name.toLowerCase()] ?? '')
  })
  const unwanted = Object.entries(recordAt(match, 'withoutHeaders')).map(([name, value]): Match => {
    const test = textTest(value)
    return (ask) => !test(ask.headers[name.toLowerCase()] ?? '')
  })
  return [...wanted, ...unwanted]
}

function askerMatches(match: unknown, namespace: string): readonly Match[] {
  const parts: Match[] = []
  const port = numberAt(match, 'port')
  if (port !== null) parts.push((ask) => ask.port === port)
  const sourceNamespace = stringAt(match, 'sourceNamespace')
  if (sourceNamespace !== '') {
    parts.push((_, { pod }) => pod.workload.namespace === sourceNamespace)
  }
  const sourceLabels = recordOrNull(match, 'sourceLabels')
  if (isRecord(sourceLabels)) parts.push((_, { pod }) => selects(sourceLabels, pod.labels))
  const gateways = texts(listAt(match, 'gateways')).map((name) => gatewayKey(name, namespace))
  if (gateways.length > 0) {
    parts.push((_, asker) => gateways.some((name) => asker.gateways.includes(name)))
  }
  return parts
}
