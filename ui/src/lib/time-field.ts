/** As an input of type datetime-local has it: this browser's own time; empty where there is none. */
export function writeTimeField(ms: number | null, by: 'second' | 'minute' = 'second'): string {
  if (ms === null) return ''
  const date = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000)
  return date.toISOString().slice(0, by === 'minute' ? 16 : 19)
}

/** Epoch ms; null for what is no time. */
export function readTimeField(text: string): number | null {
  const ms = new Date(text).getTime()
  return Number.isNaN(ms) ? null : ms
}
