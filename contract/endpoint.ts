import { z } from './setup.ts'

/**
 * Whatever changes something carries this header with any value: a page of another origin cannot
 * send it without asking first, and is told no.
 */
export const changeHeader = 'X-Alidade-Change'

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

type Shape = z.ZodType

/**
 * One operation of the API, used by both sides: the server's `route()` parses what comes in and
 * what goes out by it, the page's `call()` builds the address and parses the answer by it.
 */
export interface Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Response extends Shape = Shape,
  Body extends Shape = Shape,
> {
  readonly id: string // operationId in the OpenAPI document
  readonly method: HttpMethod
  readonly path: string // Express syntax: /api/v1/things/:name
  readonly summary: string
  readonly params: Params
  readonly query: Query
  readonly response: Response
  /** What is sent with it, as JSON. */
  readonly body: Body
  /** Server-sent events whose data is `response`, one of its members an event; JSON when absent. */
  readonly isStream?: true
  /** The same whatever context is looked at, and open to whoever asks: it takes no `context`. */
  readonly isOfNoContext?: true
}

/** The parameter that all other operations take beside their own. */
export const contextParameter = z
  .string()
  .min(1)
  .max(1000)
  .optional()
  .describe('Name of a context, as listContexts gives it; absent: the one the console started with')

/** An operation that is sent something. */
export function endpoint<
  Params extends Shape,
  Query extends Shape,
  Response extends Shape,
  Body extends Shape,
>(definition: Endpoint<Params, Query, Response, Body>): Endpoint<Params, Query, Response, Body>
/** An operation that is sent nothing: a body that comes all the same is not looked at. */
export function endpoint<Params extends Shape, Query extends Shape, Response extends Shape>(
  definition: Omit<Endpoint<Params, Query, Response, z.ZodUnknown>, 'body'>,
): Endpoint<Params, Query, Response, z.ZodUnknown>
export function endpoint(definition: Omit<Endpoint, 'body'> & { readonly body?: Shape }): Endpoint {
  return { body: z.unknown(), ...definition }
}
