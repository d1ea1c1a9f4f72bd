import type { Mark } from '#contract/graph.ts'
import type { ServiceObject } from '../../../seams/inventory.ts'
import { readHost } from './hosts.ts'

/** Collects marks by service and by host. Wildcards are kept aside and spread once, at the end. */
export interface MarkBook {
  /** A host as written in an object of this namespace. */
  readonly addHost: (host: string, namespace: string, marks: Iterable<Mark>) => void
  readonly addService: (key: string, marks: Iterable<Mark>) => void
  readonly close: () => ClosedBook
}

export interface ClosedBook {
  readonly byService: ReadonlyMap<string, ReadonlySet<Mark>>
  /** The marks of hosts that a service entry of this namespace adds. */
  readonly ofEntry: (hosts: readonly string[], namespace: string) => readonly Mark[]
}

export function openMarkBook(services: readonly ServiceObject[]): MarkBook {
  const keys = services.map(({ namespace, name }) => `${namespace}/${name}`)
  const known = new Set(keys)
  const hasService = (key: string): boolean => known.has(key)
  const byService = new Map<string, Set<Mark>>()
  const byNamespace = new Map<string, Set<Mark>>()
  const everywhere = new Set<Mark>()
  const outside = openHostBook()

  /** Marks of a host of the cluster; the entry's own and those of its whole namespace. */
  function ofClusterHost(host: string, namespace: string): Iterable<Mark> {
    const scope = readHost(host, { namespace, hasService: () => false })
    if (scope?.kind !== 'service') return []
    const itsNamespace = scope.key.split('/')[0] ?? namespace
    return [...(byService.get(scope.key) ?? []), ...(byNamespace.get(itsNamespace) ?? [])]
  }

  return {
    addHost: (host, namespace, marks) => {
      const scope = readHost(host, { namespace, hasService })
      if (scope === null) outside.add(host, marks)
      else if (scope.kind === 'service') addTo(byService, scope.key, marks)
      else if (scope.kind === 'namespace') addTo(byNamespace, scope.namespace, marks)
      else for (const mark of marks) everywhere.add(mark)
    },
    addService: (key, marks) => addTo(byService, key, marks),
    close: () => {
      for (const { namespace, name } of services) {
        addTo(byService, `${namespace}/${name}`, byNamespace.get(namespace) ?? [])
        addTo(byService, `${namespace}/${name}`, everywhere)
      }
      const ofEntry = (hosts: readonly string[], namespace: string): readonly Mark[] => {
        const marks = new Set<Mark>(everywhere)
        for (const host of hosts) {
          for (const mark of outside.marksOf(host)) marks.add(mark)
          for (const mark of ofClusterHost(host, namespace)) marks.add(mark)
        }
        return [...marks]
      }
      return { byService, ofEntry }
    },
  }
}

/** Marks of hosts outside the cluster, which may begin with `*` on either side. */
interface HostBook {
  readonly add: (host: string, marks: Iterable<Mark>) => void
  readonly marksOf: (host: string) => Iterable<Mark>
}

function openHostBook(): HostBook {
  const byHost = new Map<string, Set<Mark>>() // as written
  const byEnd = new Map<string, Set<Mark>>() // `.example.com`: all written below that
  return {
    add: (host, marks) => {
      const own = [...marks]
      addTo(byHost, host, own)
      for (const end of endsOf(host)) addTo(byEnd, end, own)
    },
    marksOf: (host) => [
      ...(byHost.get(host) ?? []),
      ...endsOf(host).flatMap((end) => [...(byHost.get(`*${end}`) ?? [])]),
      ...(host.startsWith('*') ? (byEnd.get(host.slice(1)) ?? []) : []),
    ],
  }
}

const longestHost = 253 // of a DNS name

/** `a.example.com` → `.example.com`, `.com`. */
function endsOf(host: string): readonly string[] {
  if (host.length > longestHost) return []
  const ends: string[] = []
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    ends.push(host.slice(dot))
  }
  return ends
}

function addTo(sets: Map<string, Set<Mark>>, key: string, marks: Iterable<Mark>): void {
  for (const mark of marks) {
    const set = sets.get(key)
    if (set === undefined) sets.set(key, new Set([mark]))
    else set.add(mark)
  }
}
