import type { NodeKind } from '#contract/graph.ts'
import type { GlyphName } from '../../../canvas/glyphs.ts'
import { busiestShown, worstShown } from '../../../canvas/quiet-edges.ts'
import { t } from '../../../i18n/t.ts'

interface SignLine {
  readonly glyph: GlyphName
  readonly word: string
  readonly isWarning?: boolean
}

const shapes = {
  workload: { glyph: 'workload', word: t('Workload') },
  app: { glyph: 'app', word: t('App, one version') },
  service: { glyph: 'service', word: t('Service') },
  operation: { glyph: 'operation', word: t('Operation') },
  namespace: { glyph: 'namespace', word: t('Closed namespace: Enter opens it') },
  external: { glyph: 'globe', word: t('Host outside the mesh') },
  unknown: { glyph: 'question', word: t('Unknown caller'), isDashed: true },
  restricted: { glyph: 'eyeOff', word: t('What you may not see'), isDashed: true },
} as const satisfies Record<NodeKind, { glyph: GlyphName; word: string; isDashed?: boolean }>

export interface ShapeLine {
  readonly kind: NodeKind
  readonly glyph: GlyphName
  readonly word: string
  readonly isDashed?: boolean
}

export const shapeLines: readonly ShapeLine[] = (Object.keys(shapes) as NodeKind[]).map((kind) => ({
  kind,
  ...shapes[kind],
}))

export const roleLines: readonly SignLine[] = [
  { glyph: 'gateway', word: t('Gateway') },
  { glyph: 'waypoint', word: t('Waypoint') },
  { glyph: 'egress', word: t('Out of the registry') },
  { glyph: 'root', word: t('Traffic starts here') },
]

export const lineLooks = [
  { look: 'healthy', word: t('Healthy') },
  { look: 'degraded', word: t('Degraded') },
  { look: 'failure', word: t('Failure') },
  { look: 'tcp', word: 'TCP' },
  { look: 'idle', word: t('Idle') },
  { look: 'silent', word: t('Allowed, nobody calls') },
  {
    look: 'quiet',
    word: t(
      'Of too many, neither among the {{worstShown}} worst nor the {{busiestShown}} busiest: come near, or point at an end',
      { worstShown, busiestShown },
    ),
  },
] as const

export const lockLines: readonly SignLine[] = [
  { glyph: 'lockClosed', word: t('Mutual TLS') },
  { glyph: 'lockHalf', word: t('Part of it') },
  { glyph: 'lockOpen', word: t('Plain text'), isWarning: true },
]

export const badgeLines: readonly SignLine[] = [
  { glyph: 'routing', word: t('Routed or split') },
  { glyph: 'mirror', word: t('Mirrored') },
  { glyph: 'clock', word: t('Time-out') },
  { glyph: 'breaker', word: t('Circuit breaker') },
  { glyph: 'fault', word: t('Injected faults'), isWarning: true },
  { glyph: 'findingError', word: t('Error in its configuration'), isWarning: true },
  { glyph: 'findingWarning', word: t('Warning about it'), isWarning: true },
  { glyph: 'outOfMesh', word: t('Out of the mesh'), isWarning: true },
  { glyph: 'ambient', word: t('Ambient') },
  { glyph: 'machine', word: t('Virtual machine') },
  { glyph: 'pin', word: t('Pinned by hand') },
]

/** Rings and grounds, by the class that paints them. */
export const markLooks = [
  { look: 'selected', word: t('Selected') },
  { look: 'cursor', word: t('Where the keyboard is') },
  { look: 'found', word: t('Found') },
  { look: 'traced', word: t('On the trace') },
  { look: 'outside', word: t('Outside the selection') },
  { look: 'tag', word: t('Calls it, 2 calls away') },
] as const

export const dotLooks = [
  { look: 'healthy', word: t('The more and faster, the busier') },
  { look: 'failure', word: t('What fails of it') },
] as const
