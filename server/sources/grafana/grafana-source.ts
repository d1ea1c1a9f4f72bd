import { request } from 'undici'
import { z } from '#contract/setup.ts'
import { SourceUnavailableError } from '../../errors.ts'
import { displayAddress, joinAddress } from '../../seams/address.ts'
import { badStatus, notExchanged, timedOut, unreadable, type Party } from '../../seams/failures.ts'
import { createReach, keepProbing } from '../../seams/reach.ts'
import type { Source } from '../../seams/source.ts'

export interface GrafanaOptions {
  readonly url: string // may have a base path
  readonly howFound: string
  readonly deadlineMs?: number
  readonly probeEveryMs?: number
}

const mostBytes = 100_000

/** Of its own: whether it reaches its database, and which version it is. Needs no credentials. */
const healthSchema = z.object({ database: z.string(), version: z.string().optional() })

/**
 * Where dashboards of Grafana are. Nothing of it is read but whether it is well, which is told on the
 * page of the mesh: links that lead nowhere are found there first.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/other/#health-api
 */
export function createGrafanaSource(options: GrafanaOptions): Source {
  const { url, howFound, deadlineMs = 5000, probeEveryMs = 30_000 } = options
  const address = displayAddress(url)
  const party: Party = { source: 'dashboards', name: 'Grafana', address }
  const reach = createReach({ id: party.source, kind: 'dashboards', address, howFound })
  reach.learn({ product: 'Grafana' })
  const closing = new AbortController()
  const probe = async (): Promise<void> => {
    const startedAt = performance.now()
    try {
      const { database, version } = await readHealth(url, { party, deadlineMs, closing })
      reach.learn({ version: version ?? null, details: [`Its database: ${database}`] })
      if (database === 'ok') reach.succeeded(performance.now() - startedAt)
      else reach.failed(`Grafana does not reach its database (${address}): look at its log.`)
    } catch (error) {
      if (error instanceof SourceUnavailableError) reach.failed(error.message)
      else if (!closing.signal.aborted) throw error
    }
  }
  const stop = keepProbing(probe, probeEveryMs)
  return {
    id: party.source,
    status: reach.status,
    close: () => {
      stop()
      closing.abort()
      return Promise.resolve()
    },
  }
}

interface HealthAsk {
  readonly party: Party
  readonly deadlineMs: number
  readonly closing: AbortController
}

async function readHealth(
  url: string,
  { party, deadlineMs, closing }: HealthAsk,
): Promise<z.infer<typeof healthSchema>> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const answer = await exchange(url, AbortSignal.any([deadline, closing.signal])).catch(
    (error: unknown) => {
      if (deadline.aborted) throw timedOut(party, deadlineMs)
      if (closing.signal.aborted) throw error
      throw notExchanged(party, new NotAnswered(error), mostBytes)
    },
  )
  const { status, location, text } = answer
  // A broken database is told with status 503 and the same words.
  const parsed = healthSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  if (status >= 300) throw badStatus(party, status, location)
  throw unreadable(party, 'something else than its health')
}

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly text: string
}

async function exchange(url: string, signal: AbortSignal): Promise<Answer> {
  const { statusCode, headers, body } = await request(joinAddress(url, '/api/health'), { signal })
  const text = await body.text()
  const location = headers['location']
  return {
    status: statusCode,
    location: typeof location === 'string' ? location : null,
    text: text.slice(0, mostBytes),
  }
}

class NotAnswered extends Error {
  readonly reason = 'connection'

  constructor(error: unknown) {
    super(codeOf(error), { cause: error })
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
