export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap'
  readonly text: string
}

const context = 2

/** What differs between two texts, line by line, with a little around it. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const one = before.trimEnd().split('\n')
  const other = after.trimEnd().split('\n')
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1
  let tail = 0
  while (
    tail < one.length - head &&
    tail < other.length - head &&
    one[one.length - 1 - tail] === other[other.length - 1 - tail]
  )
    tail += 1
  const middle = compare(one.slice(head, one.length - tail), other.slice(head, other.length - tail))
  if (middle.length === 0) return []
  return fold([
    ...one.slice(0, head).map(same),
    ...middle,
    ...one.slice(one.length - tail).map(same),
  ])
}

const same = (text: string): DiffLine => ({ kind: 'same', text })
const added = (text: string): DiffLine => ({ kind: 'added', text })
const removed = (text: string): DiffLine => ({ kind: 'removed', text })

/** Length of the longest common run of lines behind each pair of places. */
function commonBehind(
  one: readonly string[],
  other: readonly string[],
): (row: number, column: number) => number {
  const width = other.length + 1
  const lengths = new Uint16Array((one.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = one.length - 1; row >= 0; row -= 1)
    for (let column = other.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  return at
}

/** Quadratic, over the part that differs alone. */
function compare(one: readonly string[], other: readonly string[]): readonly DiffLine[] {
  const at = commonBehind(one, other)
  const lines: DiffLine[] = []
  let row = 0
  let column = 0
  while (row < one.length && column < other.length) {
    const [left = '', right = ''] = [one[row], other[column]]
    const isSame = left === right
    const isRemoved = !isSame && at(row + 1, column) >= at(row, column + 1)
    if (isSame) lines.push(same(left))
    else lines.push(isRemoved ? removed(left) : added(right))
    if (isSame || isRemoved) row += 1
    if (isSame || !isRemoved) column += 1
  }
  return [...lines, ...one.slice(row).map(removed), ...other.slice(column).map(added)]
}

/** Leaves out what is the same and far from every change. */
function fold(lines: readonly DiffLine[]): readonly DiffLine[] {
  const isNear = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - context), index + context + 1)
      .some(({ kind }) => kind !== 'same'),
  )
  return lines.flatMap((line, index): DiffLine[] => {
    if (isNear[index] === true) return [line]
    return index > 0 && isNear[index - 1] === true ? [{ kind: 'gap', text: '⋯' }] : []
  })
}
