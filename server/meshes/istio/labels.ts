/**
 * What each question groups by. Names follow from workloads, so naming an end by all of its labels
 * adds bytes to an answer but hardly a series; codes, flags and principals are asked for only where
 * they are read. Old proxies have `*_app` and `*_version` where newer ones have canonical names.
 */
export const sourceLabels = [
  'source_cluster',
  'source_workload_namespace',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'source_app',
  'source_version',
] as const

export const destinationLabels = [
  'destination_cluster',
  'destination_workload_namespace',
  'destination_workload',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_app',
  'destination_version',
] as const

export const serviceLabels = [
  'destination_service_namespace',
  'destination_service_name',
  'destination_service',
] as const

const edgeLabels = ['reporter', ...sourceLabels, ...destinationLabels, ...serviceLabels] as const

const trustLabels = [
  'source_principal',
  'destination_principal',
  'connection_security_policy',
] as const

const responseLabels = [
  'request_protocol',
  'response_code',
  'grpc_response_status',
  'response_flags',
] as const

export const requestLabels = [...edgeLabels, ...responseLabels, ...trustLabels] as const

/** `app` is the scrape target's own label: it tells a node's ztunnel from a sidecar. */
export const tcpLabels = [
  ...edgeLabels,
  'request_protocol',
  'response_flags',
  ...trustLabels,
  'app',
] as const

/** Counters of messages have no protocol: proxies count them before they know more than the ends. */
export const messageLabels = edgeLabels

export const throughputLabels = [...edgeLabels, 'request_protocol'] as const

export const operationLabels = [...edgeLabels, ...responseLabels, 'request_operation'] as const

/**
 * The grain of a response time. An app edge knows no workload or version, and a service edge knows
 * nothing of who answered: quantiles of parts cannot be put together afterwards.
 */
export const responseTimeLabels = {
  workload: [...edgeLabels, 'request_protocol'],
  app: [
    'reporter',
    'source_cluster',
    'source_workload_namespace',
    'source_canonical_service',
    'source_app',
    'destination_cluster',
    'destination_workload_namespace',
    'destination_canonical_service',
    'destination_app',
    ...serviceLabels,
    'request_protocol',
  ],
  service: [
    'reporter',
    'source_cluster',
    'source_workload_namespace',
    'source_canonical_service',
    'source_app',
    'destination_cluster',
    ...serviceLabels,
    'request_protocol',
  ],
} as const
