import { Field } from '../../../seams/field.ts'
import { kindKeyOf, type KindKey, type KubeObject } from '../../../seams/kube-object.ts'

/** Something whose pods, or whose machines, selectors find by labels. */
export interface Workload {
  readonly object: KubeObject
  readonly kind: KindKey
  readonly namespace: string
  readonly name: string
  /** What selectors see: the labels of its pods, or those of a machine outside the cluster. */
  readonly labels: Labels
  /** Metadata and spec of its pods, with the path inside `object`; absent for machines. */
  readonly pod: Field
}

export type Labels = Readonly<Record<string, string>>

/** Where each kind keeps the template of its pods. */
const templatePaths: Readonly<Record<KindKey, readonly string[]>> = {
  Pod: [],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
}

const workloadEntry = 'networking.istio.io/WorkloadEntry'
const workloadGroup = 'networking.istio.io/WorkloadGroup'

/** Kinds that have pods. */
export const podKinds: readonly KindKey[] = Object.keys(templatePaths)

/** All that a selector may find. */
export const selectableKinds: readonly KindKey[] = [...podKinds, workloadEntry, workloadGroup]

/** Kinds without which nobody can say that a selector finds nothing. */
export const neededForSelection: readonly KindKey[] = [
  'Pod',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
]

const known = new WeakMap<KubeObject, Workload>()

/** A workload as it is written; objects of other kinds give one without labels. Read once: many ask. */
export function readWorkload(object: KubeObject): Workload {
  let workload = known.get(object)
  if (workload === undefined) known.set(object, (workload = readAnew(object)))
  return workload
}

function readAnew(object: KubeObject): Workload {
  const kind = kindKeyOf(object)
  const { name, namespace = '' } = object.metadata
  const root = new Field(object)
  const path = templatePaths[kind]
  const pod = path === undefined ? new Field(undefined) : root.get(...path)
  const labels =
    path === undefined ? machineLabels(root, kind) : pod.get('metadata', 'labels').labels()
  return { object, kind, namespace, name, labels, pod }
}

/** Istio puts the labels of a WorkloadEntry's metadata over those of its spec. */
function machineLabels(root: Field, kind: KindKey): Labels {
  const meta = root.get('metadata', 'labels').labels()
  if (kind === workloadEntry) return { ...root.get('spec', 'labels').labels(), ...meta }
  return {
    ...root.get('spec', 'template', 'labels').labels(),
    ...root.get('spec', 'metadata', 'labels').labels(),
  }
}

/** Owners that stand for their pods. */
const owningKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
])

/** Whether another workload of the kinds above stands for this one, such as the Deployment of a ReplicaSet. */
export function isOwned(object: KubeObject): boolean {
  return new Field(object)
    .get('metadata', 'ownerReferences')
    .items()
    .some(
      (owner) =>
        owner.get('controller').flag() === true && owningKinds.has(owner.get('kind').text() ?? ''),
    )
}

/** The main containers of a pod, or those that start before them. */
export function containersOf(pod: Field, list: 'containers' | 'initContainers'): readonly Field[] {
  return pod.get('spec', list).items()
}
