import type { KubeObject, ObjectReader } from '../../seams.ts'
import { isRecord, listAt, stringAt } from '../../store/json.ts'
import type { ProxyKind, Topology, WorldWorkload } from '../topology.ts'
import type { PodIdentity, WorkloadIdentity } from './report.ts'

/** A running copy of a workload of the world. */
export interface Pod extends PodIdentity {
  readonly world: WorldWorkload
  readonly labels: Readonly<Record<string, string>>
  readonly node: string
  readonly signature: string // two readings of an unchanged pod have the same
}

/**
 * Finds the running pods of the world's workloads. A pod stays the same object from reading to
 * reading unless something about it changed.
 */
export class PodReader {
  private readonly workloads: ReadonlyMap<string, WorldWorkload>
  private readonly identities = new Map<string, WorkloadIdentity>()
  private known = new Map<string, Pod>()

  constructor(topology: Topology) {
    this.workloads = new Map(topology.workloads.map((w) => [`${w.namespace}/${w.name}`, w]))
  }

  read(objects: ObjectReader): readonly Pod[] {
    const drafts = objects.list('Pod').flatMap((pod) => this.podOf(pod))
    const drawn = drafts.length === 0 ? this.imagined() : drafts
    const machines = [...this.workloads.values()].filter((w) => w.kind === 'VirtualMachine')
    const all = [...drawn, ...machines.flatMap((machine) => this.machineOf(machine, objects))]
    const next = new Map(all.map((pod) => [`${pod.workload.namespace}/${pod.pod}`, pod]))
    for (const [key, pod] of next) {
      const before = this.known.get(key)
      if (before?.signature === pod.signature) next.set(key, before)
    }
    this.known = next
    return [...next.values()]
  }

  private podOf(object: KubeObject): readonly Pod[] {
    if (object.metadata['deletionTimestamp'] !== undefined || !isReady(object)) return []
    const world = this.workloadOf(object)
    if (world === null) return []
    const labels = object.metadata.labels ?? {}
    return [
      this.pod(world, {
        pod: object.metadata.name,
        ip: stringAt(object.status, 'podIP'),
        node: stringAt(object.spec, 'nodeName'),
        proxy: proxyOf(object, world),
        labels,
      }),
    ]
  }

  /** A pod's name is its workload's, then what controllers put behind it. */
  private workloadOf({ metadata }: KubeObject): WorldWorkload | null {
    let name = metadata.name
    for (;;) {
      const world = this.workloads.get(`${metadata.namespace ?? ''}/${name}`)
      if (world !== undefined) return world
      const cut = name.lastIndexOf('-')
      if (cut < 0) return null
      name = name.slice(0, cut)
    }
  }

  /** Without any pod object the world is taken at its word. */
  private imagined(): readonly Pod[] {
    const drawn = [...this.workloads.values()].filter(
      ({ kind }) => kind !== 'VirtualMachine' && kind !== 'CronJob',
    )
    return drawn.flatMap((world, index) =>
      Array.from({ length: world.replicas }, (_, replica) =>
        this.pod(world, {
          pod: `${world.name}-${replica}`,
          ip: `10.244.${Math.floor(index / 250)}.${(index % 250) + 1}`,
          node: 'node-1',
          proxy: world.proxy,
          labels: labelsOf(world),
        }),
      ),
    )
  }

  private machineOf(world: WorldWorkload, objects: ObjectReader): readonly Pod[] {
    const entries = objects.list('WorkloadEntry', world.namespace)
    const entry = entries.find(({ metadata }) => metadata.name.startsWith(world.name))
    if (entry === undefined && objects.list('Pod').length > 0) return []
    const ip = stringAt(entry?.spec, 'address') || '192.0.2.50'
    const { name: pod, proxy } = world
    return [this.pod(world, { pod, ip, node: '', proxy, labels: labelsOf(world) })]
  }

  private pod(
    world: WorldWorkload,
    fields: Pick<Pod, 'pod' | 'ip' | 'node' | 'proxy' | 'labels'>,
  ): Pod {
    return {
      ...fields,
      world,
      workload: this.identityOf(world),
      signature: JSON.stringify([fields.ip, fields.node, fields.proxy, fields.labels]),
    }
  }

  private identityOf(world: WorldWorkload): WorkloadIdentity {
    const key = `${world.namespace}/${world.name}`
    let identity = this.identities.get(key)
    if (identity === undefined) {
      const { namespace, name, app, version, serviceAccount } = world
      identity = { key, namespace, name, app, version, serviceAccount }
      this.identities.set(key, identity)
    }
    return identity
  }
}

function labelsOf({ app, version }: WorldWorkload): Readonly<Record<string, string>> {
  return version === '' ? { app } : { app, version }
}

function isReady(pod: KubeObject): boolean {
  if (stringAt(pod.status, 'phase') !== 'Running') return false
  const ready = listAt(pod.status, 'conditions').find((c) => stringAt(c, 'type') === 'Ready')
  return ready === undefined || stringAt(ready, 'status') === 'True'
}

const captured = 'ambient.istio.io/redirection'

/** What stands before the pod now, whatever its namespace asks for. */
function proxyOf(pod: KubeObject, world: WorldWorkload): ProxyKind {
  if (world.proxy === 'gateway' || world.proxy === 'waypoint') return world.proxy
  const containers = [...listAt(pod.spec, 'containers'), ...listAt(pod.spec, 'initContainers')]
  const isInjected = containers.some((c) => isRecord(c) && c['name'] === 'istio-proxy')
  if (isInjected && world.app !== 'ztunnel') return 'sidecar'
  return pod.metadata.annotations?.[captured] === 'enabled' ? 'ztunnel' : 'none'
}
