import { z } from '#contract/setup.ts'
import { unreadable } from '../../seams/failures.ts'
import type { TextAnswer, TextFetcher } from './fetch-text.ts'
import { readJson, type JaegerApi } from './jaeger-api.ts'

// A store without any service leaves the field out.
const servicesSchema = z.strictObject({ services: z.array(z.string()).default([]) })

/** How this version wants the parameters of a search: query.serviceName or query.service_name. */
export type SearchStyle = 'camelCase' | 'snake_case'

function readServices(answer: TextAnswer): readonly string[] | null {
  if (answer.httpStatus !== 200) return null
  return servicesSchema.safeParse(readJson(answer)).data?.services ?? null
}

/**
 * Jaeger's API version 3, the only one from 2.21 on.
 *
 * @see https://www.jaegertracing.io/docs/latest/architecture/apis/
 */
export async function probeJaegerV3(
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
): Promise<JaegerApi | null> {
  const path = `${basePath}/api/v3/services`
  if (readServices(await fetcher.get(path, signal)) === null) return null
  const style = await probeSearchStyle(fetcher, basePath, signal)
  return {
    name: `API v3, parameters in ${style}`,
    basePath,
    services: async (callSignal) => {
      const services = readServices(await fetcher.get(path, callSignal))
      if (services === null)
        throw unreadable(fetcher.party, 'something that is no list of services')
      return services
    },
  }
}

/**
 * A search for nothing with parameters in camel case: versions that know only the others complain
 * that both times are missing, by the names that they know.
 */
async function probeSearchStyle(
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
): Promise<SearchStyle> {
  const query = new URLSearchParams({
    'query.serviceName': 'none',
    'query.startTimeMin': '2000-01-01T00:00:00Z',
    'query.startTimeMax': '2000-01-01T00:00:01Z',
    'query.searchDepth': '1',
  })
  const { httpStatus, text } = await fetcher.get(
    `${basePath}/api/v3/traces?${query.toString()}`,
    signal,
  )
  return httpStatus === 400 && text.includes('start_time') ? 'snake_case' : 'camelCase'
}
