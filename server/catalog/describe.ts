import type { EffectiveMtlsText, RelatedThing, Thing } from '#contract/thing.ts'
import type { ThingKind } from '#contract/catalog.ts'
import { appLabelsOf } from '../seams/app-labels.ts'
import type { WorkloadObject } from '../seams/inventory.ts'
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
  return {
    at: figures.at,
    windowSeconds: figures.windowSeconds,
    staleSinceAt: figures.staleSinceAt,
    row: writeRow(join(entry, around.parts), figures),
    object: entry.object,
    related: relatedTo(entry, around),
    mtls: entry.source.workloads.flatMap((workload) => mtlsOf(workload, around)),
    selector: { ...service?.selector },
    servicePorts: (service?.ports ?? []).map(({ targetPort, ...port }) => ({
      ...port,
      targetPort: targetPort === undefined ? null : String(targetPort),
    })),
    addresses: [...(service?.clusterIps ?? [])],
    acting: [...entry.acting],
  }
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
