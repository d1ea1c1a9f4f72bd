import type { NodeServiceRow, NodeWorkloadRow, CertificateRow } from '#contract/proxy-rows.ts'
import type { ProxyDocument, ProxySection } from '#contract/proxy.ts'
import {
  isRecord,
  numberAt,
  recordAt,
  recordsAt,
  textAt,
  textsAt,
  timeAt,
  type JsonRecord,
} from '../../../seams/json.ts'
import type { ProxyProgram, ReadTable, ReadTables } from '../../../seams/proxy-program.ts'
import { nodeLogging } from './node-logging.ts'
import { proxyPrograms } from './pods.ts'

/**
 * Ztunnel, the proxy of a node: what it knows of services and workloads, and whose certificates it
 * holds.
 *
 * @see https://github.com/istio/ztunnel/blob/master/src/admin.rs
 */
export const nodeProgram: ProxyProgram = {
  id: proxyPrograms.node,
  answers: new Map([['config', '/config_dump']]),
  sections: new Map<ProxySection, string>([
    ['services', 'config'],
    ['workloads', 'config'],
    ['secrets', 'config'],
  ]),
  documents: new Map<ProxyDocument, string>([['config', 'config']]),
  readTables: (_answer, json, takenAt): ReadTables =>
    new Map<ProxySection, ReadTable>([
      ['services', { rows: readServices(json), problems: [] }],
      ['workloads', { rows: readWorkloads(json), problems: [] }],
      ['secrets', { rows: readCertificates(json, takenAt), problems: [] }],
    ]),
  readDocument: (_document, json) => json,
  readResources: (section, json) => {
    if (section === 'services' || section === 'workloads')
      return new Map(entriesOf(json, section).map((one) => [nameOf(one), one]))
    if (section !== 'secrets') return new Map()
    return new Map(
      entriesOf(json, 'certificates').map((held) => [textAt(held, 'identity') ?? '', held]),
    )
  },
  info: null,
  logging: nodeLogging,
}

/** Lists by now; formerly records by address. */
function entriesOf(json: unknown, field: string): readonly JsonRecord[] {
  const value = isRecord(json) ? json[field] : undefined
  if (Array.isArray(value)) return value.filter(isRecord)
  return Object.values(recordAt(json, field)).filter(isRecord)
}

const nameOf = (one: JsonRecord): string =>
  textAt(one, 'uid') ??
  `${textAt(one, 'namespace') ?? ''}/${textAt(one, 'hostname') ?? textAt(one, 'name') ?? ''}`

function readServices(json: unknown): readonly NodeServiceRow[] {
  const healthy = new Set(
    entriesOf(json, 'workloads')
      .filter((one) => textAt(one, 'status') === 'Healthy')
      .map((one) => textAt(one, 'uid') ?? ''),
  )
  return entriesOf(json, 'services').map((service) => {
    const name = textAt(service, 'name') ?? ''
    const namespace = textAt(service, 'namespace') ?? ''
    const all = entriesOf(service, 'endpoints')
    const endpoints = {
      all: all.length,
      healthy: all.filter((one) => healthy.has(textAt(one, 'workloadUid') ?? '')).length,
    }
    return {
      key: nameOf(service),
      resource: nameOf(service),
      origins: [
        { object: { group: '', kind: 'Service', namespace, name }, part: null, isThere: null },
      ],
      ...{ name, namespace },
      host: textAt(service, 'hostname') ?? '',
      addresses: withoutNetwork(textsAt(service, 'vips')),
      ports: Object.entries(recordAt(service, 'ports'))
        .map(([port, target]) => (target === 0 ? port : `${port}→${String(target)}`))
        .join(', '),
      waypoint: waypointOf(service),
      endpoints,
      health: healthOfAll(endpoints),
    }
  })
}

