/** More than any counter or clock gives; sums of so many stay finite numbers. */
const mostBelievable = 1e18

/**
 * Whether a value says something. The store's NaN, an infinity, and what no counter can give are
 * not known: they are no zero, and never reach a sum.
 */
export function isTold(value: number): boolean {
  return value >= 0 && value <= mostBelievable
}
