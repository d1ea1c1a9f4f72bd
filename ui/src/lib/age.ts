import { locale } from '../i18n/t.ts'

/** How long ago, in the unit a person would say: `3 s`, `4 min`, `2 h`, `5 d`. Never negative. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 100) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`
}

const clock = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const dayAndClock = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const yearAndClock = new Intl.DateTimeFormat(locale, {
  ...{ year: 'numeric', day: 'numeric', month: 'short' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
})
const dayMs = 86_400_000
const thisYear = new Date().getFullYear()

/** An instant: the time of day, with the day when it is not within the last twelve hours. */
export function formatInstant(at: number, now: number): string {
  return (Math.abs(now - at) < dayMs / 2 ? clock : dayAndClock).format(at)
}

/** An instant with its day, and its year when that is not the reader's; nothing else tells it. */
export function formatMoment(at: number): string {
  return (new Date(at).getFullYear() === thisYear ? dayAndClock : yearAndClock).format(at)
}
