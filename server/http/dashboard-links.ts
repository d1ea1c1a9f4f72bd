import type { ChartLink } from '#contract/charts.ts'
import { z } from '#contract/setup.ts'
import { AppError } from '../errors.ts'
import type { DashboardSearch } from '../seams/dashboard-search.ts'
import type { LinkSubject } from './link-subject.ts'

/**
 * A dashboard elsewhere: `path` below the configured address, or a whole address of any product, such
 * as Perses; or `dashboard`, its title in Grafana, with `path` as the parameters alone
 * (`?var-namespace=$namespace`). Variables are those of LinkSubject.
 */
export const dashboardLinkSchema = z
  .strictObject({
    title: z.string().min(1).max(200),
    path: z.string().min(1).max(2000).optional(),
    dashboard: z.string().min(1).max(200).optional(),
    kinds: z.array(z.enum(['app', 'service', 'workload'])).default(['app', 'service', 'workload']),
  })
  .refine(({ path, dashboard }) => path !== undefined || dashboard !== undefined, {
    error: 'must have a path, or the title of a dashboard',
  })
export type DashboardLink = z.infer<typeof dashboardLinkSchema>

export interface LinkedProducts {
  /** Where dashboards are for the browser; null: nowhere that is known. */
  readonly base: string | null
  readonly search: DashboardSearch | null
}

/**
 * The links of a subject, its variables filled in; parameters whose variable it has not are left
 * out. `$from` and `$to` are for the page, which knows the time that is looked at. Without an address
 * there are only those that bring their own. A dashboard whose title cannot be looked up is led to by
 * the search on the product's own page.
 */
export async function dashboardLinks(
  { base, search }: LinkedProducts,
  links: readonly DashboardLink[],
  subject: LinkSubject,
): Promise<ChartLink[]> {
  const root = base === null ? null : withoutLogin(base)
  const resolved = links
    .filter(({ kinds }) => kinds.includes(subject.kind))
    .map(async ({ title, path = '', dashboard }): Promise<readonly ChartLink[]> => {
      const filled = fill(path, subject)
      if (/^https?:\/\//.test(filled)) return [{ title, url: filled }]
      if (root === null) return []
      if (dashboard === undefined) return [{ title, url: `${root}/${filled.replace(/^\//, '')}` }]
      const place = await placeOf(dashboard, search)
      const byName = `dashboards?query=${encodeURIComponent(dashboard)}`
      return [{ title, url: `${root}/${place === null ? byName : place + filled}` }]
    })
  return (await Promise.all(resolved)).flat()
}

async function placeOf(title: string, search: DashboardSearch | null): Promise<string | null> {
  try {
    return (await search?.find(title)) ?? null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

const names = [
  ...(['kind', 'namespace', 'name', 'app', 'service', 'workload', 'version'] as const),
] as const satisfies readonly (keyof LinkSubject)[]
const variable = new RegExp(`\\$(${names.join('|')})\\b`, 'g')

function fill(path: string, subject: LinkSubject): string {
  const [before = '', ...rest] = path.split('?')
  const put = (text: string): string =>
    text.replace(variable, (_, name: keyof LinkSubject) => encodeURIComponent(subject[name] ?? ''))
  const isKnown = (parameter: string): boolean =>
    names.every((name) => subject[name] !== null || !new RegExp(`\\$${name}\\b`).test(parameter))
  const parameters = rest.join('?').split('&').filter(isKnown)
  const query = parameters.filter((parameter) => parameter !== '').map(put)
  return put(before) + (query.length === 0 ? '' : `?${query.join('&')}`)
}

/** What lets the server in is for nobody else. */
function withoutLogin(address: string): string {
  const url = new URL(address)
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}
