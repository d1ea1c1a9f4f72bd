import type { MeshMtls, MeshPart, MeshPartKind, PartReason } from '#contract/mesh.ts'
import type { BackEnd, ProxyVersion } from '#contract/status.ts'
import { locale, t } from '../i18n/t.ts'

/** In the order in which kinds stand in tables. */
export const partKindWords = {
  controlPlane: { one: t('Control plane'), many: t('Control planes') },
  dataPlane: { one: t('Data plane'), many: t('Data planes') },
  gateway: { one: t('Gateway'), many: t('Gateways') },
  waypoint: { one: t('Waypoint'), many: t('Waypoints') },
  nodeProxy: { one: t('Node proxy'), many: t('Node proxies') },
  nodeAgent: { one: t('Node agent'), many: t('Node agents') },
  cluster: { one: t('Cluster'), many: t('Clusters') },
  metricStore: { one: t('Metric store'), many: t('Metric stores') },
  traceStore: { one: t('Trace store'), many: t('Trace stores') },
  dashboards: { one: t('Dashboards'), many: t('Dashboards') },
  console: { one: t('Console'), many: t('Consoles') },
} as const satisfies Record<MeshPartKind, { one: string; many: string }>

export const partKinds = Object.keys(partKindWords) as readonly MeshPartKind[]

const skewWords = {
  none: t('the version of the control plane'),
  patch: t('another patch release than the control plane'),
  behind: t('older than the control plane, still supported'),
  tooOld: t('too old for the control plane'),
  ahead: t('newer than the control plane, which is not supported'),
} as const satisfies Record<NonNullable<ProxyVersion['skew']>, string>

export function saySkew(skew: ProxyVersion['skew']): string {
  return skew === null ? t('cannot be compared') : skewWords[skew]
}

const stateWords = {
  reached: t('reached'),
  notReached: t('not reached'),
  connecting: t('connecting'),
  notConfigured: t('not configured'),
} as const satisfies Record<BackEnd['state'], string>

/** A reason in a sentence without a full stop. */
export function sayReason(reason: PartReason): string {
  switch (reason.kind) {
    case 'replicas':
      return reason.total === 0
        ? t('Nobody wants any of its pods')
        : t('{{ready}} of {{total}} pods ready', { ready: reason.ready, total: reason.total })
    case 'noControlPlane':
      return t('No control plane of revision {{revision}} runs', { revision: reason.revision })
    case 'skew':
      return saySkewOf(reason)
    case 'outOfMesh':
      return t(
        '{{count}} pods asked to join and not in the mesh ({{namespaces}}): start them again',
        { count: reason.pods, namespaces: reason.namespaces.join(', ') },
      )
    case 'kinds':
      return sayKinds(reason)
    case 'reached':
      return reason.message ?? stateWords[reason.state]
    case 'notKnown':
      return reason.message
    default:
      return sayFigure(reason)
  }
}

type ReasonOf<Kind extends PartReason['kind']> = Extract<PartReason, { kind: Kind }>

function sayKinds({ served: count, missing, isShared }: ReasonOf<'kinds'>): string {
  const kinds = missing.join(', ')
  if (missing.length === 0) return t('{{count}} kinds of its configuration are served', { count })
  return isShared
    ? t('Not installed, and needed only by who uses it: {{kinds}}', { kinds })
    : t('The cluster does not serve {{kinds}}: install the definitions of the mesh', { kinds })
}

function saySkewOf({ proxies: count, version, skew, controlPlane }: ReasonOf<'skew'>): string {
  const words = { count, version: version ?? t('of no known version'), skew: saySkew(skew) }
  return controlPlane === null
    ? t('{{count}} proxies {{version}}: {{skew}}', words)
    : t('{{count}} proxies {{version}}: {{skew}} ({{controlPlane}})', { ...words, controlPlane })
}

/** What a control plane tells of itself. */
function sayFigure(
  reason: ReasonOf<'connected' | 'convergence' | 'rejects' | 'certificate' | 'badCertificate'>,
): string {
  switch (reason.kind) {
    case 'connected':
      return t('{{connected}} of {{expected}} proxies connected', {
        ...{ connected: Math.round(reason.connected), expected: reason.expected },
      })
    case 'convergence':
      return t('Changes reach 99 % of proxies within {{time}}; more than {{limit}} is slow', {
        time: formatSync(reason.p99Seconds),
        limit: formatSync(reason.degradedAtSeconds),
      })
    case 'rejects':
      return reason.perSecond === 0
        ? t('No proxy refuses its configuration')
        : t('Proxies refuse configuration, {{rate}} times a second', {
            rate: numbers.format(reason.perSecond),
          })
    case 'certificate':
      return t('{{left}}: {{name}}', { left: sayDaysLeft(reason.daysLeft), name: reason.name })
    case 'badCertificate':
      return t('{{name}}: {{message}}', { name: reason.name, message: reason.message })
  }
}

const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 })

/** How long a certificate is still good. */
export function sayDaysLeft(days: number): string {
  return days < 0
    ? t('Certificate ended {{count}} days ago', { count: -days })
    : t('Certificate good for {{count}} days', { count: days })
}

/** How long a change is under way. */
export function formatSync(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${numbers.format(seconds)} s`
}

export const meshMtlsWords = {
  enabled: {
    short: t('mTLS everywhere'),
    long: t('Servers take, and clients send, mutual TLS only'),
  },
  partial: {
    short: t('mTLS in part'),
    long: t('Mutual TLS where both ends can; plain text is taken too'),
  },
  disabled: { short: t('No mTLS'), long: t('Servers take plain text only') },
} as const satisfies Record<MeshMtls['state'], { short: string; long: string }>

/** What tells a part from others of its kind. */
export function titleOfPart(part: MeshPart): string {
  return part.kind === 'dataPlane'
    ? t('Revision {{revision}}', { revision: part.revision })
    : part.name
}

/** The second line of its box: the version, and how many there are of it. */
export function sayInShort(part: MeshPart): string {
  return [part.version ?? '', ...sayAmounts(part)].filter((word) => word !== '').join(' · ')
}

function sayAmounts(part: MeshPart): string[] {
  if ('backEnd' in part) return part.backEnd === null ? [] : [stateWords[part.backEnd.state]]
  if ('sidecars' in part)
    return [
      part.sidecars === 0 ? '' : t('{{count}} sidecars', { count: part.sidecars }),
      part.ambient === 0 ? '' : t('{{ambient}} ambient', { ambient: part.ambient }),
    ]
  if ('connected' in part)
    return part.connected === null ? [] : [t('{{count}} proxies', { count: part.connected })]
  if (part.kind === 'nodeProxy' || part.kind === 'nodeAgent')
    return [t('{{ready}} of {{total}}', { ready: part.ready, total: part.total })]
  return [part.namespace ?? '']
}
