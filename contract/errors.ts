import { z } from './setup.ts'

/** What went wrong, and the HTTP status that says so: the one table of both. */
export const httpStatusByErrorCode = {
  badRequest: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  tooMany: 429,
  internal: 500,
  sourceUnavailable: 502,
  unavailable: 503,
  sourceTimeout: 504,
} as const

export type ErrorCode = keyof typeof httpStatusByErrorCode

export const errorCodeSchema = z.enum(
  Object.keys(httpStatusByErrorCode) as [ErrorCode, ...ErrorCode[]],
)

/** The body of every answer that is not a success. */
export const errorBodySchema = z
  .object({
    error: z.object({
      code: errorCodeSchema,
      message: z.string().describe('What is wrong and the way out, for a person'),
      field: z.string().optional().describe('The parameter at fault'),
      allowed: z.array(z.string()).optional().describe('What the parameter may be'),
      requestId: z.string().optional().describe('Found again in the log of the server'),
    }),
  })
  .meta({ id: 'ErrorBody' })

export type ErrorBody = z.infer<typeof errorBodySchema>
