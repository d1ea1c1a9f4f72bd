import type { NodeKind } from '#contract/graph.ts'
import type { GlyphName } from '../../../canvas/glyphs.ts'
import { busiestShown, worstShown } from '../../../canvas/quiet-edges.ts'

interface SignLine {
  readonly glyph: GlyphName
  readonly word: string
  readonly isWarning?: boolean
}

const shapes = {
  workload: { glyph: 'workload', word: 'Workload' },
  app: { glyph: 'app', word: 'App, one version' },
  service: { glyph: 'service', word: 'Service' },
  operation: { glyph: 'operation', word: 'Operation' },
  namespace: { glyph: 'namespace', word: 'Closed namespace: Enter opens it' },
  external: { glyph: 'globe', word: 'Host outside the mesh' },
  unknown: { glyph: 'question', word: 'Unknown caller', isDashed: true },
  restricted: { glyph: 'eyeOff', word: 'What you may not see', isDashed: true },
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
  { glyph: 'gateway', word: 'Gateway' },
  { glyph: 'waypoint', word: 'Waypoint' },
  { glyph: 'egress', word: 'Out of the registry' },
  { glyph: 'root', word: 'Traffic starts here' },
]

export const lineLooks = [
  { look: 'healthy', word: 'Healthy' },
  { look: 'degraded', word: 'Degraded' },
  { look: 'failure', word: 'Failure' },
  { look: 'tcp', word: 'TCP' },
  { look: 'idle', word: 'Idle' },
  { look: 'silent', word: 'Allowed, nobody calls' },
  {
    look: 'quiet',
    word: `Of too many, neither among the ${worstShown} worst nor the ${busiestShown} busiest: come near, or point at an end`,
  },
] as const

export const lockLines: readonly SignLine[] = [
  { glyph: 'lockClosed', word: 'Mutual TLS' },
  { glyph: 'lockHalf', word: 'Part of it' },
  { glyph: 'lockOpen', word: 'Plain text', isWarning: true },
]

export const badgeLines: readonly SignLine[] = [
  { glyph: 'routing', word: 'Routed or split' },
  { glyph: 'mirror', word: 'Mirrored' },
  { glyph: 'clock', word: 'Time-out' },
  { glyph: 'breaker', word: 'Circuit breaker' },
  { glyph: 'fault', word: 'Injected faults', isWarning: true },
  { glyph: 'findingError', word: 'Error in its configuration', isWarning: true },
  { glyph: 'findingWarning', word: 'Warning about it', isWarning: true },
  { glyph: 'outOfMesh', word: 'Out of the mesh', isWarning: true },
  { glyph: 'ambient', word: 'Ambient' },
  { glyph: 'machine', word: 'Virtual machine' },
  { glyph: 'pin', word: 'Pinned by hand' },
]

/** Rings and grounds, by the class that paints them. */
export const markLooks = [
  { look: 'selected', word: 'Selected' },
  { look: 'cursor', word: 'Where the keyboard is' },
  { look: 'found', word: 'Found' },
  { look: 'traced', word: 'On the trace' },
  { look: 'outside', word: 'Outside the selection' },
  { look: 'tag', word: 'Calls it, 2 calls away' },
] as const

export const dotLooks = [
  { look: 'healthy', word: 'The more and faster, the busier' },
  { look: 'failure', word: 'What fails of it' },
] as const
