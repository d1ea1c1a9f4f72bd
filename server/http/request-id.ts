import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'

const ids = new WeakMap<Response, string>()

/** Gives each request an id, taken from `x-request-id` when that is one, and sends it back. */
export const giveRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id')
  const id = given !== undefined && /^[\w.-]{1,100}$/.test(given) ? given : randomUUID()
  ids.set(response, id)
  response.set('X-Request-Id', id)
  next()
}

export function requestIdOf(response: Response): string {
  return ids.get(response) ?? ''
}
