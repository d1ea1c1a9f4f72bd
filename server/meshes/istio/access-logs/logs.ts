import type { AccessField, AccessSummary } from '#contract/logs.ts'
import type { AccessReader, AccessRecord, MeshLogs } from '../../../seams/mesh-logs.ts'
import type { Field } from '../../../seams/field.ts'
import { flagText } from '../flags.ts'
import { parseMesh } from '../lookup/mesh-settings.ts'
import { readLabels, usualJson } from './json-format.ts'
import { documentation } from './operators.ts'
import { findProxies, settingsAt } from './proxies.ts'
import { readFormat, type ReadField, type Template } from './template.ts'
import { readConnection } from './ztunnel.ts'

/** Istio's, as its documentation gives it; older releases lack some of the middle. */
const istioFormat =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% "%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%'

const envoyFormat =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"'

interface Format {
  readonly name: string
  readonly read: Template
}

const usualFormats: readonly Format[] = [
  { name: 'Istio’s usual text format', read: mustRead(istioFormat) },
  { name: 'Envoy’s usual text format', read: mustRead(envoyFormat) },
  { name: 'Istio’s usual JSON format', read: usualJson },
  { name: 'ztunnel’s connections', read: readConnection },
]

function mustRead(format: string): Template {
  const template = readFormat(format)
  if (template === null) throw new Error('A usual format is not right')
  return template
}

const longestLine = 50_000

export const logs: MeshLogs = {
  isProxy: (_pod, container) => container === 'istio-proxy',
  proxiesFor: findProxies,
  requestTags: (requestId) => ({ 'guid:x-request-id': requestId }),
  settingsAt,
  accessReader: (settings): AccessReader => {
    const formats = [...settings.flatMap(readOwnFormats), ...usualFormats]
    return (text) => {
      if (text.length > longestLine) return null
      for (const { name, read } of formats) {
        const fields = read(text)
        if (fields !== null) return recordOf(name, fields)
      }
      return null
    }
  },
}

/** What MeshConfig sets for all proxies, and what its providers of access logs are told. */
function readOwnFormats(data: Readonly<Record<string, string>>): Format[] {
  const mesh = parseMesh(data['mesh'] ?? '')
  const isJson = mesh.get('accessLogEncoding').text() === 'JSON'
  const own = mesh.get('accessLogFormat').text() ?? ''
  const labels = isJson ? parseLabels(own) : null
  const providers = mesh
    .get('extensionProviders')
    .items()
    .flatMap((provider) => {
      const format = provider.get('envoyFileAccessLog', 'logFormat')
      const name = provider.get('name').text() ?? 'a provider'
      return [
        ...textFormat(format.get('text').text() ?? '', `the format of the provider ${name}`),
        ...labelFormat(format.get('labels'), `the format of the provider ${name}`),
      ]
    })
  return [
    ...(isJson ? [] : textFormat(own, 'the text format of this mesh')),
    ...(labels === null
      ? []
      : [{ name: 'the JSON format of this mesh', read: readLabels(labels) }]),
    ...providers,
  ]
}

function textFormat(text: string, name: string): Format[] {
  const read = text === '' ? null : readFormat(text)
  return read === null ? [] : [{ name, read }]
}

function labelFormat(field: Field, name: string): Format[] {
  const labels = field.labels()
  return Object.keys(labels).length === 0 ? [] : [{ name, read: readLabels(labels) }]
}

function parseLabels(text: string): Readonly<Record<string, string>> | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const texts = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    return Object.fromEntries(texts)
  } catch {
    return null
  }
}

function recordOf(format: string, fields: readonly ReadField[]): AccessRecord {
  const valueOf = (key: string): string | null =>
    fields.find(({ operator }) => operator.key === key)?.value ?? null
  const flags = valueOf('response_flags')
  const status = Number(valueOf('response_code') ?? NaN)
  const summary: AccessSummary = {
    method: valueOf('method'),
    path: valueOf('path'),
    status: Number.isInteger(status) ? status : null,
    flags,
    flagText: flags === null ? valueOf('error') : flagText(flags),
    durationMs: readMs(valueOf('duration')),
  }
  return {
    summary,
    requestId: valueOf('request_id'),
    format,
    explain: () => fields.map(explained),
  }
}

/** `12`, `12ms` or `1.2s`. */
function readMs(text: string | null): number | null {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|us|µs)?$/.exec(text ?? '') ?? []
  if (amount === undefined) return null
  const factor = unit === 's' ? 1000 : unit === 'us' || unit === 'µs' ? 0.001 : 1
  return Number(amount) * factor
}

function explained({ operator, value }: ReadField): AccessField {
  const { key, name, meaning } = operator
  const address = key.includes('.') || key === 'error' ? null : documentation
  return {
    key,
    name,
    value,
    meaning,
    inWords: value === null ? null : inWords(key, value),
    address,
  }
}

function inWords(key: string, value: string): string | null {
  if (key === 'response_flags') return flagText(value)
  if (key === 'upstream_cluster') return clusterInWords(value)
  if (key === 'response_code' && value === '0') return 'the caller was gone before any answer'
  return null
}

function clusterInWords(value: string): string | null {
  if (value === 'PassthroughCluster') return 'a host that the mesh does not know, passed through'
  if (value === 'BlackHoleCluster') return 'a host that the mesh does not know, refused'
  const [direction = '', port = '', subset = '', host = ''] = value.split('|')
  if (!/^(in|out)bound/.test(direction) || port === '') return null
  if (host === '') return `the application beside this proxy, port ${port}`
  return `${host}, port ${port}${subset === '' ? '' : `, subset ${subset}`}`
}
