import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { changeHeader, contextParameter, type Endpoint } from '#contract/endpoint.ts'
import { endpoints } from '#contract/endpoints.ts'
import { errorBodySchema } from '#contract/errors.ts'
import { z } from '#contract/setup.ts'

const changing = z.object({ [changeHeader]: z.string().describe('Any value') })

const openApiPath = (expressPath: string): string => expressPath.replace(/:(\w+)/g, '{$1}')

/** The OpenAPI 3.1 document of the API, made from the same schemas that parse it. */
export function buildOpenApi(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {}
  const operations: readonly Endpoint[] = endpoints
  for (const one of operations) {
    const { id, method, path, summary, params, response, body, isStream } = one
    paths[openApiPath(path)] = {
      ...paths[openApiPath(path)],
      [method]: {
        operationId: id,
        summary,
        requestParams: {
          path: asObject(params),
          query: queryOf(one),
          ...(method === 'get' ? {} : { header: changing }),
        },
        ...(body instanceof z.ZodUnknown
          ? {}
          : { requestBody: { content: { 'application/json': { schema: body } } } }),
        responses: {
          '200': {
            description:
              isStream === true
                ? 'Server-sent events; the data of each is one of these'
                : 'The answer',
            content: {
              [isStream === true ? 'text/event-stream' : 'application/json']: { schema: response },
            },
          },
          default: {
            description: 'What went wrong',
            content: { 'application/json': { schema: errorBodySchema } },
          },
        },
      },
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Alidade', version, description: 'One console for any service mesh.' },
    paths,
  })
}

/** What stands in the address: the operation's own parameters, and the context. */
function queryOf({ query, isOfNoContext }: Endpoint): z.ZodObject {
  const own = asObject(query)
  return isOfNoContext === true ? own : own.extend({ context: contextParameter })
}

function asObject(schema: z.ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema
  throw new Error('Parameters of an endpoint are an object')
}
