import { readFileSync } from 'node:fs'
import path from 'node:path'
import express, { type Router } from 'express'

const marker = '<base href="/" />'

/**
 * Serves the built page: assets for a year (their names carry a hash), and for every other address
 * the same index.html, with the base path written into it, because routes are the page's own.
 */
export function servePage(folder: string, basePath: string): Router {
  const router = express.Router()
  const html = readIndex(folder).replace(marker, `<base href="${basePath}/" />`)
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
    response.set('Cache-Control', 'no-cache').type('html').send(html)
  })
  return router
}

function readIndex(folder: string): string {
  try {
    return readFileSync(path.join(folder, 'index.html'), 'utf8')
  } catch {
    return '<!doctype html><title>Alidade</title><p>The page is not built: run npm run build.</p>'
  }
}
