import type { RequestHandler, Response } from 'express'
import { readToken, type AuthMode } from '../auth/authenticator.ts'
import type { Caller } from '../auth/caller.ts'
import { contextOf } from './context.ts'

const callers = new WeakMap<Response, Caller>()

/** Lets nobody in who brings no token where one is needed: for a stranger nothing is opened. */
export function requireToken(mode: AuthMode): RequestHandler {
  return (request, _response, next) => {
    if (mode === 'token') readToken(request.headers.authorization)
    next()
  }
}

/** Finds out who asks, in the cluster that they ask about, before any handler runs. */
export const requireCaller: RequestHandler = async (request, response, next) => {
  const { authenticator } = contextOf(response)
  callers.set(response, await authenticator.authenticate(request.headers.authorization))
  next()
}

/** The caller that `requireCaller` found; a route outside of it is a mistake of ours. */
export function callerOf(response: Response): Caller {
  const caller = callers.get(response)
  if (caller === undefined) throw new Error('A route was mounted before requireCaller')
  return caller
}
