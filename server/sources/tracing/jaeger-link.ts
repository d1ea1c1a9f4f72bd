import { joinAddress } from '../../seams/address.ts'
import type { TraceLinkAsk } from '../../seams/source.ts'
import type { TextFetcher } from './fetch-text.ts'

/** The search page of Jaeger with the call's service, tags and time filled in; times in µs. */
export function jaegerSearchUrl(base: string, ask: TraceLinkAsk): string {
  const query = new URLSearchParams({
    service: ask.service,
    start: String(Math.round(ask.fromMs * 1000)),
    end: String(Math.round(ask.toMs * 1000)),
    lookback: 'custom',
    limit: '20',
  })
  if (Object.keys(ask.tags).length > 0) query.set('tags', JSON.stringify(ask.tags))
  return `${joinAddress(base, '/search')}?${query.toString()}`
}

export const jaegerTraceUrl = (base: string, traceId: string): string =>
  joinAddress(base, `/trace/${traceId}`)

/** Whether a browser elsewhere may open an address: names without a dot are a cluster's own. */
export function isForBrowsers(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  if (host === 'localhost' || host.startsWith('[')) return true
  return host.includes('.') && !/\.(svc|local|internal)$/.test(host) && !host.includes('.svc.')
}

/** Its page carries the version; some builds leave it empty. */
export async function readJaegerVersion(
  fetcher: TextFetcher,
  basePath: string,
): Promise<string | null> {
  const { text } = await fetcher.get(`${basePath}/search`)
  return /"gitVersion"\s*:\s*"v?([^"]+)"/.exec(text)?.[1] ?? null
}
