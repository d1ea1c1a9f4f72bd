import { readFile } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'
import { request } from 'undici'
import { z } from '#contract/setup.ts'
import { SourceUnavailableError } from '../../errors.ts'
import { displayAddress, joinAddress } from '../../seams/address.ts'
import type { DashboardSearch } from '../../seams/dashboard-search.ts'
import { badStatus, notExchanged, timedOut, unreadable, type Party } from '../../seams/failures.ts'

export interface GrafanaOptions {
  readonly url: string // may carry user:password@ and a base path
  readonly headers?: Readonly<Record<string, string>>
  /** Of a service account; read for each question, so that it can be rotated. */
  readonly tokenFile?: string
  readonly deadlineMs?: number
}

const foundSchema = z.array(z.object({ uid: z.string(), title: z.string() }))
const keptMs = 10 * 60_000
const restMs = 30_000
const maxAnswerBytes = 1_000_000

/**
 * Asks Grafana for dashboards by their titles; what it answers is kept for ten minutes, also that it
 * has none.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/
 */
export function createDashboardSearch(options: GrafanaOptions): DashboardSearch {
  const { url, deadlineMs = 3000 } = options
  const party: Party = { source: 'grafana', name: 'Grafana', address: displayAddress(url) }
  const known = new LRUCache<string, { readonly place: string | null }>({ max: 100, ttl: keptMs })

  const ask = async (title: string): Promise<string | null> => {
    const query = new URLSearchParams({ type: 'dash-db', query: title, limit: '100' })
    const { username, password } = new URL(url)
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    const signal = AbortSignal.timeout(deadlineMs)
    const answer = await request(joinAddress(url, `/api/search?${query.toString()}`), {
      signal,
      headers: {
        accept: 'application/json',
        ...(username === ''
          ? {}
          : { authorization: `Basic ${Buffer.from(login).toString('base64')}` }),
        ...(options.tokenFile === undefined ? {} : await bearerOf(options.tokenFile)),
        ...options.headers,
      },
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw badStatus(party, answer.statusCode, null)
    if (text.length > maxAnswerBytes) throw unreadable(party, 'more than a list of dashboards')
    const found = foundSchema.safeParse(parse(text)).data
    if (found === undefined) throw unreadable(party, 'something that is no list of dashboards')
    // It finds parts of titles, too.
    const wanted = title.toLowerCase()
    const one = found.find((each) => each.title.toLowerCase() === wanted)
    return one === undefined ? null : `d/${encodeURIComponent(one.uid)}`
  }

  // Of a Grafana that is away nobody waits again and again.
  let trouble: { readonly error: Error; readonly untilMs: number } | null = null
  return {
    find: async (title) => {
      const kept = known.get(title)
      if (kept !== undefined) return kept.place
      if (trouble !== null && trouble.untilMs > Date.now()) throw trouble.error
      try {
        const place = await ask(title)
        known.set(title, { place })
        return place
      } catch (error) {
        trouble = { error: asFailure(party, error, deadlineMs), untilMs: Date.now() + restMs }
        throw trouble.error
      }
    },
  }
}

function asFailure(party: Party, error: unknown, deadlineMs: number): Error {
  if (error instanceof SourceUnavailableError) return error
  if (!(error instanceof Error)) return new Error('unknown failure', { cause: error })
  if (error.name === 'TimeoutError') return timedOut(party, deadlineMs)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message
  const broken = Object.assign(new Error(code), { reason: 'connection' as const })
  return notExchanged(party, broken, maxAnswerBytes)
}

async function bearerOf(file: string): Promise<Record<string, string>> {
  try {
    return { authorization: `Bearer ${(await readFile(file, 'utf8')).trim()}` }
  } catch (cause) {
    throw new SourceUnavailableError(
      { source: 'grafana', failure: 'forbidden', cause },
      `The file ${file}, which the settings of Grafana name, cannot be read.`,
    )
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
