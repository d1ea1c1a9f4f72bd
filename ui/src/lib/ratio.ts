import { locale } from '../i18n/t.ts'

const formatWith = (digits: number): ((ratio: number) => string) => {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const format = new Intl.NumberFormat(locale, { style: 'percent', ...options })
  return (ratio) => format.format(ratio)
}
const whole = formatWith(0)
const tenths = formatWith(1)

/** A share as percent; never rounded down to none or up to all. */
export function formatShare(ratio: number): string {
  const percent = ratio * 100
  if (percent > 0 && percent < 0.1) return `<${tenths(0.001)}`
  if (percent < 100 && percent > 99.9) return `>${tenths(0.999)}`
  return (percent < 10 && percent !== Math.round(percent) ? tenths : whole)(ratio)
}
