import { kindKeyOf, type KindKey, type KubeObject } from '../../server/seams/kube-object.ts'
import type { Rule } from '../../server/seams/rule.ts'

/** Any of these among the files means that whatever runs is among them. */
const workloadKinds: readonly KindKey[] = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  'batch/CronJob',
  'ReplicationController',
  'Pod',
]

/**
 * Kinds that some rule needs and of which the files say nothing. Files are taken to be whole in the
 * families that they have: with one Service, all Services are there; with one object of a group of
 * custom resources, all of that group are.
 */
export function unknownKindsOf(
  objects: readonly KubeObject[],
  rules: readonly Rule[],
): ReadonlySet<KindKey> {
  const families = new Set(objects.map((object) => familyOf(kindKeyOf(object))))
  const needed = new Set(rules.flatMap((rule) => rule.needs))
  return new Set([...needed].filter((kind) => !families.has(familyOf(kind))))
}

function familyOf(kind: KindKey): string {
  if (workloadKinds.includes(kind)) return 'workloads'
  const group = kind.split('/')[0] ?? ''
  return group.includes('.') ? group : kind
}
