import type { ObjectId } from '#contract/validations.ts'
import { appLabelsOf } from '../seams/app-labels.ts'
import type { Inventory, ServiceObject } from '../seams/inventory.ts'
import type { ConfigEffect, ConfigFacts, ExternalService } from '../seams/mesh.ts'
import type { CatalogParts } from './catalog.ts'
import { distinct, keyOf, oneOrMixed, uniqueActing, type Entry } from './entry.ts'

/** Every service of the cluster, with what stands behind it. */
export function readServices(parts: CatalogParts, workloads: readonly Entry[]): readonly Entry[] {
  const { inventory, facts, selection } = parts
  const byWorkload = new Map(workloads.map((entry) => [keyOf(entry), entry]))
  const endpoints = countEndpoints(inventory)
  return inventory.services.map((service): Entry => {
    const { namespace, name } = service
    const behind = selection.workloadsOf(service)
    const members = behind.flatMap((workload) => byWorkload.get(keyOf(workload)) ?? [])
    const addresses = withMachines(endpoints?.get(keyOf(service)) ?? null, members)
    const hasNone = endpoints !== null && service.type !== 'ExternalName' && addresses === null
    return {
      kind: 'service',
      cluster: inventory.cluster,
      namespace,
      name,
      lowerName: name.toLowerCase(),
      type: service.type,
      membership: oneOrMixed(members.map(({ membership }) => membership)),
      mtls: oneOrMixed(members.map(({ mtls }) => mtls)),
      labels: service.labels,
      apps: distinct(behind.map(({ podLabels }) => appLabelsOf(podLabels).app)),
      versions: distinct(behind.map(({ podLabels }) => appLabelsOf(podLabels).version)),
      pods: null,
      endpoints: addresses ?? (hasNone ? { ready: 0, all: 0 } : null),
      ports: service.ports.map(writePort),
      hosts: service.externalName === null ? [] : [service.externalName],
      notes: hasNone || addresses?.all === 0 ? ['noEndpoints'] : [],
      object: { group: '', kind: 'Service', namespace, name },
      acting: uniqueActing(
        facts.flatMap(({ policies }) => policies.actingOnService(keyOf(service))),
      ),
      source: {
        workloads: behind,
        services: [service],
        pods: members.flatMap(({ source }) => source.pods),
        ...{ external: null, machines: [] },
      },
    }
  })
}

/** The mesh sends calls to machines that the service selects, of which the cluster has no endpoints. */
function withMachines(
  addresses: Entry['endpoints'],
  members: readonly Entry[],
): Entry['endpoints'] {
  const machines = members.flatMap(({ source }) => source.machines.flatMap((one) => one.machines))
  if (machines.length === 0) return addresses
  const ready = machines.filter(({ isHealthy }) => isHealthy !== false).length
  return { ready: (addresses?.ready ?? 0) + ready, all: (addresses?.all ?? 0) + machines.length }
}

function writePort({ name, port, protocol }: ServiceObject['ports'][number]): string {
  const shown = protocol === 'TCP' ? String(port) : `${port}/${protocol}`
  return name === '' ? shown : `${name} ${shown}`
}

/** Null when endpoints are not known: then none means nothing. */
function countEndpoints({
  endpoints,
  unreadable,
}: Inventory): ReadonlyMap<string, { ready: number; all: number }> | null {
  if (unreadable.some(({ kind }) => kind === 'EndpointSlice')) return null
  const counts = new Map<string, { ready: number; all: number }>()
  for (const { namespace, service, addresses, readyAddresses } of endpoints) {
    const key = `${namespace}/${service}`
    const before = counts.get(key) ?? { ready: 0, all: 0 }
    counts.set(key, { ready: before.ready + readyAddresses, all: before.all + addresses })
  }
  return counts
}

/** Hosts that the mesh is told of, by the object that tells. */
export function readExternals({ inventory, facts }: CatalogParts): readonly Entry[] {
  return facts
    .flatMap(({ externalServices }) => externalServices)
    .map((external) => describeExternal(external, inventory.cluster, facts))
}

function describeExternal(
  external: ExternalService,
  cluster: string,
  facts: readonly ConfigFacts[],
): Entry {
  const { namespace, name, hosts, isInside, effects } = external
  // The entry itself comes first, then what acts on its hosts.
  const [own, ...others] = effects
  const idOf = (effect: ConfigEffect): ObjectId | null =>
    facts.map(({ policies }) => policies.objectOf(effect)).find((id) => id !== null) ?? null
  return {
    kind: 'service',
    cluster,
    namespace,
    name,
    lowerName: [name, ...hosts].join(' ').toLowerCase(),
    type: isInside ? 'Internal entry' : 'External',
    membership: null,
    mtls: null,
    labels: {},
    apps: [],
    versions: [],
    pods: null,
    endpoints: null,
    ports: [],
    hosts,
    notes: [],
    object: own === undefined ? null : idOf(own),
    acting: others.flatMap((effect) => {
      const object = idOf(effect)
      return object === null ? [] : [{ object, why: 'host' as const, words: hosts.join(', ') }]
    }),
    source: { workloads: [], services: [], pods: [], external, machines: [] },
  }
}
