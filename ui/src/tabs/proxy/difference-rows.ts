import type { ProxyDifferences } from '#contract/proxy.ts'

export const changeKinds = ['changed', 'onlyHere', 'onlyThere'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One field of one resource that differs, or a resource that only one side has. */
export interface DifferenceRow {
  readonly key: string
  readonly resource: string
  readonly change: ChangeKind
  readonly path: string | null // null: all of it
  readonly here: string | null
  readonly there: string | null
  /** It begins another resource than the row above. */
  readonly isFirst: boolean
}

export interface DifferenceFilter {
  readonly text: string
  readonly kinds: readonly ChangeKind[] // empty: all
}

/** A row for each field that differs; every word of the text is in the row. */
export function differenceRows(
  { changes }: Pick<ProxyDifferences, 'changes'>,
  { text, kinds }: DifferenceFilter,
): readonly DifferenceRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const rows = changes
    .filter(({ change }) => kinds.length === 0 || kinds.includes(change))
    .flatMap(({ resource, change, fields }) => {
      const all = fields.length === 0 ? [{ path: null, here: null, there: null }] : fields
      return all.map((field) => ({
        ...{ key: `${resource} ${field.path ?? ''}`, resource, change },
        ...field,
      }))
    })
    .filter(({ resource, path, here, there }) => {
      const own = `${resource} ${path ?? ''} ${here ?? ''} ${there ?? ''}`.toLowerCase()
      return words.every((word) => own.includes(word))
    })
  return rows.map((row, index) => ({
    ...row,
    isFirst: rows[index - 1]?.resource !== row.resource,
  }))
}

export function countChanges({
  changes,
}: Pick<ProxyDifferences, 'changes'>): Readonly<Record<ChangeKind, number>> {
  const counts = { changed: 0, onlyHere: 0, onlyThere: 0 }
  for (const { change } of changes) counts[change] += 1
  return counts
}
