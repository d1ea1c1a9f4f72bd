import type { ChartLink } from '#contract/charts.ts'
import { z } from '#contract/setup.ts'

/**
 * A dashboard elsewhere: `path` below the configured address, or a whole address of any product, such
 * as Perses; with variables such as `$namespace`.
 */
export const dashboardLinkSchema = z.strictObject({
  title: z.string().min(1).max(200),
  path: z.string().min(1).max(2000),
  kinds: z.array(z.enum(['app', 'service', 'workload'])).default(['app', 'service', 'workload']),
})
export type DashboardLink = z.infer<typeof dashboardLinkSchema>

export interface LinkSubject {
  readonly kind: 'app' | 'service' | 'workload'
  readonly namespace: string
  readonly name: string
}

/**
 * The links of a subject, `$kind`, `$namespace` and `$name` filled in. `$from` and `$to` are for the
 * page, which knows the time that is looked at. Without an address there are only those that bring
 * their own.
 */
export function dashboardLinks(
  base: string | null,
  links: readonly DashboardLink[],
  subject: LinkSubject,
): ChartLink[] {
  const fill = (path: string): string =>
    path.replace(/\$(kind|namespace|name)\b/g, (_, field: keyof LinkSubject) =>
      encodeURIComponent(subject[field]),
    )
  return links
    .filter(({ kinds }) => kinds.includes(subject.kind))
    .flatMap(({ title, path }) => {
      if (/^https?:\/\//.test(path)) return [{ title, url: fill(path) }]
      if (base === null) return []
      return [{ title, url: `${base.replace(/\/$/, '')}/${fill(path).replace(/^\//, '')}` }]
    })
}
