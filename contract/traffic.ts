import { z } from './setup.ts'

/** Who counted. `mixed`: a sum over edges that different proxies counted. */
export const reporterSchema = z.enum(['source', 'destination', 'waypoint', 'mixed'])

export type Reporter = z.infer<typeof reporterSchema>

export const responseClasses = [
  'ok',
  'redirect',
  'clientError',
  'serverError',
  'grpcError',
  'noResponse',
  'clientClosed',
] as const

/**
 * ok: 1xx, 2xx, gRPC 0 · redirect: 3xx · clientError: 4xx · serverError: 5xx · grpcError: gRPC 1–16
 * · noResponse: code 0 · clientClosed: code 0 with flag DC, the client hung up.
 */
export const responseClassSchema = z.enum(responseClasses)

export type ResponseClass = z.infer<typeof responseClassSchema>

const perSecondByClassSchema = z.partialRecord(responseClassSchema, z.number())

/** Requests of one protocol over an edge or through a node. */
export const requestRatesSchema = z
  .object({
    requestsPerSecond: z.number(),
    errorRatio: z
      .number()
      .nullable()
      .describe('serverError, grpcError and noResponse / all; null without requests'),
    perSecondByClass: perSecondByClassSchema,
  })
  .meta({ id: 'RequestRates' })

export type RequestRates = z.infer<typeof requestRatesSchema>

export const responseShareSchema = z.object({
  code: z.string().describe('HTTP code or gRPC status; - for no response'),
  flags: z.string().describe("The proxy's response flags; - for none"),
  host: z.string().describe('The host that was asked for; empty when unknown'),
  perSecond: z.number(),
})

export const edgeRequestsSchema = requestRatesSchema
  .extend({
    reporter: reporterSchema,
    outboundShare: z
      .number()
      .nullable()
      .describe("Share of the source's outgoing requests of this protocol, 0..1"),
    responses: z.array(responseShareSchema).describe('The same requests by code, flag and host'),
  })
  .meta({ id: 'EdgeRequests' })

export type EdgeRequests = z.infer<typeof edgeRequestsSchema>

/** Bytes from the client's seat: sent is what the client sent. */
export const tcpRatesSchema = z
  .object({
    sentBytesPerSecond: z.number().nullable().describe('null: that layer is missing'),
    receivedBytesPerSecond: z.number().nullable(),
  })
  .meta({ id: 'TcpRates' })

export type TcpRates = z.infer<typeof tcpRatesSchema>

export const edgeTcpSchema = tcpRatesSchema
  .extend({
    reporter: reporterSchema,
    outboundShare: z.number().nullable(),
    responses: z.array(responseShareSchema).describe('perSecond counts bytes here; code is empty'),
  })
  .meta({ id: 'EdgeTcp' })

export type EdgeTcp = z.infer<typeof edgeTcpSchema>

export const messageRatesSchema = z.object({
  sentPerSecond: z.number().nullable(),
  receivedPerSecond: z.number().nullable(),
  reporter: reporterSchema,
})

/** What goes into, or out of, a node or box: sums over its edges, so that they cannot disagree. */
export const nodeTrafficSchema = z
  .object({
    http: requestRatesSchema.nullable(),
    grpc: requestRatesSchema.nullable(),
    tcp: tcpRatesSchema.nullable(),
  })
  .meta({ id: 'NodeTraffic' })

export type NodeTraffic = z.infer<typeof nodeTrafficSchema>

export const mtlsSchema = z
  .object({
    share: z.number().nullable().describe('Of all that was counted, 0..1; null: nobody could know'),
    basis: z
      .enum(['destination', 'waypoint', 'principals', 'ztunnel', 'mixed'])
      .nullable()
      .describe('Whose word it is'),
    sourcePrincipals: z.array(z.string()),
    destinationPrincipals: z.array(z.string()),
  })
  .meta({ id: 'Mtls' })

export type Mtls = z.infer<typeof mtlsSchema>

export const responseTimeSchema = z
  .object({
    statistic: z.enum(['avg', 'p50', 'p95', 'p99']),
    valueMs: z
      .number()
      .nullable()
      .describe('null: no histogram, or it cannot be told for this edge'),
    isAtMost: z.boolean().describe('The value lies in a coarse bucket: read it as ≤ valueMs'),
    reason: z.string().nullable().describe('Why there is no value'),
  })
  .meta({ id: 'ResponseTime' })

export type ResponseTime = z.infer<typeof responseTimeSchema>

export const throughputSchema = z.object({
  direction: z.enum(['request', 'response']),
  bytesPerSecond: z.number().nullable(),
})

export type Throughput = z.infer<typeof throughputSchema>
