import type { KubeObject } from '../../../seams.ts'
import { listAt, numberAt, recordAt, stringAt } from '../../../store/json.ts'
import { serviceHost } from '../hosts.ts'
import { defaultRetries } from './http-rule.ts'
import type { Ask, HttpRule, Mirror, RetryPolicy, RouteTarget } from './http-rule.ts'
import { durationMs, regexTest } from './text-match.ts'

/** An HTTPRoute or GRPCRoute as far as it speaks of Services. */
export interface ServiceRoute {
  readonly namespace: string
  readonly parents: readonly ParentService[]
  readonly rules: readonly HttpRule[]
}

interface ParentService {
  readonly host: string
  readonly namespace: string
  readonly port: number | null // null: all ports
}

export function readServiceRoute({ kind, metadata, spec }: KubeObject): ServiceRoute {
  const namespace = metadata.namespace ?? ''
  const parents = listAt(spec, 'parentRefs').filter((ref) => stringAt(ref, 'kind') === 'Service')
  const isGrpc = kind === 'GRPCRoute'
  return {
    namespace,
    parents: parents.map((ref) => ({
      host: serviceHost(stringAt(ref, 'namespace') || namespace, stringAt(ref, 'name')),
      namespace: stringAt(ref, 'namespace') || namespace,
      port: numberAt(ref, 'port'),
    })),
    rules: listAt(spec, 'rules')
      .flatMap((rule) => readRules(rule, namespace, isGrpc))
      .sort((a, b) => b.rank - a.rank)
      .map(({ rule }) => rule),
  }
}

/** A route beside its Service is for every client; one in another namespace only for clients there. */
export function routeApplies(route: ServiceRoute, ask: Ask, from: RouteAsk): boolean {
  return route.parents.some(
    (parent) =>
      parent.host === from.host &&
      (parent.port === null || parent.port === ask.port) &&
      (route.namespace === parent.namespace || route.namespace === from.namespace),
  )
}

export interface RouteAsk {
  readonly host: string
  readonly namespace: string // the client's
}

interface Ranked {
  readonly rank: number // the more specific match first, as the Gateway API orders them
  readonly rule: HttpRule
}

interface Match {
  readonly rank: number
  readonly test: (ask: Ask) => boolean
}

function readRules(rule: unknown, namespace: string, isGrpc: boolean): readonly Ranked[] {
  const read = isGrpc ? grpcMatch : httpMatch
  const found = listAt(rule, 'matches').map(read)
  const matches = found.length === 0 ? [{ rank: 0, test: () => true }] : found
  const backends = listAt(rule, 'backendRefs')
  const redirect = filterOf(rule, 'RequestRedirect', 'requestRedirect')
  const fixed: Omit<HttpRule, 'matches'> = {
    targets: backends.map((ref) => readBackend(ref, namespace)),
    directCode: directCodeOf(redirect, backends.length),
    timeoutMs: durationMs(stringAt(recordAt(rule, 'timeouts'), 'request')) || Infinity,
    retries: retriesOf(rule),
    fault: null,
    mirrors: mirrorsOf(rule, namespace),
  }
  return matches.map(({ rank, test }) => ({ rank, rule: { ...fixed, matches: test } }))
}

/** A rule that sends nowhere answers with status 500. */
function directCodeOf(redirect: unknown, backends: number): number {
  if (redirect !== null) return numberAt(redirect, 'statusCode') ?? 302
  return backends === 0 ? 500 : 0
}

function filterOf(rule: unknown, type: string, field: string): unknown {
  const filter = listAt(rule, 'filters').find((f) => stringAt(f, 'type') === type)
  return filter === undefined ? null : recordAt(filter, field)
}

function mirrorsOf(rule: unknown, namespace: string): readonly Mirror[] {
  const mirror = filterOf(rule, 'RequestMirror', 'requestMirror')
  if (mirror === null) return []
  const fraction = recordAt(mirror, 'fraction')
  const numerator = numberAt(fraction, 'numerator')
  const ratio =
    numerator === null
      ? (numberAt(mirror, 'percent') ?? 100) / 100
      : numerator / (numberAt(fraction, 'denominator') ?? 100)
  return [{ target: readBackend(recordAt(mirror, 'backendRef'), namespace), ratio }]
}

function retriesOf(rule: unknown): RetryPolicy {
  const retry = recordAt(rule, 'retry')
  const attempts = numberAt(retry, 'attempts')
  if (attempts === null) return defaultRetries
  const perTry = durationMs(stringAt(recordAt(rule, 'timeouts'), 'backendRequest'))
  const codes = listAt(retry, 'codes').map(String)
  return {
    attempts,
    perTryTimeoutMs: perTry || Infinity,
    on: [...defaultRetries.on, ...(codes.length === 0 ? ['gateway-error'] : codes)],
  }
}

function readBackend(ref: unknown, namespace: string): RouteTarget {
  return {
    host: serviceHost(stringAt(ref, 'namespace') || namespace, stringAt(ref, 'name')),
    subset: '',
    port: numberAt(ref, 'port'),
    weight: numberAt(ref, 'weight') ?? 1,
  }
}

function httpMatch(match: unknown): Match {
  const path = pathMatch(recordAt(match, 'path'))
  const method = stringAt(match, 'method')
  const headers = headerTests(match)
  return {
    rank: path.rank + (method === '' ? 0 : 10) + headers.length,
    test: (ask) =>
      path.test(ask) &&
      (method === '' || ask.method === method) &&
      headers.every((test) => test(ask)),
  }
}

function pathMatch(path: unknown): Match {
  const value = stringAt(path, 'value')
  const type = stringAt(path, 'type') || 'PathPrefix'
  if (value === '') return { rank: 0, test: () => true }
  if (type === 'Exact') return { rank: 1e6, test: (ask) => ask.path === value }
  if (type === 'RegularExpression') {
    const test = regexTest(value)
    return { rank: 500, test: (ask) => test(ask.path) }
  }
  const prefix = value.replace(/\/$/, '')
  return {
    rank: 1_000 + value.length * 20,
    test: ({ path: asked }) => asked === prefix || asked.startsWith(`${prefix}/`),
  }
}

function grpcMatch(match: unknown): Match {
  const method = recordAt(match, 'method')
  const isRegex = stringAt(method, 'type') === 'RegularExpression'
  const tests = ['service', 'method'].map((part) => {
    const wanted = stringAt(method, part)
    if (wanted === '') return () => true
    return isRegex ? regexTest(wanted) : (text: string) => text === wanted
  })
  const headers = headerTests(match)
  return {
    rank: stringAt(method, 'service').length + stringAt(method, 'method').length + headers.length,
    test: (ask) => {
      const parts = ask.path.split('/').slice(1)
      return (
        tests.every((test, index) => test(parts[index] ?? '')) && headers.every((test) => test(ask))
      )
    },
  }
}

function headerTests(match: unknown): readonly ((ask: Ask) => boolean)[] {
  return listAt(match, 'headers').map((header) => {
    const name = stringAt(header, 'name').toLowerCase()
    const value = stringAt(header, 'value')
    const test =
      stringAt(header, 'type') === 'RegularExpression'
        ? regexTest(value)
        : (text: string) => text === value
    return (ask) => test(ask.headers[name] ?? '')
  })
}
