import type { Filters, FilterName } from './url.ts'

/** The filters with another value of one; an empty one is no filter. */
export function withFilter(filters: Filters, name: FilterName, value: string): Filters {
  const others = Object.fromEntries(Object.entries(filters).filter(([one]) => one !== name))
  return value === '' ? others : { ...others, [name]: value }
}
