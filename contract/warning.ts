import { z } from './setup.ts'

/** A layer of an answer that one source feeds, and that can fail alone. */
export const layerSchema = z.enum([
  'requests',
  'tcp',
  'grpcMessages',
  'responseTime',
  'throughput',
  'operations',
  'runtime',
  'health',
  'config',
  'traces',
  'rights',
])

export type Layer = z.infer<typeof layerSchema>

/**
 * Something that makes this answer less than whole. The rest of the answer holds.
 */
export const warningSchema = z
  .object({
    source: z.string().describe('Id of the back end, as in /status'),
    layer: layerSchema.nullable().describe('What is missing or old; null: the whole source'),
    code: z
      .enum([
        'unavailable',
        'timeout',
        'refused',
        'forbidden',
        'tooLarge',
        'badAnswer',
        'partial',
        'stale',
        'notDetected',
        'truncated',
      ])
      .describe('What kind of failure, for programs'),
    message: z.string().describe('What happened and the way out, for a person'),
    sinceAt: z.number().nullable().describe('Epoch ms of the first failure in a row'),
    dataAt: z.number().nullable().describe('Epoch ms of the older data shown instead; null: none'),
  })
  .meta({ id: 'Warning' })

export type Warning = z.infer<typeof warningSchema>
