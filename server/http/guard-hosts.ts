import { isIP } from 'node:net'
import type { RequestHandler } from 'express'
import type { AuthMode } from '../auth/authenticator.ts'
import { AppError } from '../errors.ts'

/**
 * Where everybody is the console itself, a page elsewhere must not become everybody: one whose name
 * is made to lead to this address passes for the console's own in the eyes of the browser, but says
 * that name as host. Addresses and localhost cannot be made to lead elsewhere; other names are told.
 * Throws AppError forbidden with the way out.
 *
 * @param allowed names under which the console is reached, such as that of a proxy before it
 */
export function guardHosts(auth: AuthMode, allowed: readonly string[]): RequestHandler {
  const names = new Set(allowed.map((name) => name.toLowerCase()))
  return (request, _response, next) => {
    const name = hostNameOf(request.headers.host ?? '')
    if (auth === 'anonymous' && !isOfItself(name) && !names.has(name))
      throw new AppError(
        'forbidden',
        `Nobody has said that this console is reached as "${name}": start it with --allowed-hosts ${name}, or open it by its address.`,
      )
    next()
  }
}

/** `[::1]:20001` → `::1`, `Mesh.example:443` → `mesh.example`. */
function hostNameOf(host: string): string {
  const [, inBrackets, plain = ''] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(host) ?? []
  return (inBrackets ?? plain).toLowerCase()
}

const isOfItself = (name: string): boolean =>
  isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')
