import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

export const namespaceSchema = z
  .object({
    cluster: z.string(),
    name: z.string(),
    dataPlane: z
      .enum(['sidecar', 'ambient', 'none'])
      .nullable()
      .describe('How its pods are asked to join the mesh; null: not known'),
    isControlPlane: z.boolean(),
    workloads: z.number().int().nullable().describe('null: not known'),
    services: z.number().int().nullable(),
    hasTraffic: z.boolean().nullable().describe('In the newest window; null: not known'),
  })
  .meta({ id: 'Namespace' })

export type Namespace = z.infer<typeof namespaceSchema>

export const listNamespaces = endpoint({
  id: 'listNamespaces',
  method: 'get',
  path: '/api/v1/namespaces',
  summary: 'The namespaces that the asking user may see',
  params: z.object({}),
  query: z.object({}),
  response: z
    .object({ namespaces: z.array(namespaceSchema), warnings: z.array(warningSchema) })
    .meta({ id: 'NamespaceList' }),
})
