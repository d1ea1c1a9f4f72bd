import {
  findKeyProblem,
  findLabelValueProblem,
  isTooMuch,
  type TextProblem,
} from '#contract/label-rules.ts'
import {
  natureOfPart,
  type ObjectTexts,
  type TextChange,
  type TextClash,
  type TextPart,
} from '#contract/metadata.ts'

export type Texts = Readonly<Record<string, string>>

/** One line of the form. */
export interface DraftRow {
  readonly id: number
  readonly key: string
  readonly value: string
  readonly fixed: string | null // why it cannot be changed
}

export interface RowProblem {
  readonly field: 'key' | 'value'
  readonly problem: TextProblem
}

/** The lines of a part as it is. */
export function rowsOf(state: ObjectTexts, part: TextPart): readonly DraftRow[] {
  const texts = state.parts.find((one) => one.part === part)?.texts ?? []
  return texts.map(({ key, value, fixed }, id) => ({ id, key, value, fixed }))
}

export function textsOf(rows: readonly Pick<DraftRow, 'key' | 'value'>[]): Texts {
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

/** A line that nobody has begun to fill. */
const isBlank = ({ key, value }: DraftRow): boolean => key === '' && value === ''

/** What the lines change of what was there, by key. */
export function changesOf(part: TextPart, base: Texts, rows: readonly DraftRow[]): TextChange[] {
  const now = textsOf(rows.filter((row) => !isBlank(row)))
  const keys = new Set([...Object.keys(base), ...Object.keys(now)])
  return [...keys].flatMap((key) => {
    const [from, to] = [base[key] ?? null, now[key] ?? null]
    return from === to ? [] : [{ part, key, from, to }]
  })
}

/** What is wrong with lines, by their ids. What was there and is as it was is not looked at. */
export function problemsOf(
  part: TextPart,
  base: Texts,
  rows: readonly DraftRow[],
): ReadonlyMap<number, RowProblem> {
  const times = Map.groupBy(rows, ({ key }) => key)
  const problems = new Map<number, RowProblem>()
  for (const row of rows) {
    if (isBlank(row)) continue
    const isTwice = row.key !== '' && (times.get(row.key)?.length ?? 0) > 1
    const problem = isTwice ? twice : problemOf(part, base, row)
    if (problem !== null) problems.set(row.id, problem)
  }
  const [first] = rows
  if (natureOfPart[part] === 'annotation' && first !== undefined && isTooMuch(textsOf(rows)))
    problems.set(first.id, { field: 'value', problem: 'tooMuch' })
  return problems
}

const twice: RowProblem = { field: 'key', problem: 'duplicate' }

function problemOf(part: TextPart, base: Texts, { key, value }: DraftRow): RowProblem | null {
  const nature = natureOfPart[part]
  const ofKey = key in base ? null : findKeyProblem(key, nature)
  if (ofKey !== null) return { field: 'key', problem: ofKey }
  const isChecked = nature === 'label' && base[key] !== value
  const ofValue = isChecked ? findLabelValueProblem(value) : null
  return ofValue === null ? null : { field: 'value', problem: ofValue }
}

export type Side = 'mine' | 'theirs'

/**
 * My changes upon what is there now: nothing that others have changed is lost, and where both have
 * changed the same key, the side that was chosen holds; mine when none was.
 */
export function rebase(
  theirs: ObjectTexts,
  changes: readonly TextChange[],
  choice: (clash: Pick<TextClash, 'part' | 'key'>) => Side,
): ReadonlyMap<TextPart, readonly DraftRow[]> {
  return new Map(
    theirs.parts.map(({ part }) => {
      const now = rowsOf(theirs, part)
      const mine = changes.filter((one) => one.part === part && choice(one) === 'mine')
      const touched = new Map(mine.map(({ key, to }) => [key, to]))
      const kept = now.flatMap((row) => {
        const to = touched.get(row.key)
        if (to === undefined) return [row]
        return to === null ? [] : [{ ...row, value: to }]
      })
      const known = new Set(now.map(({ key }) => key))
      const added = mine.flatMap(({ key, to }, index) =>
        known.has(key) || to === null
          ? []
          : [{ id: now.length + index, key, value: to, fixed: null }],
      )
      return [part, [...kept, ...added]] as const
    }),
  )
}
