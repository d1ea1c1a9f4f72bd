import type { KubeObject } from '../../../../seams/kube-object.ts'
import { Field } from '../../../../seams/field.ts'
import { actionOf, negativeOf, operationsOf, sourcesOf } from './authorization.ts'

const operationFields = withNegatives(['hosts', 'methods', 'paths'])
const requestFields = withNegatives(['requestPrincipals'])
/** What only ztunnel cannot tell; sidecars know it of TCP connections as well. */
const remoteFields = withNegatives(['remoteIpBlocks', 'trustDomains'])
const ztunnelSources = withNegatives(['ipBlocks', 'namespaces', 'principals', 'serviceAccounts'])
const ztunnelOperations = withNegatives(['ports'])
const ztunnelKeys = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
])

function withNegatives(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, negativeOf(name)])
}

/** The fields of one rule of an AuthorizationPolicy that speak of HTTP requests. */
export function httpFieldsOf(rule: Field): readonly Field[] {
  return [
    ...operationsOf(rule).flatMap((operation) => filled(operation, operationFields)),
    ...sourcesOf(rule).flatMap((source) => filled(source, requestFields)),
    ...keysOf(rule).filter((key) => (key.text() ?? '').startsWith('request.')),
  ]
}

/**
 * The fields of one rule that ztunnel leaves out of what it enforces.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/serviceregistry/ambient/authorization.go
 */
export function fieldsBeyondZtunnel(rule: Field): readonly Field[] {
  return [
    ...operationsOf(rule).flatMap((operation) => filled(operation, operationFields)),
    ...sourcesOf(rule).flatMap((source) => filled(source, [...requestFields, ...remoteFields])),
    ...keysOf(rule).filter((key) => !ztunnelKeys.has(key.text() ?? '')),
  ]
}

/**
 * Whether anything is left of a rule of a DENY policy after ztunnel has left out what it cannot
 * tell: each of its parts needs one thing to compare, an empty part matches nothing.
 */
export function isLeftForZtunnel(rule: Field): boolean {
  const operations = operationsOf(rule)
  const sources = sourcesOf(rule)
  const hasTo = operations.some((one) => filled(one, ztunnelOperations).length > 0)
  const hasFrom = sources.some((one) => filled(one, ztunnelSources).length > 0)
  return (
    (operations.length === 0 || hasTo) &&
    (sources.length === 0 || hasFrom) &&
    keysOf(rule).every((key) => ztunnelKeys.has(key.text() ?? ''))
  )
}

/** What of an object only a proxy that reads HTTP can do; none: ztunnel does all of it. */
export function fieldsForWaypoint(object: KubeObject): readonly Field[] {
  const spec = new Field(object).get('spec')
  if (object.kind === 'Telemetry') return telemetryFields(spec)
  if (object.kind !== 'AuthorizationPolicy') return [spec]
  const action = actionOf(spec)
  const rules = spec.get('rules').items().flatMap(fieldsBeyondZtunnel)
  return action === 'AUDIT' || action === 'CUSTOM' ? [spec.get('action'), ...rules] : rules
}

function telemetryFields(spec: Field): readonly Field[] {
  return [
    ...filled(spec, ['tracing', 'accessLogging']),
    ...spec
      .get('metrics')
      .items()
      .flatMap((metrics) => filled(metrics, ['overrides'])),
  ]
}

function keysOf(rule: Field): readonly Field[] {
  return rule
    .get('when')
    .items()
    .map((condition) => condition.get('key'))
    .filter((key) => key.isPresent)
}

function filled(parent: Field, names: readonly string[]): readonly Field[] {
  return names.map((name) => parent.get(name)).filter((list) => list.items().length > 0)
}

/** `paths`, or the key of a condition such as `request.headers[x-user]`; each name once. */
export function namesOf(fields: readonly Field[]): readonly string[] {
  return [...new Set(fields.map((field) => field.text() ?? String(field.path.at(-1))))]
}
