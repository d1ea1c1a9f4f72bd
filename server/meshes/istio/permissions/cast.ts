import type { Inventory, ServiceObject, WorkloadObject } from '../../../seams/inventory.ts'
import type { DataPlane } from '../../../seams/mesh.ts'
import type { Callee } from '../../../seams/permissions.ts'
import { isControlPlane } from '../components.ts'
import { indexWorkloads, type SelectWorkloads } from '../config/selection.ts'
import { once } from '../once.ts'

/** A workload as policies know it. */
export interface Member {
  readonly key: string // namespace/name
  readonly namespace: string
  readonly account: string
  readonly dataPlane: DataPlane
  readonly labels: Labels
}

type Labels = Readonly<Record<string, string>>

/** Everybody who may call or be called, found without looking at all of them each time. */
export interface Cast {
  readonly rootNamespace: string
  readonly member: (key: string) => Member | null
  /** Those with a proxy, or on a node that has one: only they have an identity. */
  readonly inMesh: (namespace: string) => readonly Member[]
  readonly byAccount: (namespace: string, account: string) => readonly Member[]
  /** Workloads that labels select, in one namespace or, for null, in all; without labels: everyone. */
  readonly select: (namespace: string | null, labels: Labels) => readonly Member[]
  readonly service: (key: string) => Callee | null
  readonly services: (namespace: string) => readonly Callee[]
  readonly workload: (key: string) => Callee
}

export function readCast(inventory: Inventory, planes: ReadonlyMap<string, DataPlane>): Cast {
  const members = inventory.workloads.map((workload) => readMember(workload, planes))
  const byKey = new Map(members.map((member) => [member.key, member]))
  const inMesh = Map.groupBy(
    members.filter(({ dataPlane }) => dataPlane !== 'none'),
    ({ namespace }) => namespace,
  )
  const byAccount = Map.groupBy(
    [...inMesh.values()].flat(),
    ({ namespace, account }) => `${namespace}/${account}`,
  )
  const find = createFinder(inventory)
  const select: Cast['select'] = (namespace, labels) =>
    find(namespace, labels).flatMap((one) => byKey.get(keyOf(one)) ?? [])
  const callees = once(() => readCallees(inventory.services, select))
  const alone = new Map<string, Callee>()
  return {
    rootNamespace: rootNamespaceOf(inventory),
    member: (key) => byKey.get(key) ?? null,
    inMesh: (namespace) => inMesh.get(namespace) ?? none,
    byAccount: (namespace, account) => byAccount.get(`${namespace}/${account}`) ?? none,
    select,
    service: (key) => callees().byKey.get(key) ?? null,
    services: (namespace) => callees().byNamespace.get(namespace) ?? none,
    workload: (key) => {
      const known = alone.get(key)
      if (known !== undefined) return known
      const services = callees().byWorkload.get(key) ?? none
      const callee = { isService: false, services, workloads: [key] }
      alone.set(key, callee)
      return callee
    },
  }
}

const none: readonly never[] = []

const keyOf = ({ namespace, name }: { namespace: string; name: string }): string =>
  `${namespace}/${name}`

function readMember(workload: WorkloadObject, planes: ReadonlyMap<string, DataPlane>): Member {
  const key = keyOf(workload)
  return {
    key,
    namespace: workload.namespace,
    account: workload.podSettings?.serviceAccountName ?? 'default',
    dataPlane: planes.get(key) ?? 'none',
    labels: workload.podLabels,
  }
}

/** Policies of the namespace where the control plane runs hold for the whole mesh. */
function rootNamespaceOf({ workloads }: Inventory): string {
  const homes = new Set(workloads.filter(isControlPlane).map(({ namespace }) => namespace))
  const [first] = homes
  return first === undefined || homes.has('istio-system') ? 'istio-system' : first
}

type Finder = (namespace: string | null, labels: Labels) => readonly WorkloadObject[]

/** By label within each namespace: one label may be in use in all of them. */
function createFinder({ workloads, services }: Inventory): Finder {
  const byNamespace = Map.groupBy(workloads, ({ namespace }) => namespace)
  const selectors = Map.groupBy(services, ({ namespace }) => namespace)
  const indexes = new Map<string, { readonly names: Set<string>; select: SelectWorkloads }>()
  const selectIn = (namespace: string, labels: Labels): readonly WorkloadObject[] => {
    const own = byNamespace.get(namespace) ?? none
    let index = indexes.get(namespace)
    if (index === undefined || Object.keys(labels).some((name) => !index?.names.has(name))) {
      const known = [...(index?.names ?? []), ...Object.keys(labels)]
      const usual = (selectors.get(namespace) ?? none).flatMap((one) => Object.keys(one.selector))
      const names = new Set([...known, ...usual])
      const wanted = Object.fromEntries([...names].map((name) => [name, '']))
      index = { names, select: indexWorkloads(own, [wanted]) }
      indexes.set(namespace, index)
    }
    return index.select(labels)
  }
  return (namespace, labels) => {
    const isEmpty = Object.keys(labels).length === 0
    if (namespace !== null) {
      return isEmpty ? (byNamespace.get(namespace) ?? none) : selectIn(namespace, labels)
    }
    return isEmpty ? workloads : [...byNamespace.keys()].flatMap((one) => selectIn(one, labels))
  }
}

interface Callees {
  readonly byKey: ReadonlyMap<string, Callee>
  readonly byNamespace: ReadonlyMap<string, readonly Callee[]>
  readonly byWorkload: ReadonlyMap<string, readonly string[]>
}

function readCallees(services: readonly ServiceObject[], select: Cast['select']): Callees {
  const byKey = new Map<string, Callee>()
  const byNamespace = new Map<string, Callee[]>()
  const byWorkload = new Map<string, string[]>()
  for (const service of services) {
    if (service.externalName !== null) continue
    const { namespace, selector } = service
    const key = keyOf(service)
    const isBlind = Object.keys(selector).length === 0
    const workloads = isBlind ? [] : select(namespace, selector).map((one) => one.key)
    const callee = { isService: true, services: [key], workloads }
    byKey.set(key, callee)
    addTo(byNamespace, namespace, callee)
    for (const workload of workloads) addTo(byWorkload, workload, key)
  }
  return { byKey, byNamespace, byWorkload }
}

export function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
