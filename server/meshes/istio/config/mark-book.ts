import type { Mark } from '#contract/graph.ts'
import type { ConfigObject, ServiceObject } from '../../../seams/inventory.ts'
import type { ConfigEffect } from '../../../seams/mesh.ts'
import { readHost } from './hosts.ts'
import { namespaceOf } from './objects.ts'

/** Collects what acts by service and by host. Wildcards are kept aside until the end. */
export interface MarkBook {
  /** A host as written in an object of this namespace. */
  readonly addHost: (host: string, namespace: string, effect: ConfigEffect) => void
  readonly addService: (key: string, effect: ConfigEffect) => void
  readonly close: () => ClosedBook
}

export interface ClosedBook {
  readonly byService: ReadonlyMap<string, ReadonlySet<Mark>>
  readonly ofService: (key: string) => readonly ConfigEffect[]
  /** What acts on hosts that a service entry of this namespace adds. */
  readonly ofEntry: (hosts: readonly string[], namespace: string) => readonly ConfigEffect[]
}

/** An object as what it does. */
export function effectOf(object: ConfigObject, marks: Iterable<Mark>): ConfigEffect {
  return {
    kind: object.kind,
    namespace: namespaceOf(object),
    name: object.metadata.name,
    marks: [...marks],
  }
}

export function marksOfEffects(effects: Iterable<ConfigEffect>): ReadonlySet<Mark> {
  const marks = new Set<Mark>()
  for (const effect of effects) for (const mark of effect.marks) marks.add(mark)
  return marks
}

export function openMarkBook(services: readonly ServiceObject[]): MarkBook {
  const keys = services.map(({ namespace, name }) => `${namespace}/${name}`)
  const known = new Set(keys)
  const hasService = (key: string): boolean => known.has(key)
  const byService = new Map<string, Set<ConfigEffect>>()
  const byNamespace = new Map<string, Set<ConfigEffect>>()
  const everywhere = new Set<ConfigEffect>()
  const outside = openHostBook()

  /** On a host of the cluster act the entry's own and those of its whole namespace. */
  function ofClusterHost(host: string, namespace: string): Iterable<ConfigEffect> {
    const scope = readHost(host, { namespace, hasService: () => false })
    if (scope?.kind !== 'service') return []
    const itsNamespace = scope.key.split('/')[0] ?? namespace
    return [...(byService.get(scope.key) ?? []), ...(byNamespace.get(itsNamespace) ?? [])]
  }

  function ofService(key: string): readonly ConfigEffect[] {
    const namespace = key.split('/')[0] ?? ''
    const own = [...(byService.get(key) ?? []), ...(byNamespace.get(namespace) ?? [])]
    return [...new Set([...own, ...everywhere])]
  }

  function ofEntry(hosts: readonly string[], namespace: string): readonly ConfigEffect[] {
    const effects = new Set<ConfigEffect>(everywhere)
    for (const host of hosts) {
      for (const effect of outside.effectsOn(host)) effects.add(effect)
      for (const effect of ofClusterHost(host, namespace)) effects.add(effect)
    }
    return [...effects]
  }

  return {
    addHost: (host, namespace, effect) => {
      const scope = readHost(host, { namespace, hasService })
      if (scope === null) outside.add(host, effect)
      else if (scope.kind === 'service') addTo(byService, scope.key, effect)
      else if (scope.kind === 'namespace') addTo(byNamespace, scope.namespace, effect)
      else everywhere.add(effect)
    },
    addService: (key, effect) => addTo(byService, key, effect),
    close: () => {
      const marksByService = new Map<string, ReadonlySet<Mark>>()
      for (const key of new Set([...byService.keys(), ...keys])) {
        const marks = marksOfEffects(ofService(key))
        if (marks.size > 0) marksByService.set(key, marks)
      }
      return { byService: marksByService, ofService, ofEntry }
    },
  }
}

/** What acts on hosts outside the cluster, which may begin with `*` on either side. */
interface HostBook {
  readonly add: (host: string, effect: ConfigEffect) => void
  readonly effectsOn: (host: string) => Iterable<ConfigEffect>
}

function openHostBook(): HostBook {
  const byHost = new Map<string, Set<ConfigEffect>>() // as written
  const byEnd = new Map<string, Set<ConfigEffect>>() // `.example.com`: all written below that
  return {
    add: (host, effect) => {
      addTo(byHost, host, effect)
      for (const end of endsOf(host)) addTo(byEnd, end, effect)
    },
    effectsOn: (host) => [
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

function addTo(sets: Map<string, Set<ConfigEffect>>, key: string, effect: ConfigEffect): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([effect]))
  else set.add(effect)
}
