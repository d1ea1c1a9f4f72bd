import type { Change, ChangeKind } from '#contract/compare.ts'
import type { ElementChange } from '../../../../canvas/canvas-props.ts'
import { t } from '../../../../i18n/t.ts'
import { formatBytesRate } from '../../../../lib/bytes.ts'
import { formatMs } from '../../../../lib/duration.ts'
import { formatRps } from '../../../../lib/rate.ts'
import { formatShare } from '../../../../lib/ratio.ts'

export const changeWords = {
  failingMore: t('fails more'),
  gone: t('gone'),
  slower: t('slower'),
  new: t('new'),
  quieter: t('quieter'),
  busier: t('busier'),
  faster: t('faster'),
  failingLess: t('fails less'),
} as const satisfies Record<ChangeKind, string>

const formats = {
  ratio: formatShare,
  ms: formatMs,
  requestsPerSecond: formatRps,
  bytesPerSecond: formatBytesRate,
} as const satisfies Record<NonNullable<Change['unit']>, (value: number) => string>

/** `p95 20 ms → 490 ms`; null for what is only new or gone. */
export function writeChange({ unit, before, after, statistic }: Change): string | null {
  if (unit === null) return null
  const write = (value: number | null): string => (value === null ? 'none' : formats[unit](value))
  return `${statistic === null ? '' : `${statistic} `}${write(before)} → ${write(after)}`
}

/** By id of node or edge, how it is marked in the picture: all that happened to it. */
export function markChanges(changes: readonly Change[]): ReadonlyMap<string, ElementChange> {
  const marks = new Map<string, ElementChange>()
  for (const { id, kind } of changes) {
    const known = marks.get(id) ?? { words: [], isGone: false }
    marks.set(id, {
      words: [...known.words, changeWords[kind]],
      isGone: known.isGone || kind === 'gone',
    })
  }
  return marks
}
