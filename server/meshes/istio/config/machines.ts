import { Field } from '../../../seams/field.ts'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import { objectIdOf } from '../../../seams/kube-object.ts'
import type { Machine, MachineGroup } from '../../../seams/mesh.ts'
import { namespaceOf, networkingGroup, objectsOf } from './objects.ts'

const groupAnnotation = 'istio.io/autoRegistrationGroup'

/**
 * Machines by the group that they have registered with. Of a group its proxies are told to be the
 * workload, so its name is that of the telemetry; an entry of no group stands for itself.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 */
export function readMachines(inventory: Inventory): readonly MachineGroup[] {
  const entries = objectsOf(inventory, 'WorkloadEntry', networkingGroup)
  const groups = objectsOf(inventory, 'WorkloadGroup', networkingGroup)
  const keys = new Set(groups.map((group) => `${namespaceOf(group)}/${group.metadata.name}`))
  const byGroup = Map.groupBy(entries, (entry) => {
    const key = `${namespaceOf(entry)}/${entry.metadata.annotations?.[groupAnnotation] ?? ''}`
    return keys.has(key) ? key : null
  })
  return [
    ...groups.map((group) =>
      describeGroup(group, byGroup.get(`${namespaceOf(group)}/${group.metadata.name}`) ?? []),
    ),
    ...(byGroup.get(null) ?? []).map(describeSingle),
  ]
}

function describeGroup(group: ConfigObject, entries: readonly ConfigObject[]): MachineGroup {
  const spec = new Field(group.spec)
  return {
    object: objectIdOf(group),
    labels: { ...group.metadata.labels },
    podLabels: {
      ...spec.get('template', 'labels').labels(),
      ...spec.get('metadata', 'labels').labels(),
    },
    serviceAccount: spec.get('template', 'serviceAccount').text(),
    hasProxy: true, // who registers by itself does so with its proxy
    machines: entries.map(describeMachine),
  }
}

function describeSingle(entry: ConfigObject): MachineGroup {
  const machine = describeMachine(entry)
  return {
    object: machine.object,
    labels: { ...entry.metadata.labels },
    podLabels: machine.labels,
    serviceAccount: machine.serviceAccount,
    hasProxy: false, // it may have one: nothing says so
    machines: [machine],
  }
}

/** Istio puts the labels of its metadata over those of its spec. */
function describeMachine(entry: ConfigObject): Machine {
  const spec = new Field(entry.spec)
  const createdAt = Date.parse(entry.metadata.creationTimestamp ?? '')
  const healthy = new Field(entry.status)
    .get('conditions')
    .items()
    .find((condition) => condition.get('type').text() === 'Healthy')
  return {
    object: objectIdOf(entry),
    address: spec.get('address').text(),
    createdAt: Number.isNaN(createdAt) ? null : createdAt,
    labels: { ...spec.get('labels').labels(), ...entry.metadata.labels },
    serviceAccount: spec.get('serviceAccount').text(),
    isHealthy: healthy === undefined ? null : healthy.get('status').text() === 'True',
  }
}
