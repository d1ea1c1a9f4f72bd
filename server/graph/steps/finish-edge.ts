import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphEdge } from '#contract/graph.ts'
import type { EdgeRequests, EdgeTcp, Mtls, Reporter } from '#contract/traffic.ts'
import type { BaseEdge, BaseResponse } from '../base-graph.ts'
import { addEdge, emptySums, writeRequests, writeTcp, type TrafficSums } from '../sums.ts'
import { ResponseTable } from './response-table.ts'
import type { Scope } from './scope.ts'

/** An edge as far as it can be told by itself; shares need the sums of its source. */
export interface FinishedEdge {
  readonly source: number // into the drawing's nodes
  readonly target: number
  readonly sums: TrafficSums
  readonly http: Omit<EdgeRequests, 'outboundShare'> | null
  readonly grpc: Omit<EdgeRequests, 'outboundShare'> | null
  readonly tcp: Omit<EdgeTcp, 'outboundShare'> | null
  readonly total: number // requests and bytes, only to see whether there is any
  readonly fields: Pick<
    GraphEdge,
    'otherProtocols' | 'mtls' | 'isIdle' | 'waypoints' | 'grpcMessages' | 'throughput'
  >
}

export interface EdgePrivacy {
  readonly seesSource: boolean // false: its end is not the viewer's to see
  readonly seesTarget: boolean
}

/** Sums what an edge stands for. Names of what the viewer may not see stay out. */
export function sumDrawnEdge(
  { members, arriving }: { members: readonly BaseEdge[]; arriving: readonly BaseEdge[] },
  { scope, ask, privacy }: { scope: Scope; ask: GraphAsk; privacy: EdgePrivacy },
): Pick<FinishedEdge, 'sums' | 'http' | 'grpc' | 'tcp' | 'total' | 'fields'> {
  const sums = emptySums()
  for (const edge of members) addEdge(sums, edge)
  const byProtocol = (protocol: BaseEdge['protocol']): readonly BaseEdge[] =>
    members.length === 1 && members[0]?.protocol === protocol
      ? members
      : members.filter((edge) => edge.protocol === protocol && edge.hasRates)
  const seesHost = (host: string): boolean => privacy.seesTarget && scope.rights.seesText(host)
  const written = {
    http: writeEdgeRequests(sums.http, byProtocol('http'), seesHost),
    grpc: writeEdgeRequests(sums.grpc, byProtocol('grpc'), seesHost),
    tcp: writeEdgeTcp(sums, byProtocol('tcp'), seesHost),
  }
  const total = members.reduce((sum, { perSecond }) => sum + perSecond, 0)
  return {
    sums,
    ...written,
    total,
    fields: {
      otherProtocols: otherProtocolsOf(members),
      mtls: writeMtls(members, scope),
      isIdle: total === 0 && members.every(({ hasRates }) => hasRates),
      waypoints: waypointsOf(members, scope),
      ...(ask.grpc === 'requests' ? {} : { grpcMessages: messagesOf(members) }),
      ...(ask.throughput === undefined
        ? {}
        : { throughput: throughputOf(arriving, ask.throughput) }),
    },
  }
}

type SeesHost = (host: string) => boolean

function writeEdgeRequests(
  sums: TrafficSums['http'],
  edges: readonly BaseEdge[],
  seesHost: SeesHost,
): FinishedEdge['http'] {
  if (sums === null) return null
  return {
    ...writeRequests(sums),
    reporter: reporterOf(edges),
    responses: writeResponses(edges, seesHost),
  }
}

function writeEdgeTcp(
  { tcp }: TrafficSums,
  edges: readonly BaseEdge[],
  seesHost: SeesHost,
): FinishedEdge['tcp'] {
  if (tcp === null) return null
  return {
    ...writeTcp(tcp),
    reporter: reporterOf(edges),
    responses: writeResponses(edges, seesHost),
  }
}

function reporterOf(edges: readonly BaseEdge[]): Reporter {
  const first = edges[0]?.reporter ?? 'source'
  return edges.every(({ reporter }) => reporter === first) ? first : 'mixed'
}

function writeResponses(edges: readonly BaseEdge[], seesHost: SeesHost): EdgeRequests['responses'] {
  const table = new ResponseTable()
  for (const { responses } of edges) {
    for (const { kind, host, perSecond } of responses) {
      table.add(kind, seesHost(host) ? host : '', perSecond)
    }
  }
  return table.responses
    .toSorted(compareResponses)
    .map(({ kind, host, perSecond }) => ({ code: kind.code, flags: kind.flags, host, perSecond }))
}

