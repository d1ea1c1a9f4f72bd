const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const

/** The length of a window in words, in its largest whole unit: 90 → `90 s`, 600 → `10 min`. */
export function wordWindow(seconds: number): string {
  for (const [size, unit] of units) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit}`
  }
  return `${seconds} s`
}
