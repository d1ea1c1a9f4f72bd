import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { ErrorBody } from '#contract/errors.ts'
import { httpStatusByErrorCode } from '#contract/errors.ts'
import { AppError } from '../errors.ts'
import { requestIdOf } from './request-id.ts'

export const answerNotFound: RequestHandler = (request) => {
  throw new AppError('notFound', `There is nothing at ${request.method} ${request.path}.`)
}

type ErrorHandler = (
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
) => void

/** The one place where errors become HTTP. What is no AppError is logged whole and told to nobody. */
export function answerErrors(log: Logger): ErrorHandler {
  // Express knows error middleware by its four parameters.
  return (error, request, response, next) => {
    // Whoever asked has hung up: what was cancelled for that is no error, and nobody to be told.
    if (response.destroyed) return
    if (response.headersSent) {
      next(error)
      return
    }
    const known = asAppError(error)
    const requestId = requestIdOf(response)
    if (known.code === 'internal')
      log.error({ requestId, err: error, path: request.path }, 'failed')
    response.status(httpStatusByErrorCode[known.code])
    if (known.code === 'unauthenticated') response.set('WWW-Authenticate', 'Bearer')
    response.json({
      error: {
        code: known.code,
        message: known.message,
        ...(known.field === null ? {} : { field: known.field }),
        ...(known.allowed.length === 0 ? {} : { allowed: [...known.allowed] }),
        requestId,
      },
    } satisfies ErrorBody)
  }
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isHttpError(error) && error.status === 413)
    return new AppError('tooLarge', 'The request is larger than the console reads.')
  if (isHttpError(error) && error.status >= 400 && error.status < 500)
    return new AppError('badRequest', 'The request cannot be read.')
  return new AppError('internal', 'The console failed at this; its log says more.', {
    cause: error,
  })
}

/** What Express and its middleware throw for requests that they cannot read. */
const isHttpError = (error: unknown): error is { readonly status: number } =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number'
