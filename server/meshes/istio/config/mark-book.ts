import type { Mark } from '#contract/graph.ts'
import type { ServiceObject } from '../../../seams/inventory.ts'
import { readHost } from './hosts.ts'
import type { HostScope } from './hosts.ts'

/** Collects marks by service. Wildcards are kept aside and spread once, at the end. */
export interface MarkBook {
  /** A host as written in an object of this namespace. */
  readonly addHost: (host: string, namespace: string, marks: Iterable<Mark>) => void
  readonly addService: (key: string, marks: Iterable<Mark>) => void
  readonly close: () => ReadonlyMap<string, ReadonlySet<Mark>>
}

export function openMarkBook(services: readonly ServiceObject[]): MarkBook {
  const keys = services.map(({ namespace, name }) => `${namespace}/${name}`)
  const known = new Set(keys)
  const hasService = (key: string) => known.has(key)
  const byService = new Map<string, Set<Mark>>()
  const byNamespace = new Map<string, Set<Mark>>()
  const everywhere = new Set<Mark>()

  function addScope(scope: HostScope, marks: Iterable<Mark>): void {
    if (scope.kind === 'service') addTo(byService, scope.key, marks)
    else if (scope.kind === 'namespace') addTo(byNamespace, scope.namespace, marks)
    else for (const mark of marks) everywhere.add(mark)
  }

  return {
    addHost: (host, namespace, marks) => {
      const scope = readHost(host, { namespace, hasService })
      if (scope !== null) addScope(scope, marks)
    },
    addService: (key, marks) => addTo(byService, key, marks),
    close: () => {
      for (const { namespace, name } of services) {
        addTo(byService, `${namespace}/${name}`, byNamespace.get(namespace) ?? [])
        addTo(byService, `${namespace}/${name}`, everywhere)
      }
      return byService
    },
  }
}

function addTo(sets: Map<string, Set<Mark>>, key: string, marks: Iterable<Mark>): void {
  for (const mark of marks) {
    const set = sets.get(key)
    if (set === undefined) sets.set(key, new Set([mark]))
    else set.add(mark)
  }
}
