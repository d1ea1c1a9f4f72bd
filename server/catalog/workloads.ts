import type { Membership, ThingNote } from '#contract/catalog.ts'
import { appLabelsOf } from '../seams/app-labels.ts'
import type { PodObject, ServiceObject, WorkloadObject } from '../seams/inventory.ts'
import type { ConfigFacts, DataPlane, MachineGroup } from '../seams/mesh.ts'
import type { CatalogParts } from './catalog.ts'
import { keyOf, uniqueActing, type Entry } from './entry.ts'
import { groupOfWorkloadKind } from './workload-kinds.ts'

/** Every workload, with what its template and its pods say. */
export function readWorkloads({ inventory, facts, selection }: CatalogParts): readonly Entry[] {
  const podsByWorkload = Map.groupBy(
    inventory.pods,
    (pod) => `${pod.namespace}/${pod.workload?.name ?? pod.name}`,
  )
  const arePodsKnown = !inventory.unreadable.some(({ kind }) => kind === 'Pod')
  return inventory.workloads.map((workload): Entry => {
    const { namespace, name, kind, podLabels } = workload
    const key = keyOf(workload)
    const { app, version } = appLabelsOf(podLabels)
    const services = selection.servicesOf(workload)
    const membership = membershipOf(facts, key)
    return {
      kind: 'workload',
      cluster: inventory.cluster,
      namespace,
      name,
      lowerName: name.toLowerCase(),
      type: kind,
      membership,
      mtls: mtlsOf(facts, workload),
      labels: { ...podLabels, ...workload.labels },
      apps: app === null ? [] : [app],
      versions: version === null ? [] : [version],
      pods: arePodsKnown
        ? { desired: workload.desiredReplicas, available: workload.availableReplicas }
        : null,
      endpoints: null,
      ports: [],
      hosts: [],
      notes: notesOf(workload, { facts, membership }),
      object: { group: groupOfWorkloadKind(kind), kind, namespace, name },
      acting: actingOnPods(facts, workload, services),
      source: {
        workloads: [workload],
        services,
        pods: podsByWorkload.get(key) ?? noPods,
        ...{ external: null, machines: noMachines },
      },
    }
  })
}

const noPods: readonly PodObject[] = []
const noMachines: readonly MachineGroup[] = []

/** What acts on pods themselves, and on the services before them. */
export function actingOnPods(
  facts: readonly ConfigFacts[],
  workload: WorkloadObject,
  services: readonly ServiceObject[],
): Entry['acting'] {
  return uniqueActing([
    ...facts.flatMap(({ policies }) => policies.actingOnWorkload(workload)),
    ...services.flatMap((service) =>
      facts.flatMap(({ policies }) => policies.actingOnService(keyOf(service))),
    ),
  ])
}

export function membershipOf(facts: readonly ConfigFacts[], key: string): Membership | null {
  const planes = facts.flatMap(({ dataPlaneByWorkload }) => dataPlaneByWorkload.get(key) ?? [])
  const joined = planes.find((plane): plane is Exclude<DataPlane, 'none'> => plane !== 'none')
  return joined ?? planes[0] ?? null
}

export function mtlsOf(facts: readonly ConfigFacts[], workload: WorkloadObject): Entry['mtls'] {
  for (const { policies } of facts) {
    const found = policies.mtlsOfWorkload(workload)
    if (found !== null) return found.mode
  }
  return null
}

interface NoteParts {
  readonly facts: readonly ConfigFacts[]
  readonly membership: Membership | null
}

function notesOf(
  { namespace, podLabels }: WorkloadObject,
  { facts, membership }: NoteParts,
): readonly ThingNote[] {
  const isAsked = facts.some(({ dataPlaneByNamespace }) =>
    ['sidecar', 'ambient'].includes(dataPlaneByNamespace.get(namespace) ?? 'none'),
  )
  return [
    ...(isAsked && membership === 'none' ? (['outOfMesh'] as const) : []),
    ...labelNotes(podLabels),
  ]
}

/** The labels by which apps and versions are told that are not there. */
export function labelNotes(podLabels: WorkloadObject['podLabels']): readonly ThingNote[] {
  const { app, version } = appLabelsOf(podLabels)
  return [
    ...(app === null ? (['noApp'] as const) : []),
    ...(version === null ? (['noVersion'] as const) : []),
  ]
}
