import { z } from '#contract/setup.ts'
import { SourceUnavailableError } from '../../errors.ts'
import type { ReachFacts } from '../../seams/reach.ts'
import { isAnswer, type ApiAnswer, type PrometheusApi } from './api.ts'
import { askOwnPage, isSigned, victoriaMetrics } from './victoria-metrics.ts'

export const thanos = 'Thanos'

const buildSchema = z.object({
  application: z.string().optional(), // Mimir says who it is
  version: z.string().optional(),
  revision: z.string().optional(),
})

/** A failure of one endpoint by a store that is there: it does not have the endpoint. */
function isAnswered(error: unknown): boolean {
  return (
    error instanceof SourceUnavailableError &&
    (error.failure === 'badAnswer' || error.failure === 'refused')
  )
}

async function ask(api: PrometheusApi, path: string, query?: string): Promise<ApiAnswer | null> {
  const params = query === undefined ? {} : { query }
  const reading = query === undefined ? 'json' : 'vector'
  return api.call({ path, params, reading, deadlineMs: 5000 }).catch((error: unknown) => {
    if (isAnswered(error)) return null
    throw error
  })
}

function readBuild({ reading }: ApiAnswer): z.infer<typeof buildSchema> {
  return buildSchema.safeParse(reading.kind === 'json' ? reading.data : null).data ?? {}
}

/** Who builds a store by hand may leave its version out. */
function readVersion({ version }: z.infer<typeof buildSchema>): string | null {
  return version === undefined || !/^v?\d/.test(version) ? null : version
}

async function nameProduct(api: PrometheusApi, answer: ApiAnswer): Promise<ReachFacts> {
  const build = readBuild(answer)
  const version = readVersion(build)
  if (build.application !== undefined) {
    // It says so to anybody, and answers tenants only: a tenant that is missing shows by a query.
    await ask(api, '/api/v1/query', '1')
    return { product: build.application.replace('Grafana ', ''), version }
  }
  // It calls itself Prometheus 2.24.0 here, for programs that insist; its own headers and page tell.
  if (isSigned(answer) || (version !== null && build.revision === undefined))
    return { product: victoriaMetrics, version: (await askOwnPage(api)).version }
  // Thanos answers as Prometheus does, but Prometheus left version 0 behind in 2016.
  if (version?.startsWith('0.') === true && (await ask(api, '/api/v1/stores')) !== null)
    return { product: thanos, version }
  return { product: 'Prometheus', version }
}

/** Its name, null when it does not tell. Throws SourceUnavailableError when it is not reached. */
export async function askProduct(api: PrometheusApi): Promise<string | null> {
  try {
    const answer = await ask(api, '/api/v1/status/buildinfo')
    return answer === null ? null : ((await nameProduct(api, answer)).product ?? null)
  } catch (error) {
    if (isAnswer(error)) return null
    throw error
  }
}

/**
 * A light question that any store answers; what it is when it tells, null when only that it is
 * there can be said. Throws SourceUnavailableError when it is not reached.
 */
export async function probeStore(api: PrometheusApi, isKnown: boolean): Promise<ProbeResult> {
  const answer = await ask(api, '/api/v1/status/buildinfo')
  if (answer !== null) {
    const facts = isKnown ? null : await nameProduct(api, answer)
    return { latencyMs: answer.tookMs, facts }
  }
  // Hidden by a proxy, or older than the endpoint: a constant costs the store nothing.
  const { tookMs } = await api.call({
    path: '/api/v1/query',
    params: { query: '1' },
    reading: 'vector',
    deadlineMs: 5000,
  })
  return { latencyMs: tookMs, facts: null }
}

export interface ProbeResult {
  readonly latencyMs: number
  readonly facts: ReachFacts | null
}
