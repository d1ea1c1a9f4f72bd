import type { ClusterRow } from '#contract/proxy-rows.ts'
import { recordAt, textAt, type JsonRecord } from '../../seams/json.ts'
import type { ProxyNames } from '../../seams/proxy-program.ts'
import { originsOf } from './origins.ts'
import { dumpSections, readTold, toldOf } from './told.ts'

/** One row for each cluster. */
export function readClusters(dump: unknown, names: ProxyNames): readonly ClusterRow[] {
  return readTold(dump, dumpSections.clusters).map((told) => {
    const { resource } = told
    const name = textAt(resource, 'name') ?? ''
    const { host, port, subset, direction } = names.readCluster(name)
    return {
      key: `${name}${told.isWarming ? ' warming' : ''}`,
      resource: name,
      origins: originsOf(names.ofCluster(name, recordAt(resource, 'metadata', 'filter_metadata'))),
      ...{ host, port, subset, direction },
      type: textAt(resource, 'type') ?? textAt(resource, 'cluster_type', 'name') ?? 'STATIC',
      tls: tlsOf(resource),
      ...toldOf(told),
    }
  })
}

/** By the transport sockets that it may take; plain text has none. */
function tlsOf(cluster: JsonRecord): ClusterRow['tls'] {
  const matches = cluster['transport_socket_matches']
  const sockets = [
    recordAt(cluster, 'transport_socket'),
    ...(Array.isArray(matches) ? matches.map((match) => recordAt(match, 'transport_socket')) : []),
  ]
  const secured = sockets
    .map((socket) => recordAt(socket, 'typed_config', 'common_tls_context'))
    .find((context) => Object.keys(context).length > 0)
  if (secured === undefined) return null
  const isMutual =
    Array.isArray(secured['tls_certificate_sds_secret_configs']) ||
    Array.isArray(secured['tls_certificates'])
  const isAlways = matches === undefined
  if (!isMutual) return 'simple'
  return isAlways ? 'mutual' : 'mutualWhereTaken'
}
