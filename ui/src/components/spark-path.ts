export interface SparkBox {
  readonly width: number
  readonly height: number
  /** What the top stands for; the bottom is zero. */
  readonly top: number
}

/**
 * A curve over evenly spaced values as the `d` of an SVG path. Where a value is missing there is a
 * gap; a value alone between gaps is a dot.
 */
export function sparkPath(values: readonly (number | null)[], box: SparkBox): string {
  let isPenDown = false
  return values
    .map((value, index) => {
      if (value === null) {
        isPenDown = false
        return ''
      }
      const [x, y] = sparkPoint(index, value, { ...box, count: values.length })
      const command = isPenDown ? 'L' : 'M'
      const isAlone = !isPenDown && (values[index + 1] ?? null) === null
      isPenDown = true
      return `${command}${x} ${y}${isAlone ? 'h0.01' : ''}`
    })
    .join('')
}

/** Where a value stands, in the units of the box. */
export function sparkPoint(
  index: number,
  value: number,
  { width, height, top, count }: SparkBox & { readonly count: number },
): readonly [x: number, y: number] {
  const x = count < 2 ? width / 2 : (index / (count - 1)) * width
  const y = top > 0 ? height - (value / top) * height : height
  return [round(x), round(y)]
}

const round = (value: number): number => Math.round(value * 100) / 100
