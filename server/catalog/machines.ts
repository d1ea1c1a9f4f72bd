import { appLabelsOf } from '../seams/app-labels.ts'
import type { WorkloadObject } from '../seams/inventory.ts'
import type { ConfigFacts, MachineGroup } from '../seams/mesh.ts'
import type { CatalogParts } from './catalog.ts'
import { keyOf, type Entry } from './entry.ts'
import { actingOnPods, labelNotes, mtlsOf } from './workloads.ts'

/** Machines outside of the cluster, as what selectors and labels see of them: a workload each. */
export function machineWorkloads(facts: readonly ConfigFacts[]): readonly WorkloadObject[] {
  return groupsOf(facts).map(workloadOf)
}

/** Groups of machines as entries beside the workloads of the cluster; they have no pods. */
export function readMachines({ inventory, facts, selection }: CatalogParts): readonly Entry[] {
  const groups = groupsOf(facts)
  if (groups.length === 0) return []
  const byKey = new Map(selection.workloads.map((workload) => [keyOf(workload), workload]))
  return groups.flatMap((group): Entry[] => {
    const { namespace, name, kind } = group.object
    // The one that services were held against, so that both ways are known of the same object.
    const workload = byKey.get(keyOf(group.object))
    if (workload === undefined || workload.kind !== kind) return []
    const { app, version } = appLabelsOf(group.podLabels)
    const services = selection.servicesOf(workload)
    return [
      {
        ...{ kind: 'workload', cluster: inventory.cluster, namespace, name },
        ...{ lowerName: name.toLowerCase(), type: kind },
        membership: group.hasProxy ? 'sidecar' : null,
        mtls: mtlsOf(facts, workload),
        labels: { ...group.podLabels, ...group.labels },
        apps: app === null ? [] : [app],
        versions: version === null ? [] : [version],
        ...{ pods: null, endpoints: null, ports: [], hosts: [] },
        notes: labelNotes(group.podLabels),
        object: group.object,
        acting: actingOnPods(facts, workload, services),
        source: { workloads: [workload], services, pods: [], external: null, machines: [group] },
      },
    ]
  })
}

const groupsOf = (facts: readonly ConfigFacts[]): readonly MachineGroup[] =>
  facts.flatMap(({ policies }) => policies.machines())

const workloadOf = ({ object, labels, podLabels, machines }: MachineGroup): WorkloadObject => ({
  ...{ namespace: object.namespace, name: object.name, kind: object.kind },
  ...{ labels, annotations: {}, podLabels, podAnnotations: {}, containers: [] },
  desiredReplicas: machines.length,
  currentReplicas: machines.length,
  availableReplicas: machines.filter(({ isHealthy }) => isHealthy !== false).length,
})
