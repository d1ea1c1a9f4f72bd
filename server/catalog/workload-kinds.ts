/** Groups of the kinds that have pods. */
const groupByKind: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  ReplicaSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
}

/** Empty for kinds of the core, and for those that are not known. */
export const groupOfWorkloadKind = (kind: string): string => groupByKind[kind] ?? ''
