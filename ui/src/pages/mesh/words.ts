import type { MeshMtls, MeshPart, MeshPartKind, PartReason } from '#contract/mesh.ts'
import type { BackEnd, ProxyVersion } from '#contract/status.ts'
import { count } from '../../lib/plural.ts'

/** In the order in which kinds stand in tables. */
export const kindWords = {
  controlPlane: { one: 'Control plane', many: 'Control planes' },
  dataPlane: { one: 'Data plane', many: 'Data planes' },
  gateway: { one: 'Gateway', many: 'Gateways' },
  waypoint: { one: 'Waypoint', many: 'Waypoints' },
  nodeProxy: { one: 'Node proxy', many: 'Node proxies' },
  nodeAgent: { one: 'Node agent', many: 'Node agents' },
  cluster: { one: 'Cluster', many: 'Clusters' },
  metricStore: { one: 'Metric store', many: 'Metric stores' },
  traceStore: { one: 'Trace store', many: 'Trace stores' },
  dashboards: { one: 'Dashboards', many: 'Dashboards' },
  console: { one: 'Console', many: 'Consoles' },
} as const satisfies Record<MeshPartKind, { one: string; many: string }>

export const kindOrder = Object.keys(kindWords) as readonly MeshPartKind[]

const skewWords = {
  none: 'the version of the control plane',
  patch: 'another patch release than the control plane',
  behind: 'older than the control plane, still supported',
  tooOld: 'too old for the control plane',
  ahead: 'newer than the control plane, which is not supported',
} as const satisfies Record<NonNullable<ProxyVersion['skew']>, string>

export function sayOfSkew(skew: ProxyVersion['skew']): string {
  return skew === null ? 'cannot be compared with a control plane' : skewWords[skew]
}

const stateWords = {
  reached: 'Reached',
  notReached: 'Not reached',
  connecting: 'Connecting',
  notConfigured: 'Not configured',
} as const satisfies Record<BackEnd['state'], string>

/** A reason in a sentence without a full stop. */
export function sayReason(reason: PartReason): string {
  switch (reason.kind) {
    case 'replicas':
      return reason.total === 0
        ? 'Nobody wants any of its pods'
        : `${reason.ready} of ${reason.total} pods ready`
    case 'noControlPlane':
      return `No control plane of revision ${reason.revision} runs`
    case 'skew':
      return saySkew(reason)
    case 'outOfMesh':
      return `${count(reason.pods, 'pod')} asked to join and not in the mesh (${reason.namespaces.join(', ')}): start them again`
    case 'reached':
      return reason.message ?? stateWords[reason.state]
    case 'notKnown':
      return reason.message
    default:
      return sayFigure(reason)
  }
}

type ReasonOf<Kind extends PartReason['kind']> = Extract<PartReason, { kind: Kind }>

function saySkew({ proxies, version, skew, controlPlane }: ReasonOf<'skew'>): string {
  const against = controlPlane === null ? '' : ` (${controlPlane})`
  const which = `${count(proxies, 'proxy', 'proxies')} ${version ?? 'of no known version'}`
  return `${which}: ${sayOfSkew(skew)}${against}`
}

/** What a control plane tells of itself. */
function sayFigure(
  reason: ReasonOf<'connected' | 'convergence' | 'rejects' | 'certificate' | 'badCertificate'>,
): string {
  switch (reason.kind) {
    case 'connected':
      return `${Math.round(reason.connected)} of ${reason.expected} proxies connected`
    case 'convergence':
      return `Changes reach 99 % of proxies within ${formatSeconds(reason.p99Seconds)}; more than ${formatSeconds(reason.degradedAtSeconds)} is slow`
    case 'rejects':
      return reason.perSecond === 0
        ? 'No proxy refuses its configuration'
        : `Proxies refuse configuration, ${reason.perSecond.toPrecision(2)} times a second`
    case 'certificate':
      return sayDaysLeft(reason.daysLeft, reason.name)
    case 'badCertificate':
      return `${reason.name}: ${reason.message}`
  }
}

function sayDaysLeft(days: number, name: string): string {
  return days < 0
    ? `The certificate ended ${count(-days, 'day')} ago: ${name}`
    : `The certificate is good for ${count(days, 'more day', 'more days')}: ${name}`
}

const formatSeconds = (seconds: number): string =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Number(seconds.toPrecision(2))} s`

export const mtlsWords = {
  enabled: { short: 'mTLS', long: 'Servers take, and clients send, mutual TLS only' },
  partial: {
    short: 'mTLS in part',
    long: 'Mutual TLS where both ends can; plain text is taken too',
  },
  disabled: { short: 'No mTLS', long: 'Servers take plain text only' },
} as const satisfies Record<MeshMtls['state'], { short: string; long: string }>

/** What tells a part from others of its kind. */
export function titleOf(part: MeshPart): string {
  return part.kind === 'dataPlane' ? `Revision ${part.revision}` : part.name
}

/** The second line of its box: the version, and how many there are of it. */
export function sayInShort(part: MeshPart): string {
  return [part.version ?? '', ...sayAmounts(part)].filter((word) => word !== '').join(' · ')
}

function sayAmounts(part: MeshPart): string[] {
  if ('backEnd' in part)
    return part.backEnd === null ? [] : [stateWords[part.backEnd.state].toLowerCase()]
  if ('sidecars' in part)
    return [
      part.sidecars === 0 ? '' : count(part.sidecars, 'sidecar'),
      part.ambient === 0 ? '' : `${part.ambient} ambient`,
    ]
  if ('connected' in part)
    return part.connected === null ? [] : [count(part.connected, 'proxy', 'proxies')]
  if (part.kind === 'nodeProxy' || part.kind === 'nodeAgent')
    return [`${part.ready} of ${part.total}`]
  return [part.namespace ?? '']
}
