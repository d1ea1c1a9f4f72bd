import type { Look } from './use-look.ts'

/** The workload whose waypoint is looked at. */
export const waypointOf = ({ subject, pod }: Look): { namespace: string; name: string } => ({
  namespace: subject.namespace,
  name: pod.workload ?? subject.name,
})

export const trafficWords = (trafficFor: string): string =>
  new Map([
    ['service', 'services'],
    ['workload', 'workloads'],
    ['all', 'services and workloads'],
    ['none', 'nothing'],
  ]).get(trafficFor) ?? trafficFor
