import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { statusSchema } from './status.ts'

export const debugSchema = z
  .object({
    at: z.number(),
    version: z.string(),
    startedAt: z.number(),
    runtime: z.object({
      node: z.string(),
      platform: z.string(),
      processors: z.number().int(),
      residentBytes: z.number(),
      heapBytes: z.number(),
    }),
    settings: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('What the console was started with, secrets removed; null: not for this user'),
    status: statusSchema,
    recentLog: z
      .array(z.record(z.string(), z.unknown()))
      .nullable()
      .describe('Warnings and errors of its log, the newest last; null: not for this user'),
    numbers: z
      .array(z.string())
      .nullable()
      .describe('Its own metrics without buckets, as /metrics writes them; null: likewise'),
    withheld: z.array(z.string()).describe('What is left out for this user, and why'),
  })
  .meta({ id: 'DebugBundle' })
export type DebugBundle = z.infer<typeof debugSchema>

export const getDebugBundle = endpoint({
  id: 'getDebugBundle',
  method: 'get',
  path: '/api/v1/debug',
  summary: 'What a report of a fault needs of the server, without secrets',
  params: z.object({}),
  query: z.object({}),
  response: debugSchema,
})
