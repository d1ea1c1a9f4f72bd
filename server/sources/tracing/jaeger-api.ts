import type { TextFetcher, TextAnswer } from './fetch-text.ts'

/** One of the query APIs of Jaeger. Throws SourceUnavailableError. */
export interface JaegerApi {
  readonly name: string // as the page of back ends calls it
  /** Where it is under the address: empty, or /jaeger. */
  readonly basePath: string
  readonly services: (signal?: AbortSignal) => Promise<readonly string[]>
}

/** Looks for one API under a base path; null when what answers there is something else. */
export type JaegerProbe = (
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
) => Promise<JaegerApi | null>

/**
 * The JSON of an answer; undefined when it is none. Jaeger's pages answer any unknown path with
 * HTML and status 200, and some versions call their JSON text/plain, so the text decides.
 */
export function readJson({ contentType, text }: TextAnswer): unknown {
  if (contentType.includes('html')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
