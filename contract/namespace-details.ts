import { namespaceRowSchema } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { graphAskSchema } from './graph-ask.ts'
import { problemSchema } from './overview.ts'
import { z } from './setup.ts'
import { objectIdSchema } from './validations.ts'
import { warningSchema } from './warning.ts'

export const getNamespace = endpoint({
  id: 'getNamespace',
  method: 'get',
  path: '/api/v1/catalog/namespaces/:namespace',
  summary: 'One namespace: how it fares and why, and how it takes part in the mesh',
  params: z.object({ namespace: z.string().min(1).max(300) }),
  query: z.object({ window: graphAskSchema.shape.window, at: graphAskSchema.shape.at }),
  response: z
    .object({
      at: z.number().describe('Epoch ms of the end of the window of the rates'),
      windowSeconds: z.number(),
      staleSinceAt: z.number().nullable().describe('Epoch ms; rates are older than they should be'),
      row: namespaceRowSchema,
      createdAt: z.number().nullable().describe('Epoch ms; null: not known'),
      mtlsPolicy: objectIdSchema
        .nullable()
        .describe('What says how callers are taken; null: nobody does, or it may not be seen'),
      revisions: z
        .array(z.string())
        .nullable()
        .describe('Those that there are, and tags as far as they are known; null: not known'),
      hasTraffic: z.boolean().describe('The store of metrics has told of this window'),
      problems: z.array(problemSchema).describe('Of this namespace, where it starts first'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'NamespaceDetails' }),
})
export type NamespaceDetails = z.infer<typeof getNamespace.response>
