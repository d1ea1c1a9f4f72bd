import type { ReactNode } from 'react'
import type { ChartLink } from '#contract/charts.ts'
import type { TimeView } from '../url.ts'

export interface LinksProps {
  readonly links: readonly ChartLink[]
  readonly time: TimeView
}

/** Dashboards elsewhere, over the time that is shown here. */
export function Links({ links, time }: LinksProps): ReactNode {
  if (links.length === 0) return null
  return (
    <span className="al-metrics-links">
      {links.map(({ title, url }) => (
        <a key={title} href={withTime(url, time)} target="_blank" rel="noreferrer">
          {title}
        </a>
      ))}
    </span>
  )
}

/** `$from` and `$to` as Grafana writes times: epoch ms, or from so long ago to now. */
function withTime(url: string, { windowSeconds, at }: TimeView): string {
  const from = at === null ? `now-${windowSeconds}s` : String(at - windowSeconds * 1000)
  const to = at === null ? 'now' : String(at)
  return url.replaceAll('$from', from).replaceAll('$to', to)
}
