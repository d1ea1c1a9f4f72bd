import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { objectIdSchema } from './validations.ts'
import { warningSchema } from './warning.ts'

/** What a name may be the name of, the most asked for first. */
export const searchKinds = [
  'namespace',
  'app',
  'service',
  'workload',
  'config',
  'host',
  'pod',
] as const
export const searchKindSchema = z.enum(searchKinds)
export type SearchKind = z.infer<typeof searchKindSchema>

export const searchHitSchema = z
  .object({
    kind: searchKindSchema,
    cluster: z.string(),
    namespace: z.string().describe('Empty: of the whole cluster'),
    name: z.string(),
    type: z.string().describe('Deployment, Service, VirtualService …'),
    object: objectIdSchema
      .nullable()
      .describe('Of an object of the configuration itself; of a host the one that names it'),
    workload: z.string().nullable().describe('Of a pod: the workload that it belongs to'),
    marks: z
      .array(z.tuple([z.number().int(), z.number().int()]))
      .describe('Where in the name what was asked for stands: from, to'),
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof searchHitSchema>

const searchGroupSchema = z
  .object({
    kind: searchKindSchema,
    matched: z.number().int().describe('As many as the asking user may see; hits are the first'),
    hits: z.array(searchHitSchema),
  })
  .meta({ id: 'SearchGroup' })
export type SearchGroup = z.infer<typeof searchGroupSchema>

export const searchAskSchema = z.object({
  q: z
    .string()
    .max(300)
    .default('')
    .describe(
      'Parts of names, apart by spaces or slashes: `reviews`, `bookinfo/reviews`, `svc reviews`; a host as it is called',
    ),
  limit: z.coerce.number().int().min(1).max(50).default(6).describe('Most hits of one kind'),
})
export type SearchAsk = z.infer<typeof searchAskSchema>

export const searchNames = endpoint({
  id: 'searchNames',
  method: 'get',
  path: '/api/v1/search',
  summary: 'Everything of that name that the asking user may see, by kind, the best first',
  params: z.object({}),
  query: searchAskSchema,
  response: z
    .object({
      groups: z.array(searchGroupSchema).describe('The one with the best hit first'),
      isInexact: z.boolean().describe('Nothing has these letters in a row: these are near'),
      warnings: z.array(warningSchema).describe('Whose names are not known, or old'),
    })
    .meta({ id: 'SearchAnswer' }),
})
export type SearchAnswer = z.infer<typeof searchNames.response>
