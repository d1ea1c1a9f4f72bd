/** A share as percent; never rounded down to none or up to all. */
export function formatShare(ratio: number): string {
  const percent = ratio * 100
  if (percent > 0 && percent < 0.1) return '<0.1%'
  if (percent < 100 && percent > 99.9) return '>99.9%'
  const digits = percent < 10 && percent !== Math.round(percent) ? 1 : 0
  return `${percent.toFixed(digits)}%`
}
