import { passOn, serveHere, type HttpHere } from './http-here.ts'

/**
 * A way to `target` on which some paths are not known: they are answered as the server answers any
 * path that it does not know, which of trace stores is their page, with status 200.
 */
export function startHidingProxy(
  target: string,
  isHidden: (path: string) => boolean,
): Promise<HttpHere> {
  return serveHere((incoming, outgoing) => {
    const wanted = new URL(incoming.url ?? '/', target)
    const to = isHidden(wanted.pathname) ? new URL('/no/such/path', target) : wanted
    passOn(incoming, outgoing, to)
  })
}
