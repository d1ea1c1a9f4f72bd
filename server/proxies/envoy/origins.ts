import type { Origin } from '#contract/proxy-rows.ts'
import type { NamedOrigin } from '../../seams/proxy-program.ts'

/** Whether the cluster has them is not known where this is read. */
export function originsOf(named: readonly NamedOrigin[]): Origin[] {
  return named.map(({ object, part }) => ({ object, part, isThere: null }))
}
