import { z } from './setup.ts'
import { objectIdSchema } from './validations.ts'

/** An object of the cluster that is the reason for a row. */
export const originSchema = z.object({
  object: objectIdSchema,
  part: z.string().nullable().describe('Which part of it: a subset, a port; null: all of it'),
  isThere: z
    .boolean()
    .nullable()
    .describe('false: the proxy knows it and the cluster has it no more; null: not known'),
})
export type Origin = z.infer<typeof originSchema>

/** What rows of the tables have in common. */
const row = {
  key: z.string().describe('Unique in the table, and the same at another moment'),
  resource: z.string().describe('The resource that it is of: for documents and differences'),
  origins: z.array(originSchema).describe('The one that says most first; empty: none is known'),
}

/** How a resource came to the proxy. */
const told = {
  isStatic: z.boolean().describe('Of its first configuration, which nobody changes'),
  isWarming: z.boolean().describe('Not in use yet'),
  version: z.string().nullable(),
  updatedAt: z.number().nullable().describe('Epoch ms'),
}

export const proxyDirectionSchema = z.enum(['inbound', 'outbound'])

export const clusterRowSchema = z
  .object({
    ...row,
    host: z.string().describe('FQDN, or the name where it names no host'),
    port: z.number().int().nullable(),
    subset: z.string().nullable(),
    direction: proxyDirectionSchema.nullable(),
    type: z.string().describe('EDS, STATIC, ORIGINAL_DST, STRICT_DNS …'),
    tls: z
      .enum(['simple', 'mutual', 'mutualWhereTaken'])
      .nullable()
      .describe('mutualWhereTaken: where the other side takes it; null: in plain text'),
    ...told,
  })
  .meta({ id: 'ProxyCluster' })
export type ClusterRow = z.infer<typeof clusterRowSchema>

export const endpointRowSchema = z
  .object({
    ...row,
    cluster: z.string().describe('Whole name'),
    address: z.string().describe('IP, path of a socket, or another listener'),
    port: z.number().int().nullable(),
    health: z.enum(['healthy', 'unhealthy', 'degraded', 'draining', 'unknown']),
    why: z.string().nullable().describe('What keeps it from being healthy, in words'),
    weight: z.number().nullable(),
    priority: z.number().int(),
    locality: z.string().nullable(),
    requests: z.number().nullable().describe('Since the proxy knows it'),
    errors: z.number().nullable(),
  })
  .meta({ id: 'ProxyEndpoint' })
export type EndpointRow = z.infer<typeof endpointRowSchema>

export const listenerRowSchema = z
  .object({
    ...row,
    name: z.string(),
    address: z.string(),
    port: z.number().int().nullable(),
    match: z.string().describe('SNI, address, transport … in words; `ALL`: whatever comes'),
    destination: z.string().describe('Route: 9080, Cluster: outbound|…, Inline Route …'),
    route: z.string().nullable().describe('The route configuration that it leads to'),
    cluster: z.string().nullable().describe('The cluster that it leads to'),
    direction: proxyDirectionSchema.nullable(),
    ...told,
  })
  .meta({ id: 'ProxyListener' })
export type ListenerRow = z.infer<typeof listenerRowSchema>

export const routeRowSchema = z
  .object({
    ...row,
    name: z.string().describe('Of the route configuration: 9080, http.8080 …'),
    virtualHost: z.string(),
    domains: z.array(z.string()).describe('The telling ones first; at most 50'),
    domainCount: z.number().int(),
    match: z.string().describe('Path, method and headers in words'),
    destination: z.string().describe('Clusters with their weights, a redirect, a direct answer'),
    route: z.string().nullable().describe('Own name of the route'),
    ...told,
  })
  .meta({ id: 'ProxyRoute' })
export type RouteRow = z.infer<typeof routeRowSchema>

/** One certificate of a secret; what else a secret has has one row without dates. */
export const certificateRowSchema = z
  .object({
    ...row,
    name: z.string().describe('Of the secret'),
    kind: z.enum(['certificate', 'trustedAuthority', 'other']),
    place: z.number().int().describe('In its chain, the own one is 0'),
    subject: z.string().nullable(),
    subjectNames: z.array(z.string()).describe('URIs and DNS names: whom it is of'),
    issuer: z.string().nullable(),
    serial: z.string().nullable(),
    validFrom: z.number().nullable().describe('Epoch ms'),
    validTo: z.number().nullable().describe('Epoch ms'),
    validity: z
      .enum(['valid', 'expired', 'notYet'])
      .nullable()
      .describe('When the proxy was asked; null: there is no certificate'),
    ...told,
  })
  .meta({ id: 'ProxyCertificate' })
export type CertificateRow = z.infer<typeof certificateRowSchema>

export const statRowSchema = z
  .object({
    ...row,
    name: z.string(),
    value: z.number().nullable().describe('null: a distribution, or a text'),
    text: z.string().describe('The value as it is read: a number, P50(…) P90(…)'),
  })
  .meta({ id: 'ProxyStat' })
export type StatRow = z.infer<typeof statRowSchema>

export const nodeServiceRowSchema = z
  .object({
    ...row,
    name: z.string(),
    namespace: z.string(),
    host: z.string(),
    addresses: z.array(z.string()),
    ports: z.string().describe('80→8080, 443→8443'),
    waypoint: z.string().nullable().describe('namespace/name, or its address; null: none'),
    endpoints: z.object({ healthy: z.number().int(), all: z.number().int() }),
    health: z
      .enum(['healthy', 'partly', 'unhealthy', 'none'])
      .describe('Of its endpoints together'),
  })
  .meta({ id: 'NodeService' })
export type NodeServiceRow = z.infer<typeof nodeServiceRowSchema>

export const nodeWorkloadRowSchema = z
  .object({
    ...row,
    name: z.string().describe('Of the pod'),
    namespace: z.string(),
    addresses: z.array(z.string()),
    node: z.string().nullable(),
    protocol: z.string().describe('HBONE: through the mesh; TCP: as it comes'),
    workload: z.string().nullable().describe('Deployment/cart'),
    serviceAccount: z.string().nullable(),
    waypoint: z.string().nullable(),
    health: z.enum(['healthy', 'unhealthy', 'unknown']),
  })
  .meta({ id: 'NodeWorkload' })
export type NodeWorkloadRow = z.infer<typeof nodeWorkloadRowSchema>

export type ProxyRow =
  | ClusterRow
  | EndpointRow
  | ListenerRow
  | RouteRow
  | CertificateRow
  | StatRow
  | NodeServiceRow
  | NodeWorkloadRow
