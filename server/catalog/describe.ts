import type { EffectiveMtlsText, RelatedThing, Thing } from '#contract/thing.ts'
import type { ThingKind } from '#contract/catalog.ts'
import { appLabelsOf } from '../seams/app-labels.ts'
import type { ServiceObject, WorkloadObject } from '../seams/inventory.ts'
import type { ExternalDetails } from '../seams/mesh.ts'
import type { Catalog } from './catalog.ts'
import type { Entry } from './entry.ts'
import { join, seenEntry, type CatalogSight, type JoinParts } from './join.ts'
import { writeRow } from './list.ts'

export interface ThingName {
  readonly kind: ThingKind
  readonly namespace: string
  readonly name: string
}

/** One thing as far as the viewer may see it; null when there is none, or not for this viewer. */
export function describeThing(parts: JoinParts, thing: ThingName): Omit<Thing, 'warnings'> | null {
  for (const { catalog, sight } of parts.seen) {
    const found = catalog.find(thing.kind, thing.namespace, thing.name)
    const entry = found === null ? null : seenEntry(found, sight)
    if (entry !== null) return describe(entry, { catalog, sight, parts })
  }
  return null
}

interface Around {
  readonly catalog: Catalog
  readonly sight: CatalogSight
  readonly parts: JoinParts
}

function describe(entry: Entry, around: Around): Omit<Thing, 'warnings'> {
  const { figures } = around.parts
  const [service] = entry.kind === 'service' ? entry.source.services : []
  const told = toldOf(entry, around)
  return {
    at: figures.at,
    windowSeconds: figures.windowSeconds,
    staleSinceAt: figures.staleSinceAt,
    row: writeRow(join(entry, around.parts), figures),
    object: entry.object,
    related: relatedTo(entry, around),
    mtls: entry.source.workloads.flatMap((workload) => mtlsOf(workload, around)),
    selector: { ...(told?.selector ?? service?.selector) },
    servicePorts: told === null ? portsOf(service) : portsOfHost(told),
    addresses: [...(told?.addresses ?? service?.clusterIps ?? [])],
    external: externalOf(entry, told),
    machines: machinesOf(entry),
    participation: participationOf(entry, around),
    acting: [...entry.acting],
  }
}

const portsOf = (service: ServiceObject | undefined): Thing['servicePorts'] =>
  (service?.ports ?? []).map(({ targetPort, ...port }) => ({
    ...port,
    targetPort: targetPort === undefined ? null : String(targetPort),
  }))

const portsOfHost = ({ ports }: ExternalDetails): Thing['servicePorts'] =>
  ports.map(({ targetPort, ...port }) => ({
    ...{ ...port, appProtocol: null },
    targetPort: targetPort === null ? null : String(targetPort),
  }))

function toldOf({ source: { external } }: Entry, { catalog }: Around): ExternalDetails | null {
  if (external === null) return null
  const { namespace, name } = external
  for (const { policies } of catalog.facts) {
    const found = policies.describeExternal(namespace, name)
    if (found !== null) return found
  }
  return null
}

function externalOf({ source }: Entry, told: ExternalDetails | null): Thing['external'] {
  const { external } = source
  if (external === null || told === null) return null
  return {
    isInside: external.isInside,
    resolution: told.resolution,
    endpoints: told.endpoints.map(({ address, ports, labels }) => ({
      ...{ address, ports: [...ports], labels: { ...labels } },
    })),
    visibleTo: [...external.visibleTo],
  }
}

function machinesOf({ kind, source }: Entry): Thing['machines'] {
  if (kind !== 'workload' || source.machines.length === 0) return null
  return source.machines.flatMap(({ machines }) =>
    machines.map((machine) => ({ ...machine, labels: { ...machine.labels } })),
  )
}

/** What the labels of its pods, or of a service, and those of its namespace ask for. */
function participationOf(entry: Entry, { catalog }: Around): Thing['participation'] {
  const [policies] = catalog.facts.map((one) => one.policies)
  const { namespace, kind, source } = entry
  if (policies === undefined || source.external !== null || kind === 'app') return null
  if (kind === 'service') {
    const { waypoint } = policies.participationOf({ namespace, labels: entry.labels })
    return { injection: null, waypoint }
  }
  const [workload] = source.workloads
  if (workload === undefined || source.machines.length > 0) return null
  const { podLabels: labels, podAnnotations: annotations } = workload
  return policies.participationOf({ namespace, labels, annotations })
}

function relatedTo(entry: Entry, { catalog, sight, parts }: Around): RelatedThing[] {
  const { namespace, source } = entry
  const apps = source.workloads.flatMap(({ podLabels }) => appLabelsOf(podLabels).app ?? [])
  const things = [
    ...[...new Set(apps)].map((name) => ({ kind: 'app' as const, name })),
    ...source.services.map(({ name }) => ({ kind: 'service' as const, name })),
    ...source.workloads.map(({ name }) => ({ kind: 'workload' as const, name })),
  ]
  return things
    .filter(({ kind, name }) => kind !== entry.kind || name !== entry.name)
    .flatMap(({ kind, name }) => {
      const found = catalog.find(kind, namespace, name)
      const seen = found === null ? null : seenEntry(found, sight)
      if (seen === null) return []
      const { status } = join(seen, parts)
      return [{ kind, namespace, name, type: seen.type, versions: [...seen.versions], status }]
    })
}

function mtlsOf(workload: WorkloadObject, { catalog, sight }: Around): EffectiveMtlsText[] {
  for (const { policies } of catalog.facts) {
    const found = policies.mtlsOfWorkload(workload)
    if (found === null) continue
    const { mode, reach, from, byPort } = found
    const seen = from !== null && sight.sees(from) ? from : null
    const ports = [...byPort].map(([port, own]) => ({ port, mode: own }))
    return [{ workload: workload.name, mode, reach, from: seen, ports }]
  }
  return []
}
