import { z } from '#contract/setup.ts'
import { unreadable } from '../../seams/failures.ts'
import type { TextAnswer, TextFetcher } from './fetch-text.ts'
import { readJson, type JaegerApi } from './jaeger-api.ts'

const servicesSchema = z.object({ data: z.array(z.string()).nullable() })

function readServices(answer: TextAnswer): readonly string[] | null {
  const parsed = servicesSchema.safeParse(readJson(answer))
  return answer.httpStatus === 200 && parsed.success ? (parsed.data.data ?? []) : null
}

/** The API that Jaeger's own page used up to 2.20. */
export async function probeJaegerLegacy(
  fetcher: TextFetcher,
  basePath: string,
  signal?: AbortSignal,
): Promise<JaegerApi | null> {
  const path = `${basePath}/api/services`
  if (readServices(await fetcher.get(path, signal)) === null) return null
  return {
    name: 'legacy API',
    basePath,
    services: async (callSignal) => {
      const services = readServices(await fetcher.get(path, callSignal))
      if (services === null)
        throw unreadable(fetcher.party, 'something that is no list of services')
      return services
    },
  }
}