function compareResponses(a: BaseResponse, b: BaseResponse): number {
  if (a.kind !== b.kind) {
    const [one, other] = [a, b].map(({ kind }) => `${kind.code} ${kind.flags} ${kind.index}`)
    return (one ?? '') < (other ?? '') ? -1 : 1
  }
  return a.host < b.host ? -1 : 1
}

function otherProtocolsOf(edges: readonly BaseEdge[]): string[] {
  const [first] = edges
  if (edges.length === 1 && first !== undefined) return [...first.otherProtocols]
  return [...new Set(edges.flatMap(({ otherProtocols }) => otherProtocols))].sort()
}

/**
 * Share of mutual TLS over what is known of it. Requests and bytes do not add up, so each protocol
 * family has its own share, and an edge with both tells their mean.
 */
function writeMtls(edges: readonly BaseEdge[], scope: Scope): Mtls {
  const requests = { known: 0, mutual: 0 }
  const bytes = { known: 0, mutual: 0 }
  let basis: Mtls['basis'] = null
  for (const { protocol, mtls } of edges) {
    if (mtls.knownPerSecond <= 0) continue
    const family = protocol === 'tcp' ? bytes : requests
    family.known += mtls.knownPerSecond
    family.mutual += mtls.mutualPerSecond
    if (mtls.basis !== null) basis = basis === null || basis === mtls.basis ? mtls.basis : 'mixed'
  }
  return {
    share: meanShare(requests, bytes),
    basis,
    sourcePrincipals: principalsOf(edges, scope, 'source'),
    destinationPrincipals: principalsOf(edges, scope, 'destination'),
  }
}

interface MtlsSums {
  readonly known: number
  readonly mutual: number
}

function meanShare(requests: MtlsSums, bytes: MtlsSums): number | null {
  const ofRequests = requests.known > 0 ? Math.min(1, requests.mutual / requests.known) : null
  const ofBytes = bytes.known > 0 ? Math.min(1, bytes.mutual / bytes.known) : null
  if (ofRequests === null || ofBytes === null) return ofRequests ?? ofBytes
  return (ofRequests + ofBytes) / 2
}

/** A principal names its namespace: only those of ends that the viewer may see are told. */
function principalsOf(
  edges: readonly BaseEdge[],
  { rights }: Scope,
  end: 'source' | 'destination',
): string[] {
  const field = end === 'source' ? 'sourcePrincipals' : 'destinationPrincipals'
  let names: readonly string[] = []
  let all: Set<string> | null = null // once there are several lists
  for (const edge of edges) {
    const told = edge.mtls[field]
    if (told.length === 0 || told === names || !rights.seesEnd(edge[end])) continue
    if (names.length === 0) names = told
    else for (const name of told) (all ??= new Set(names)).add(name)
  }
  const sorted = all === null ? [...names] : [...all].sort()
  return rights.seesAll ? sorted : sorted.filter((name) => rights.seesText(name))
}

function waypointsOf(edges: readonly BaseEdge[], scope: Scope): string[] {
  if (edges.every(({ waypoint }) => waypoint === -1)) return []
  const names = edges.flatMap(({ waypoint }) => {
    const end = scope.view.level.base.ends[waypoint]
    return end === undefined || !scope.rights.seesEnd(waypoint)
      ? []
      : [`${end.namespace ?? 'unknown'}/${end.workload ?? 'unknown'}`]
  })
  return [...new Set(names)].sort()
}

function messagesOf(edges: readonly BaseEdge[]): GraphEdge['grpcMessages'] {
  const told = edges.flatMap(({ messages }) => messages ?? [])
  const [first] = told
  if (first === undefined) return null
  return {
    sentPerSecond: addKnown(told.map(({ sentPerSecond }) => sentPerSecond)),
    receivedPerSecond: addKnown(told.map(({ receivedPerSecond }) => receivedPerSecond)),
    reporter: told.every(({ reporter }) => reporter === first.reporter) ? first.reporter : 'mixed',
  }
}

function throughputOf(
  edges: readonly BaseEdge[],
  direction: 'request' | 'response',
): GraphEdge['throughput'] {
  const field = direction === 'request' ? 'requestBytesPerSecond' : 'responseBytesPerSecond'
  return { direction, bytesPerSecond: addKnown(edges.map((edge) => edge[field])) }
}

/** Null when nobody knew. */
function addKnown(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null)
}

/** The same edge, its share of what its source sends told. */
export function writeShare<Part extends object>(
  part: Part | null,
  outboundShare: number | null,
): (Part & { outboundShare: number | null }) | null {
  return part === null ? null : { ...part, outboundShare }
}
