import { readTerm, type Term } from './rank.ts'

/** Terms that must all fit; of several ways to read what was typed the best counts. */
export type Reading = readonly Term[]

const mostTerms = 6
const serviceHost = /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.[a-z0-9.-]*)?)?$/

/**
 * What was typed, as terms: `bookinfo/reviews` and `bookinfo reviews` are two, and a host may also
 * be the address of a service within the cluster: `reviews.bookinfo.svc.cluster.local`. Of a whole
 * address only the host counts. None: nothing was typed.
 */
export function readQuery(text: string): readonly Reading[] {
  const host = hostOf(text.trim().toLowerCase())
  const words = host.split(/[\s/]+/).filter((word) => word !== '')
  if (words.length === 0) return []
  const readings = [words.slice(0, mostTerms).map(readTerm)]
  const [only = ''] = words
  const [, service, namespace] = (words.length === 1 && serviceHost.exec(only)) || []
  if (service !== undefined && namespace !== undefined)
    readings.push([readTerm(service), readTerm(namespace)])
  return readings
}

/** `http://reviews:9080/reviews/0` → `reviews`; what is no address stays as it is. */
function hostOf(text: string): string {
  const address = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/.exec(text)?.[1] ?? text
  return address.replace(/^[^@\s]*@/, '').replace(/:\d+$/, '')
}
