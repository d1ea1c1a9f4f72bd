import { locale } from '../i18n/t.ts'

const formats = new Map<number, Intl.NumberFormat>()

function formatFor(digits: number, least: number): Intl.NumberFormat {
  const key = digits * 10 + least
  const known = formats.get(key)
  if (known !== undefined) return known
  const options = { minimumFractionDigits: least, maximumFractionDigits: digits }
  const made = new Intl.NumberFormat(locale, { ...options, useGrouping: false })
  formats.set(key, made)
  return made
}

/** So many digits behind the point, or the comma; with `least` of 0 none that say nothing. */
export function formatDecimal(value: number, digits: number, least = digits): string {
  return formatFor(digits, least).format(value)
}

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })

/** A number of things, its thousands apart: `12,345`. */
export function formatWhole(amount: number): string {
  return whole.format(amount)
}
