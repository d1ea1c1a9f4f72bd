import type { KindKey, KubeObject } from '../../../seams/kube-object.ts'
import { derived, type Index, type View } from '../../../seams/rule.ts'

/**
 * Whether all that `host` means is also meant by `pattern`: `*` means everything, `*.b.c` what ends
 * in `.b.c`, `*-x.c` what ends in `-x.c`, anything else itself.
 */
export function covers(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*')) return pattern === host
  return host.replace(/^\*/, '').endsWith(pattern.slice(1))
}

/** Whether something is meant by both. */
export function overlaps(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one)
}

/** `*.b.c`, `*.c` and `*` for `a.b.c`, from narrow to wide; for `*.b.c` as well. */
export function wildcardsAround(host: string): string[] {
  const wildcards: string[] = []
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    wildcards.push(`*${host.slice(dot)}`)
  }
  return [...wildcards, '*']
}

/** Objects by the hosts that they speak of, so that two that overlap find each other. */
export interface HostIndex {
  /** All that speak of a host which overlaps with this one, each once. */
  readonly overlapping: (view: View, host: string) => readonly KubeObject[]
  /** Those that speak of this very host. */
  readonly exactly: (view: View, host: string) => readonly KubeObject[]
}

/** `hostsOf` gives full names; a wildcard is one with `*` in front. */
export function hostIndex(
  id: string,
  kind: KindKey,
  hostsOf: (object: KubeObject) => Iterable<string>,
): HostIndex {
  const exact: Index = { id: `${id}, exactly`, kinds: [kind], keysOf: hostsOf }
  const below: Index = {
    id: `${id}, by each wildcard around them`,
    kinds: [kind],
    keysOf: (object) => [...hostsOf(object)].flatMap(wildcardsAround),
  }
  const partial: Index = {
    id: `${id}, those such as *-eu.example.com by their domain`,
    kinds: [kind],
    keysOf: (object) => [...hostsOf(object)].filter(isPartial).map(domainOf),
  }
  // Hosts of one domain have the same wildcards around them, which are looked for once.
  const around = derived(`${id}, around a domain`, (domain, view): readonly KubeObject[] => {
    const found = new Set<KubeObject>()
    for (const wildcard of wildcardsAround(domain)) {
      for (const object of view.find(exact, wildcard)) found.add(object)
      for (const object of view.find(partial, wildcard.slice(1))) found.add(object)
    }
    return [...found]
  })
  const meeting = derived(`${id}, overlapping`, (host, view): readonly KubeObject[] => {
    const found = new Set(view.find(exact, host))
    const addFrom = (candidates: readonly KubeObject[]): void => {
      for (const object of candidates) {
        if ([...hostsOf(object)].some((one) => overlaps(one, host))) found.add(object)
      }
    }
    addFrom(view.derive(around, host.includes('.') ? domainOf(host) : ''))
    if (host.startsWith('*')) {
      addFrom(view.find(below, isPartial(host) ? `*${domainOf(host)}` : host))
    }
    return [...found]
  })
  return {
    exactly: (view, host) => view.find(exact, host),
    overlapping: (view, host) => view.derive(meeting, host),
  }
}

const isPartial = (host: string): boolean => /^\*[^.]/.test(host)

/** `.example.com` of `*-eu.example.com`. */
const domainOf = (host: string): string => host.slice(Math.max(0, host.indexOf('.')))
