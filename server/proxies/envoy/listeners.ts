import type { ListenerRow } from '#contract/proxy-rows.ts'
import {
  isRecord,
  numberAt,
  recordAt,
  recordsAt,
  textAt,
  textsAt,
  type JsonRecord,
} from '../../seams/json.ts'
import type { ProxyNames } from '../../seams/proxy-program.ts'
import { readAddress } from './addresses.ts'
import { originsOf } from './origins.ts'
import { describeDestination } from './route-words.ts'
import { dumpSections, readTold, toldOf } from './told.ts'

/** One row for each filter chain of each listener. */
export function readListeners(dump: unknown, names: ProxyNames): readonly ListenerRow[] {
  return readTold(dump, dumpSections.listeners).flatMap((told) => {
    const { resource: listener } = told
    const name = textAt(listener, 'name') ?? addressText(listener)
    const place = readAddress(listener['address'])
    const chains = chainsOf(listener)
    return chains.map((chain, index) => {
      const target = targetOf(chain.filters)
      const match = describeMatch(chain.match, chain.isDefault)
      const suffix = `${chains.length > 1 ? ` ${index}` : ''}${told.isWarming ? ' warming' : ''}`
      return {
        key: `${name}${suffix}`,
        resource: name,
        origins: originsOf(
          names.ofListener({
            ...{ name, clusters: target.clusters, route: target.route, policies: target.policies },
            metadata: recordAt(chain.metadata, 'filter_metadata'),
          }),
        ),
        name,
        ...place,
        match,
        destination: target.words,
        route: target.route,
        cluster: target.clusters[0] ?? null,
        direction: directionOf(listener),
        ...toldOf(told),
      }
    })
  })
}

interface Chain {
  readonly match: JsonRecord
  readonly isDefault: boolean
  readonly filters: readonly JsonRecord[]
  readonly metadata: JsonRecord
}

function chainsOf(listener: JsonRecord): readonly Chain[] {
  const read = (chain: JsonRecord, isDefault: boolean): Chain => ({
    match: recordAt(chain, 'filter_chain_match'),
    isDefault,
    filters: recordsAt(chain, 'filters'),
    metadata: recordAt(chain, 'metadata'),
  })
  const usual = listener['default_filter_chain']
  return [
    ...recordsAt(listener, 'filter_chains').map((chain) => read(chain, false)),
    ...(isRecord(usual) ? [read(usual, true)] : []),
  ]
}

const addressText = (listener: JsonRecord): string => {
  const { address, port } = readAddress(listener['address'])
  return port === null ? address : `${address}_${port}`
}

function directionOf(listener: JsonRecord): ListenerRow['direction'] {
  const said = textAt(listener, 'traffic_direction')
  if (said === 'INBOUND') return 'inbound'
  return said === 'OUTBOUND' ? 'outbound' : null
}

/** What comes in here, in words that people know from istioctl. */
function describeMatch(match: JsonRecord, isDefault: boolean): string {
  const ranges = recordsAt(match, 'prefix_ranges').map(
    (range) => `${textAt(range, 'address_prefix') ?? ''}/${numberAt(range, 'prefix_len') ?? 0}`,
  )
  const port = numberAt(match, 'destination_port')
  const parts = [
    listed('SNI', textsAt(match, 'server_names')),
    listed('Trans', [textAt(match, 'transport_protocol') ?? ''].filter(Boolean)),
    listed('App', textsAt(match, 'application_protocols')),
    listed(
      'Addr',
      port === null
        ? ranges
        : ranges.length > 0
          ? ranges.map((r) => `${r}:${port}`)
          : [`*:${port}`],
    ),
  ].filter((part) => part !== '')
  if (parts.length > 0) return parts.join('; ')
  return isDefault ? 'ALL others' : 'ALL'
}

function listed(name: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `${name}: ${values.join(',')}`
}

interface Target {
  readonly words: string
  readonly route: string | null
  readonly clusters: readonly string[]
  readonly policies: readonly string[]
}

function targetOf(filters: readonly JsonRecord[]): Target {
  const policies = filters.flatMap(policiesOf)
  for (const filter of filters) {
    const config = recordAt(filter, 'typed_config')
    const type = textAt(config, '@type') ?? ''
    if (type.endsWith('.HttpConnectionManager')) {
      const inside = [...policies, ...recordsAt(config, 'http_filters').flatMap(policiesOf)]
      return { ...targetOfHttp(config), policies: inside }
    }
    if (type.endsWith('.TcpProxy')) return { ...targetOfTcp(config), policies }
  }
  const names = filters.map((filter) => textAt(filter, 'name') ?? '').filter(Boolean)
  return { words: names.join(', ') || 'nothing', route: null, clusters: [], policies }
}

function targetOfHttp(config: JsonRecord): Omit<Target, 'policies'> {
  const route = textAt(config, 'rds', 'route_config_name')
  if (route !== null) return { words: `Route: ${route}`, route, clusters: [] }
  const scoped = textAt(config, 'scoped_routes', 'name')
  if (scoped !== null) return { words: `Scoped routes: ${scoped}`, route: null, clusters: [] }
  const inside = recordAt(config, 'route_config')
  const routes = recordsAt(inside, 'virtual_hosts').flatMap((host) => recordsAt(host, 'routes'))
  const clusters = routes.flatMap((one) => clustersOf(recordAt(one, 'route')))
  const words = routes.map(describeDestination).join(', ')
  return { words: `Inline route: ${words || 'none'}`, route: textAt(inside, 'name'), clusters }
}

function targetOfTcp(config: JsonRecord): Omit<Target, 'policies'> {
  const clusters = clustersOf(config)
  const weighted = recordsAt(config, 'weighted_clusters', 'clusters')
  const words = weighted.length > 0 ? describeDestination({ route: config }) : clusters.join(', ')
  return { words: `Cluster: ${words}`, route: null, clusters }
}

function clustersOf(target: JsonRecord): readonly string[] {
  const one = textAt(target, 'cluster')
  if (one !== null) return [one]
  return recordsAt(target, 'weighted_clusters', 'clusters').flatMap(
    (cluster) => textAt(cluster, 'name') ?? [],
  )
}

/** Names of the rules by which a filter lets calls through or not. */
function policiesOf(filter: JsonRecord): readonly string[] {
  const config = recordAt(filter, 'typed_config')
  if (!(textAt(config, '@type') ?? '').endsWith('.RBAC')) return []
  return ['rules', 'shadow_rules'].flatMap((field) =>
    Object.keys(recordAt(config, field, 'policies')),
  )
}
