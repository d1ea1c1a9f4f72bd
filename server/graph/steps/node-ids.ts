import {
  appNodeId,
  externalNodeId,
  namespaceNodeId,
  serviceNodeId,
  workloadNodeId,
  writeIdPart as part,
  writeSeat,
  type NodeSeat as Seat,
} from '#contract/node-id.ts'

export const namespaceKey = writeSeat

export const workloadId = workloadNodeId

export const appId = appNodeId

/**
 * `app:…@<version>`; a workload that is not called after app and version, such as a second one of
 * the same version, adds its own name: `app:…@v1~reviews-canary`.
 */
export function versionedAppId(
  seat: Seat,
  { app, version, workload }: { app: string; version: string | null; workload: string | null },
): string {
  const versioned = version === null ? appId(seat, app) : `${appId(seat, app)}@${part(version)}`
  if (workload === null || workload === `${app}-${version ?? ''}`) return versioned
  return `${versioned}~${part(workload)}`
}

export const serviceId = serviceNodeId

export const externalId = externalNodeId

export const unknownId = (cluster: string | null): string => `unknown:${part(cluster)}`

export const restrictedId = (cluster: string | null): string => `restricted:${part(cluster)}`

export const operationId = (targetId: string, operation: string): string =>
  `operation:${targetId}/${part(operation)}`

export const namespaceId = namespaceNodeId

export const clusterBoxId = (cluster: string): string => `box:cluster/${part(cluster)}`

export const namespaceBoxId = (seat: Seat): string => `box:namespace/${namespaceKey(seat)}`

export const appBoxId = (seat: Seat, app: string): string =>
  `box:app/${namespaceKey(seat)}/${part(app)}`

export const edgeId = (source: string, target: string): string => `${source}→${target}`
