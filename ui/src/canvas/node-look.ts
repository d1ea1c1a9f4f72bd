import type { GraphBox, GraphNode, Mark, NodeKind } from '#contract/graph.ts'
import { t } from '../i18n/t.ts'
import { formatAmount } from '../lib/rate.ts'
import type { BadgeChoice, BadgeKind, ElementFindings } from './canvas-props.ts'
import type { Size } from './geometry.ts'
import type { GlyphName } from './glyphs.ts'
import { describeClosed, requestsPerSecondOf } from './labels.ts'
import { shorten } from './text-size.ts'

export interface NodeContext {
  readonly badges: BadgeChoice
  readonly boxesById: ReadonlyMap<string, GraphBox>
  readonly hasManyNamespaces: boolean
  readonly hasManyClusters: boolean
}

export const fontSizes = { name: 12, caption: 10.5, cardName: 13, box: 12, edge: 10.5 } as const

const longestName = 26
const longestCardName = 18

/** In an app's box the box has the name; what tells its members apart is the version. */
export function nodeName(node: GraphNode, { boxesById }: NodeContext): string {
  const box = node.box === null ? undefined : boxesById.get(node.box)
  const isVersionOfBox = box?.kind === 'app' && node.kind === 'app' && node.version !== null
  if (isVersionOfBox && node.version !== null) return shorten(node.version, longestName)
  return shorten(node.name, node.kind === 'namespace' ? longestCardName : longestName)
}

/** What the name leaves open and no box around it says: version, namespace, cluster. */
export function nodeCaption(node: GraphNode, context: NodeContext): string[] {
  if (node.kind === 'namespace') return cardLines(node, context)
  const kinds = boxKindsAround(node, context.boxesById)
  const parts: string[] = []
  if (node.kind === 'app' && node.version !== null && !kinds.has('app')) parts.push(node.version)
  if (!kinds.has('namespace')) {
    const namespace = context.hasManyNamespaces ? node.namespace : null
    const cluster = context.hasManyClusters && !kinds.has('cluster') ? node.cluster : null
    const place = [namespace, cluster].filter((part) => part !== null)
    if (place.length > 0) parts.push(place.join(' · '))
  }
  return parts.map((part) => shorten(part, longestName + 4))
}

function cardLines(node: GraphNode, context: NodeContext): string[] {
  const count = describeClosed(node)
  const hasClusterBox = boxKindsAround(node, context.boxesById).has('cluster')
  const place =
    context.hasManyClusters && node.cluster !== null && !hasClusterBox ? ` · ${node.cluster}` : ''
  const inbound = requestsPerSecondOf(node.inbound)
  const outbound = requestsPerSecondOf(node.outbound)
  const rates = [
    inbound === null ? null : t('{{amount}} in', { amount: formatAmount(inbound) }),
    outbound === null ? null : t('{{amount}} out', { amount: formatAmount(outbound) }),
  ].filter((part) => part !== null)
  return [count + place, rates.length === 0 ? t('no requests') : `${rates.join(' · ')} rps`]
}

function boxKindsAround(
  node: GraphNode,
  boxesById: ReadonlyMap<string, GraphBox>,
): ReadonlySet<GraphBox['kind']> {
  const kinds = new Set<GraphBox['kind']>()
  let box = node.box === null ? undefined : boxesById.get(node.box)
  while (box !== undefined && !kinds.has(box.kind)) {
    kinds.add(box.kind)
    box = box.box === null ? undefined : boxesById.get(box.box)
  }
  return kinds
}

const shapeSizes = {
  workload: { width: 36, height: 36 },
  app: { width: 34, height: 34 },
  service: { width: 40, height: 40 },
  operation: { width: 40, height: 36 },
  external: { width: 46, height: 32 },
  unknown: { width: 34, height: 34 },
  restricted: { width: 36, height: 36 },
  namespace: { width: 192, height: 62 },
} as const satisfies Record<NodeKind, Size>

/** Room of the ring on a closed namespace's card, left of its text. */
export const cardRingWidth = 56

/** Cards are all of one width: a rate that grows by a digit must not move a neighbour. */
export function nodeShapeSize({ kind }: GraphNode): Size {
  return shapeSizes[kind]
}

const glyphByKind = {
  workload: 'workload',
  app: 'app',
  service: 'service',
  operation: 'operation',
  external: 'globe',
  unknown: 'question',
  restricted: 'eyeOff',
  namespace: 'namespace',
} as const satisfies Record<NodeKind, GlyphName>

/** The sign inside the shape: its role where it has one, else its kind. */
export function nodeGlyph(node: GraphNode): GlyphName {
  if (node.marks.includes('waypoint')) return 'waypoint'
  if (node.marks.includes('gateway')) return 'gateway'
  if (node.marks.includes('egress')) return 'egress'
  return glyphByKind[node.kind]
}

interface MarkBadge {
  readonly glyph: GlyphName
  readonly group: BadgeKind
}

const badgeByMark: Partial<Record<Mark, MarkBadge>> = {
  circuitBreaker: { glyph: 'breaker', group: 'routing' },
  faultInjection: { glyph: 'fault', group: 'routing' },
  routing: { glyph: 'routing', group: 'routing' },
  trafficShifting: { glyph: 'routing', group: 'routing' },
  tcpTrafficShifting: { glyph: 'routing', group: 'routing' },
  mirroring: { glyph: 'mirror', group: 'routing' },
  timeout: { glyph: 'clock', group: 'routing' },
  outOfMesh: { glyph: 'outOfMesh', group: 'sidecars' },
  ambient: { glyph: 'ambient', group: 'sidecars' },
  workloadEntry: { glyph: 'machine', group: 'sidecars' },
}

/** The sign for what is wrong with the configuration; null where there is nothing to worry about. */
export function findingGlyph(findings: ElementFindings | null): GlyphName | null {
  if (findings === null || findings.worst === 'info') return null
  return findings.worst === 'error' ? 'findingError' : 'findingWarning'
}

/** In the order of the table: what may hurt comes first, for only a few find room. */
export function nodeBadges(
  node: GraphNode,
  choice: BadgeChoice,
  findings: ElementFindings | null = null,
): GlyphName[] {
  const finding = findingGlyph(findings)
  const first = finding === null ? [] : [finding]
  if (node.marks.length === 0) return first
  const glyphs = Object.entries(badgeByMark)
    .filter(([mark, { group }]) => choice.includes(group) && hasMark(node, mark))
    .map(([, { glyph }]) => glyph)
  return [...first, ...new Set(glyphs)]
}

function hasMark(node: GraphNode, mark: string): boolean {
  return node.marks.some((each) => each === mark)
}
