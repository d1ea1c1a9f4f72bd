import type { Mark } from '#contract/graph.ts'
import { t } from '../i18n/t.ts'

/** What each mark of a node says, for a person. */
export const markWords = {
  root: t('Traffic starts here: it calls and is not called'),
  idle: t('Idle: no traffic in this window'),
  outside: t('Its namespace is not among those selected'),
  dead: t('No workload behind it'),
  outOfMesh: t('Has pods outside the mesh: what they say is not counted, nor protected'),
  ambient: t('In the ambient data plane, without sidecar'),
  waypoint: t('A waypoint: it applies HTTP rules for others'),
  gateway: t('A gateway: traffic enters or leaves the mesh here'),
  egress: t('Traffic to hosts outside the registry'),
  serviceEntry: t('A host that configuration adds to the mesh'),
  workloadEntry: t('Has members outside the cluster, such as a virtual machine'),
  routing: t('Requests are routed by rule'),
  trafficShifting: t('Requests are split by weight'),
  tcpTrafficShifting: t('Connections are split by weight'),
  faultInjection: t('Faults are injected on purpose'),
  mirroring: t('Requests are mirrored to another destination'),
  timeout: t('Requests have a time-out'),
  circuitBreaker: t('A circuit breaker limits connections or ejects hosts'),
} as const satisfies Record<Mark, string>
