import { t } from '../../i18n/t.ts'
import type { Look } from './use-look.ts'

/** The workload whose waypoint is looked at. */
export const waypointOf = ({ subject, pod }: Look): { namespace: string; name: string } => ({
  namespace: subject.namespace,
  name: pod.workload ?? subject.name,
})

export const trafficWords = (trafficFor: string): string =>
  new Map([
    ['service', t('services')],
    ['workload', t('workloads')],
    ['all', t('services and workloads')],
    ['none', t('nothing')],
  ]).get(trafficFor) ?? trafficFor
