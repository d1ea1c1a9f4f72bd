import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * The usual headers. Styles may be inline because the drawing library adds a style element; scripts
 * may not. Plain http stays usable: no upgrade of insecure requests, no strict transport security,
 * which are the business of the proxy that ends TLS.
 *
 * @param embedIn origins whose pages may show the console in a frame besides its own
 */
export function securityHeaders(embedIn: readonly string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...embedIn],
      },
    },
    // The older header knows no list: with one, only the policy above can say who may.
    xFrameOptions: embedIn.length === 0,
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  })
}
