import { locale } from '../i18n/t.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const steps = [
  ...[1000, 5000, 10_000, 15_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute],
  ...[15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour],
  ...[day, 2 * day, 7 * day],
] as const

/** Round instants between two others, at most so many, in the time zone of the reader. */
export function timeTicks(fromAt: number, toAt: number, most: number): readonly number[] {
  const span = toAt - fromAt
  const step = steps.find((one) => span / one <= most) ?? 30 * day
  const zone = new Date(fromAt).getTimezoneOffset() * minute
  const first = Math.ceil((fromAt - zone) / step) * step + zone
  const count = Math.max(0, Math.floor((toAt - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => first + index * step)
}

const parts = { hour: '2-digit', minute: '2-digit' } as const
const withSeconds = new Intl.DateTimeFormat(locale, { ...parts, second: '2-digit' })
const withMinutes = new Intl.DateTimeFormat(locale, parts)
const withDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...parts })
const onlyDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })

/** What a tick says, as short as the span allows. */
export function formatTick(at: number, spanMs: number): string {
  if (spanMs <= 5 * minute) return withSeconds.format(at)
  if (spanMs <= day) return withMinutes.format(at)
  return (spanMs <= 4 * day ? withDay : onlyDay).format(at)
}
