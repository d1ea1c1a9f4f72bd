import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import express, { type Router } from 'express'

const marker = '<base href="/" />'
const notBuilt =
  '<!doctype html><title>Alidade</title><p>The page is not built: run npm run build.</p>'

/**
 * Serves the built page: assets for a year (their names carry a hash), and for every other address
 * the same index.html, with the base path written into it, because routes are the page's own.
 */
export function servePage(folder: string, basePath: string): Router {
  const router = express.Router()
  const readHtml = rememberHtml(path.join(folder, 'index.html'), basePath)
  router.use(
    '/assets',
    express.static(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  )
  router.use(express.static(folder, { index: false, maxAge: '1h' }))
  router.get('/{*path}', (request, response, next) => {
    if (request.path.startsWith('/api/') || path.extname(request.path) !== '') {
      next()
      return
    }
    response.set('Cache-Control', 'no-cache').type('html').send(readHtml())
  })
  return router
}

/** Read again when the file has changed: a page built anew names other assets. */
function rememberHtml(file: string, basePath: string): () => string {
  let known = { modifiedAt: NaN, html: notBuilt }
  return () => {
    const modifiedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (modifiedAt === undefined) return notBuilt
    if (modifiedAt !== known.modifiedAt) {
      const html = readFileSync(file, 'utf8').replace(marker, `<base href="${basePath}/" />`)
      known = { modifiedAt, html }
    }
    return known.html
  }
}
