import type { Mark } from '#contract/graph.ts'

/** What each mark of a node says, for a person. */
export const markWords = {
  root: 'Traffic starts here: it calls and is not called',
  idle: 'Idle: no traffic in this window',
  outside: 'Its namespace is not among those selected',
  dead: 'No workload behind it',
  outOfMesh: 'Has pods outside the mesh: what they say is not counted, nor protected',
  ambient: 'In the ambient data plane, without sidecar',
  waypoint: 'A waypoint: it applies HTTP rules for others',
  gateway: 'A gateway: traffic enters or leaves the mesh here',
  egress: 'Traffic to hosts outside the registry',
  serviceEntry: 'A host that configuration adds to the mesh',
  workloadEntry: 'Has members outside the cluster, such as a virtual machine',
  routing: 'Requests are routed by rule',
  trafficShifting: 'Requests are split by weight',
  tcpTrafficShifting: 'Connections are split by weight',
  faultInjection: 'Faults are injected on purpose',
  mirroring: 'Requests are mirrored to another destination',
  timeout: 'Requests have a time-out',
  circuitBreaker: 'A circuit breaker limits connections or ejects hosts',
} as const satisfies Record<Mark, string>
