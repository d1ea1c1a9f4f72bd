import type { SearchKind } from '#contract/search.ts'
import type { ObjectId } from '#contract/validations.ts'
import { appLabelsOf } from '../../seams/app-labels.ts'
import type {
  ConfigObject,
  Inventory,
  NamespaceObject,
  PodObject,
  ServiceObject,
  WorkloadObject,
} from '../../seams/inventory.ts'
import { kindKeyOf, objectIdOf, type KindKey } from '../../seams/kube-object.ts'
import { groupOfWorkloadKind } from '../workload-kinds.ts'
import { hostsOf } from './hosts.ts'
import { lettersOf } from './rank.ts'

/** One name that can be found, and what it is the name of. */
export interface Name {
  readonly kind: SearchKind
  readonly namespace: string // empty: of the whole cluster
  readonly name: string
  readonly type: string
  readonly lowerName: string
  readonly letters: number
  /** The kind that must be listable for it to be seen; null: whoever sees the namespace sees it. */
  readonly listedAs: KindKey | null
  readonly object: ObjectId | null
  readonly workload: string | null
}

type NameParts = Pick<Name, 'kind' | 'namespace' | 'name' | 'type' | 'listedAs'> &
  Partial<Pick<Name, 'object' | 'workload'>>

function nameOf({ object = null, workload = null, ...parts }: NameParts): Name {
  const lowerName = parts.name.toLowerCase()
  return { ...parts, object, workload, lowerName, letters: lettersOf(lowerName) }
}

/**
 * Every name of an inventory. Parts that have not changed since an older one are the same lists as
 * then: a change of one service costs one list of services.
 */
export function namesOf(inventory: Inventory): readonly (readonly Name[])[] {
  const { namespaces, workloads, services, pods, config } = inventory
  return [
    namesOfNamespaces(namespaces),
    namesOfApps(workloads),
    namesOfServices(services),
    namesOfWorkloads(workloads),
    namesOfConfig(config),
    namesOfPods(pods),
  ]
}

const namesOfNamespaces = oncePer((namespaces: readonly NamespaceObject[]) =>
  namespaces.map(({ name }) => nameOfNamespace(name)),
)

export const nameOfNamespace = (name: string): Name =>
  nameOf({ kind: 'namespace', namespace: name, name, type: 'Namespace', listedAs: null })

const namesOfServices = oncePer((services: readonly ServiceObject[]) =>
  services.map(({ namespace, name }) =>
    nameOf({ kind: 'service', namespace, name, type: 'Service', listedAs: 'Service' }),
  ),
)

const namesOfWorkloads = oncePer((workloads: readonly WorkloadObject[]) =>
  workloads.map(({ namespace, name, kind }) =>
    nameOf({ kind: 'workload', namespace, name, type: kind, listedAs: workloadKey(kind) }),
  ),
)

/** Seen by whoever may see the first workload of it, as in the list of apps. */
const namesOfApps = oncePer((workloads: readonly WorkloadObject[]) => {
  const apps = new Map<string, Name>()
  for (const { namespace, kind, podLabels } of workloads) {
    const { app } = appLabelsOf(podLabels)
    const key = `${namespace}/${app ?? ''}`
    if (app === null || apps.has(key)) continue
    const listedAs = workloadKey(kind)
    apps.set(key, nameOf({ kind: 'app', namespace, name: app, type: 'App', listedAs }))
  }
  return [...apps.values()]
})

const namesOfPods = oncePer((pods: readonly PodObject[]) =>
  pods.map(({ namespace, name, workload }) =>
    nameOf({
      ...{ kind: 'pod', namespace, name, type: 'Pod', listedAs: null },
      workload: workload?.name ?? name,
    }),
  ),
)

const namesOfConfig = oncePer((config: Inventory['config']) =>
  [...config.values()].flatMap((objects) => objects.flatMap(namesOfObject)),
)

/** The object itself, and the hosts that it speaks of. */
const namesOfObject = oncePer((object: ConfigObject): readonly Name[] => {
  const id = objectIdOf(object)
  const { kind: type, namespace, name } = id
  const parts = { namespace, type, listedAs: kindKeyOf(object), object: id }
  return [
    nameOf({ ...parts, kind: 'config', name }),
    ...hostsOf(object).map((host) => nameOf({ ...parts, kind: 'host', name: host })),
  ]
})

/**
 * In which of the namespaces that `seesPlace` lets pass there are objects of each kind, by which
 * rights are asked for; empty: objects of the whole cluster.
 */
export function placesOfNames(
  inventory: Inventory,
  seesPlace: (namespace: string) => boolean,
): ReadonlyMap<KindKey, ReadonlySet<string>> {
  const seen = new Map<KindKey, ReadonlySet<string>>()
  for (const [kind, places] of placesOf(inventory)) {
    const own = new Set([...places].filter(seesPlace))
    if (own.size > 0) seen.set(kind, own)
  }
  return seen
}

const placesOf = oncePer((inventory: Inventory) => {
  const places = new Map<KindKey, Set<string>>()
  for (const { listedAs, namespace } of namesOf(inventory).flat()) {
    if (listedAs === null) continue
    const known = places.get(listedAs)
    if (known === undefined) places.set(listedAs, new Set([namespace]))
    else known.add(namespace)
  }
  return places
})

function workloadKey(kind: string): KindKey {
  const group = groupOfWorkloadKind(kind)
  return group === '' ? kind : `${group}/${kind}`
}

/** What was made of a thing is kept as long as the thing. */
function oncePer<Thing extends object, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  const known = new WeakMap<Thing, { readonly made: Made }>()
  return (thing) => {
    const before = known.get(thing)
    if (before !== undefined) return before.made
    const made = make(thing)
    known.set(thing, { made })
    return made
  }
}
