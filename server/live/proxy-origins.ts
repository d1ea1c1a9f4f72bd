import type { Origin } from '#contract/proxy-rows.ts'
import type { ObjectId } from '#contract/validations.ts'
import { canSee, type Viewer } from '../seams/identity.ts'
import type { Inventory, PodObject } from '../seams/inventory.ts'
import { groupOf } from '../seams/kube-object.ts'
import type { MeshProxies, ReadRow } from '../seams/proxy-program.ts'

interface Known {
  readonly names: (object: ObjectId) => ReadonlySet<string> | null
  readonly podByAddress: ReadonlyMap<string, PodObject>
}

const known = new WeakMap<Inventory, Known>()

/** Rows with their objects as the cluster has them now, as far as the viewer may know of them. */
export function placeOrigins(
  rows: readonly ReadRow[],
  at: {
    readonly inventory: Inventory
    readonly viewer: Viewer
    readonly mesh: Pick<MeshProxies, 'resolveOrigin'>
  },
): readonly ReadRow[] {
  const { inventory, viewer, mesh } = at
  const { names, podByAddress } = knownOf(inventory)
  const place = (origin: Origin): Origin[] => {
    const found = mesh.resolveOrigin(inventory, origin)
    if (found === null) return []
    const { namespace, name } = found.object
    const isSeen = canSee(viewer, inventory.cluster, namespace)
    const there = isSeen ? names(found.object) : null
    return [{ ...found, isThere: there === null ? null : there.has(`${namespace}/${name}`) }]
  }
  return rows.map((row): ReadRow => {
    const origins = row.origins.flatMap(place)
    if (!('cluster' in row) || !('locality' in row)) return { ...row, origins }
    const pod = podByAddress.get(row.address)
    const isSeen = pod !== undefined && canSee(viewer, inventory.cluster, pod.namespace)
    return { ...row, origins: isSeen ? [ofPod(pod), ...origins] : origins }
  })
}

function ofPod({ namespace, name }: PodObject): Origin {
  return { object: { group: '', kind: 'Pod', namespace, name }, part: null, isThere: true }
}

/** Filed once per state of the cluster. */
function knownOf(inventory: Inventory): Known {
  let found = known.get(inventory)
  if (found === undefined) known.set(inventory, (found = file(inventory)))
  return found
}

function file(inventory: Inventory): Known {
  const sets = new Map<string, ReadonlySet<string> | null>()
  return {
    names: (object) => {
      const kind = `${object.group}/${object.kind}`
      let set = sets.get(kind)
      if (set === undefined) sets.set(kind, (set = namesOf(inventory, object)))
      return set
    },
    podByAddress: new Map(
      inventory.pods.flatMap((pod) => (pod.ip === null ? [] : [[pod.ip, pod]])),
    ),
  }
}

/** Null: which there are is not known. */
function namesOf(inventory: Inventory, { group, kind }: ObjectId): ReadonlySet<string> | null {
  if (inventory.unreadable.some((one) => one.kind === kind)) return null
  if (group === '' && kind === 'Service') return keysOf(inventory.services)
  if (group === '' && kind === 'Pod') return keysOf(inventory.pods)
  const objects = inventory.config.get(kind)
  if (objects === undefined) return null
  const ofGroup = objects.filter(({ apiVersion }) => groupOf(apiVersion) === group)
  return keysOf(ofGroup.map(({ metadata: { name, namespace = '' } }) => ({ name, namespace })))
}

function keysOf(
  named: readonly { readonly name: string; readonly namespace: string }[],
): ReadonlySet<string> {
  return new Set(named.map(({ name, namespace }) => `${namespace}/${name}`))
}
