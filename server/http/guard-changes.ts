import express, { type RequestHandler } from 'express'
import { changeHeader } from '#contract/endpoint.ts'
import { AppError } from '../errors.ts'

const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What changes something, or costs as much, comes from the console's own page or from somebody who
 * means it. Pages of other origins can make a browser send forms and texts, but neither JSON nor a
 * header of our own without asking first, and they are told no. Throws AppError forbidden or
 * badRequest.
 */
export const guardChanges: RequestHandler = (request, _response, next) => {
  if (!harmless.has(request.method)) {
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      throw new AppError('forbidden', 'Changes are taken from the pages of this console alone.')
    if (request.headers[changeHeader.toLowerCase()] === undefined)
      throw new AppError(
        'forbidden',
        `Whatever changes something carries the header ${changeHeader}.`,
      )
    if (request.is('application/json') !== 'application/json')
      throw new AppError(
        'badRequest',
        'The body of a change is JSON: Content-Type: application/json.',
      )
  }
  next()
}

/** A text of one megabyte, as JSON writes it at its longest that anybody types. */
const mostBytes = 2.5 * 1024 * 1024

/** Reads bodies of JSON; what is larger than the console reads is refused before it is parsed. */
export const readBodies: RequestHandler = express.json({ limit: mostBytes, strict: true })
