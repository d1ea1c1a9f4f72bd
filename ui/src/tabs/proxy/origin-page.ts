import type { ObjectId } from '#contract/validations.ts'
import type { SubjectName } from '../../components/subject-address.ts'

const workloadKinds = new Set([
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'],
])

/** The page about a Service or a workload; null: the page of the configuration shows the object. */
export function pageOf({ group, kind, namespace, name }: ObjectId): SubjectName | null {
  if (group === '' && kind === 'Service') return { kind: 'service', namespace, name }
  if (workloadKinds.has(kind)) return { kind: 'workload', namespace, name }
  return null
}
