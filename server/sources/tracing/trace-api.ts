import { failureOf, quoteBackEnd, unreadable } from '../../seams/failures.ts'
import type { TraceLinkAsk } from '../../seams/source.ts'
import type { TraceCalls } from '../../seams/trace-calls.ts'
import { isPage, isTaken, type TextAnswer, type TextFetcher } from './fetch-text.ts'
import { LongLists, type ListsByName } from './formats/long-lists.ts'

/** One of the query APIs of a trace store. Its calls throw SourceUnavailableError. */
export interface TraceApi extends TraceCalls {
  readonly product: string
  readonly name: string // as the page of back ends calls it
  /** Where it is under the address: empty, or /jaeger. */
  readonly basePath: string
  readonly services: (signal?: AbortSignal) => Promise<readonly string[]>
  /** The store's own version; null: it does not say. */
  readonly version: (signal?: AbortSignal) => Promise<string | null>
  /** Where its own page shows a search; null: it has no page. */
  readonly searchUrl: (base: string, ask: TraceLinkAsk) => string | null
  /** Where its own page shows one trace; null: it has no page. */
  readonly traceUrl: (base: string, traceId: string) => string | null
}

/** Looks for one API under a base path; null when what answers there is something else. */
export type TraceProbe = (
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
) => Promise<TraceApi | null>

/**
 * The JSON of an answer; undefined when it is none. Some versions of Jaeger call their JSON
 * text/plain, so the text decides, but for pages.
 */
export function readJson(answer: TextAnswer): unknown {
  if (isPage(answer)) return undefined
  try {
    return JSON.parse(answer.text)
  } catch {
    return undefined
  }
}

/**
 * Asks for JSON. Null for 404, which trace stores answer when they find nothing. Throws
 * SourceUnavailableError for any other refusal, with the store's words, and for what is no JSON.
 */
export async function askJson(
  fetcher: TextFetcher,
  path: string,
  signal?: AbortSignal,
): Promise<unknown> {
  const answer = await fetcher.get(path, signal)
  return checkAnswer(fetcher, answer, readJson(answer))
}

export interface ListsAsk {
  readonly lists: ListsByName
  readonly signal: AbortSignal | undefined
}

/**
 * As askJson, for answers of many megabytes: elements of the lists named are handed on as they come,
 * and what is returned holds the numbers of those lists in their place.
 */
export async function askLists(
  fetcher: TextFetcher,
  path: string,
  { lists, signal }: ListsAsk,
): Promise<unknown> {
  const reader = new LongLists(lists)
  const answer = await fetcher.read(path, (piece) => reader.push(piece), signal)
  return checkAnswer(fetcher, answer, isTaken(answer) ? reader.finish() : readJson(answer))
}

function checkAnswer(fetcher: TextFetcher, answer: TextAnswer, json: unknown): unknown {
  if (answer.httpStatus === 404 && !isPage(answer)) return null
  if (answer.httpStatus >= 400) {
    const words = quoteBackEnd(wordsOf(json, answer.text))
    const { name, address } = fetcher.party
    throw failureOf(
      fetcher.party,
      { failure: 'refused' },
      `${name} refused the question (${address}, status ${answer.httpStatus})${words && `: ${words}`}`,
    )
  }
  if (json === undefined) throw unreadable(fetcher.party, 'something that is no JSON')
  return json
}

/** The message in the shapes that Jaeger, Zipkin and Tempo refuse in. */
function wordsOf(json: unknown, text: string): string {
  const parts = [json, memberOf(json, 'error'), firstOf(memberOf(json, 'errors'))]
  for (const part of parts)
    for (const name of ['message', 'msg', 'error']) {
      const words = memberOf(part, name)
      if (typeof words === 'string') return words
    }
  return json === undefined ? text.slice(0, 300) : ''
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

const firstOf = (value: unknown): unknown =>
  Array.isArray(value) ? (value[0] as unknown) : undefined
