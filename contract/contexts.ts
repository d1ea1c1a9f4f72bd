import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'

export const contextSchema = z
  .object({
    name: z.string().describe('As in the kubeconfig; what the parameter `context` takes'),
    cluster: z
      .string()
      .nullable()
      .describe('What the kubeconfig calls its cluster; null: not told to whoever asks'),
    user: z.string().nullable().describe('What the kubeconfig calls its user; null: likewise'),
    isDefault: z.boolean().describe('Looked at when a request names none'),
    state: z
      .enum(['reached', 'notReached', 'connecting', 'notOpen'])
      .nullable()
      .describe('notOpen: nobody has looked at it for a while; null: not told to whoever asks'),
  })
  .meta({ id: 'Context' })

export type Context = z.infer<typeof contextSchema>

export const listContexts = endpoint({
  id: 'listContexts',
  method: 'get',
  path: '/api/v1/contexts',
  summary: 'The contexts that may be looked at; empty when there is nothing to choose',
  params: z.object({}),
  query: z.object({}),
  response: z.object({ contexts: z.array(contextSchema) }).meta({ id: 'ContextList' }),
  isOfNoContext: true,
})