function readWorkloads(json: unknown): readonly NodeWorkloadRow[] {
  return entriesOf(json, 'workloads').map((one) => {
    const name = textAt(one, 'name') ?? ''
    const namespace = textAt(one, 'namespace') ?? ''
    // cluster/group/kind/namespace/name
    const isPod = textAt(one, 'uid')?.split('/')[2] === 'Pod'
    return {
      key: nameOf(one),
      resource: nameOf(one),
      origins: isPod
        ? [{ object: { group: '', kind: 'Pod', namespace, name }, part: null, isThere: null }]
        : [],
      ...{ name, namespace },
      addresses: withoutNetwork(textsAt(one, 'workloadIps')),
      node: textAt(one, 'node'),
      protocol: textAt(one, 'protocol') ?? 'TCP',
      workload: workloadOf(one),
      serviceAccount: textAt(one, 'serviceAccount'),
      waypoint: waypointOf(one),
      health: healthOf(textAt(one, 'status')),
    }
  })
}

function healthOfAll({ healthy, all }: NodeServiceRow['endpoints']): NodeServiceRow['health'] {
  if (all === 0) return 'none'
  if (healthy === 0) return 'unhealthy'
  return healthy < all ? 'partly' : 'healthy'
}

function healthOf(status: string | null): NodeWorkloadRow['health'] {
  if (status === 'Healthy') return 'healthy'
  return status === 'Unhealthy' ? 'unhealthy' : 'unknown'
}

function workloadOf(one: JsonRecord): string | null {
  const name = textAt(one, 'workloadName')
  const type = textAt(one, 'workloadType')
  if (name === null) return null
  return type === null ? name : `${type.slice(0, 1).toUpperCase()}${type.slice(1)}/${name}`
}

/** A destination is `network/address`, `namespace/host`, or a record of one of both. */
function waypointOf(one: JsonRecord): string | null {
  const destination = recordAt(one, 'waypoint')['destination']
  if (typeof destination === 'string') return destination.replace(/^\//, '') || null
  const host = textAt(destination, 'hostname')
  if (host === null) return null
  const namespace = textAt(destination, 'namespace')
  return namespace === null ? host : `${namespace}/${host}`
}

/** `network/10.0.0.1` → `10.0.0.1` */
function withoutNetwork(addresses: readonly string[]): string[] {
  return addresses.map((address) => address.slice(address.lastIndexOf('/') + 1))
}

/** One row for each certificate of each identity that it holds one of. */
function readCertificates(json: unknown, takenAt: number): readonly CertificateRow[] {
  return entriesOf(json, 'certificates').flatMap((held) => {
    const name = textAt(held, 'identity') ?? ''
    const isWarming = textAt(held, 'state') !== 'Available'
    return ['certChain', 'rootCerts'].flatMap((field) =>
      recordsAt(held, field).map((one, place): CertificateRow => {
        const validFrom = timeAt(one, 'validFrom')
        const validTo = timeAt(one, 'expirationTime')
        return {
          key: `${name} ${field} ${place}`,
          resource: name,
          origins: [],
          ...{ name, place },
          kind: field === 'rootCerts' ? 'trustedAuthority' : 'certificate',
          ...{ subject: null, subjectNames: field === 'certChain' && place === 0 ? [name] : [] },
          issuer: null,
          serial: textAt(one, 'serialNumber') ?? textOfNumber(numberAt(one, 'serialNumber')),
          ...{ validFrom, validTo, validity: validityOf(validFrom, validTo, takenAt) },
          ...{ isStatic: false, isWarming, version: null, updatedAt: null },
        }
      }),
    )
  })
}

const textOfNumber = (value: number | null): string | null =>
  value === null ? null : String(value)

function validityOf(
  validFrom: number | null,
  validTo: number | null,
  takenAt: number,
): CertificateRow['validity'] {
  if (validFrom === null || validTo === null) return null
  if (takenAt < validFrom) return 'notYet'
  return takenAt > validTo ? 'expired' : 'valid'
}
