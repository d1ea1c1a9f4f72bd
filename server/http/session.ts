import type { RequestHandler, Response } from 'express'
import type { Authenticator } from '../auth/authenticator.ts'
import type { Caller } from '../auth/caller.ts'

const callers = new WeakMap<Response, Caller>()

/** Finds out who asks before any handler of the API runs. */
export function requireCaller(authenticator: Authenticator): RequestHandler {
  return async (request, response, next) => {
    callers.set(response, await authenticator.authenticate(request.headers.authorization))
    next()
  }
}

/** The caller that `requireCaller` found; a route outside of it is a mistake of ours. */
export function callerOf(response: Response): Caller {
  const caller = callers.get(response)
  if (caller === undefined) throw new Error('A route was mounted before requireCaller')
  return caller
}
