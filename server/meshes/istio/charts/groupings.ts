import type { ChartDirection } from '#contract/charts.ts'
import type { ChartQuestion, ExtraGrouping } from '../../../seams/charts.ts'

/** A label to group by, and those that say where the peer that it names lives. */
export interface Grouping {
  readonly id: string
  readonly title: string
  readonly label: string
  /** The label with the peer's namespace; null: it names no peer. */
  readonly placeLabel: string | null
  readonly clusterLabel: string | null
  /** The value itself is a namespace, or a host that spells one. */
  readonly spells?: 'namespace' | 'host'
  /** Wished for by the administrator. */
  readonly isOwn?: true
}

const own = { placeLabel: null, clusterLabel: null }

function remoteGroupings(side: 'source' | 'destination'): readonly Grouping[] {
  const place = {
    placeLabel: `${side}_workload_namespace`,
    clusterLabel: `${side}_cluster`,
  }
  return [
    {
      ...{ id: 'remoteNamespace', title: 'Remote namespace' },
      ...{ label: `${side}_workload_namespace`, ...place, spells: 'namespace' as const },
    },
    {
      ...{ id: 'remoteApp', title: 'Remote app' },
      ...{ label: `${side}_canonical_service`, ...place },
    },
    {
      ...{ id: 'remoteWorkload', title: 'Remote workload' },
      ...{ label: `${side}_workload`, ...place },
    },
    {
      ...{ id: 'remoteVersion', title: 'Remote version' },
      ...{ label: `${side}_canonical_revision`, ...place },
    },
  ]
}

const remoteService: Grouping = {
  ...{ id: 'remoteService', title: 'Remote service' },
  label: 'destination_service',
  placeLabel: 'destination_service_namespace',
  clusterLabel: 'destination_cluster',
  spells: 'host',
}

const ofAnswers: readonly Grouping[] = [
  { ...own, id: 'code', title: 'Response code', label: 'response_code' },
  { ...own, id: 'grpcStatus', title: 'gRPC status', label: 'grpc_response_status' },
]

const ofConnections: readonly Grouping[] = [
  { ...own, id: 'flags', title: 'Response flags', label: 'response_flags' },
  { ...own, id: 'security', title: 'Connection security', label: 'connection_security_policy' },
]

const protocol: Grouping = {
  ...own,
  ...{ id: 'protocol', title: 'Protocol', label: 'request_protocol' },
}

const bySide = { inbound: 'destination', outbound: 'source' } as const
const otherSide = { inbound: 'source', outbound: 'destination' } as const

const localVersion = (direction: ChartDirection): Grouping => ({
  ...own,
  ...{ id: 'localVersion', title: 'Local version' },
  label: `${bySide[direction]}_canonical_revision`,
})

/** By which labels lines are told apart, for each direction. */
export type Groupings = Readonly<Record<ChartDirection, readonly Grouping[]>>

export function buildGroupings(extra: readonly ExtraGrouping[]): Groupings {
  const others = (direction: ChartDirection): readonly Grouping[] =>
    extra
      .filter(({ directions }) => directions.includes(direction))
      .map(({ id, title, label }) => ({ ...own, id, title, label, isOwn: true }))
  return {
    inbound: [...build('inbound'), ...others('inbound')],
    outbound: [...build('outbound'), ...others('outbound')],
  }
}

function build(direction: ChartDirection): readonly Grouping[] {
  return [
    localVersion(direction),
    ...remoteGroupings(otherSide[direction]),
    ...(direction === 'outbound' ? [remoteService] : []),
    ...ofAnswers,
    ...ofConnections,
    protocol,
  ]
}

/** Those of a question, in the order in which they are offered; unknown ids are left out. */
export function chosenGroupings(
  groupings: Groupings,
  { direction, groupings: ids }: Pick<ChartQuestion, 'direction' | 'groupings'>,
): readonly Grouping[] {
  return groupings[direction].filter(({ id }) => ids.includes(id))
}

/** Every label that the chosen groupings need in the answer. */
export function labelsFor(chosen: readonly Grouping[]): readonly string[] {
  return [
    ...new Set(
      chosen.flatMap(({ label, placeLabel, clusterLabel }) =>
        [label, placeLabel, clusterLabel].filter((one) => one !== null),
      ),
    ),
  ]
}
