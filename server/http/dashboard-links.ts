import type { ChartLink } from '#contract/charts.ts'
import { z } from '#contract/setup.ts'

/** A dashboard elsewhere: `path` below the configured address, with variables such as `$namespace`. */
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
 * page, which knows the time that is looked at. Without an address there are none.
 */
export function dashboardLinks(
  base: string | null,
  links: readonly DashboardLink[],
  subject: LinkSubject,
): ChartLink[] {
  if (base === null) return []
  const fill = (path: string): string =>
    path.replace(/\$(kind|namespace|name)\b/g, (_, field: keyof LinkSubject) =>
      encodeURIComponent(subject[field]),
    )
  return links
    .filter(({ kinds }) => kinds.includes(subject.kind))
    .map(({ title, path }) => ({
      title,
      url: `${base.replace(/\/$/, '')}/${fill(path).replace(/^\//, '')}`,
    }))
}
