import type { MetricRegistry } from '../../prometheus/registry.ts'
import type { ObjectReader } from '../../seams.ts'
import { randomFrom } from '../random.ts'
import { revisionOf, versionByRevision, type Revision } from '../../revisions.ts'
import { PodReader } from '../traffic/pods.ts'
import { countProxies } from './count-proxies.ts'
import type { Topology } from '../topology.ts'
import { runtimeOf, type Meters, type Tick } from './runtimes.ts'

export interface RuntimeOptions {
  readonly topology: Topology
  readonly objects: ObjectReader
  readonly registry: MetricRegistry
  readonly seed: number
}

interface Found {
  readonly pod: string
  readonly namespace: string
  readonly runtime: (meters: Meters) => Tick
  readonly revision: Revision
}

interface Running {
  readonly tick: Tick
  readonly namespace: string
  readonly pod: string
}

/**
 * What the processes in the pods tell of themselves, beside the traffic: their runtimes, and what the
 * control plane costs. Call it every simulated second; pods that are gone end.
 */
export function createRuntimeMetrics(options: RuntimeOptions): (nowMs: number) => void {
  const { topology, objects, registry } = options
  const random = randomFrom(options.seed ^ 0x7a11)
  const reader = new PodReader(topology)
  const running = new Map<string, Running>()
  let revision = -1
  let proxies = countProxies(objects)

  function readPods(): void {
    revision = objects.revision()
    proxies = countProxies(objects)
    const there = new Map<string, Found>(
      reader.read(objects).flatMap(({ pod, workload }) => {
        const runtime = runtimeOf(workload.app)
        const { namespace } = workload
        return runtime === null
          ? []
          : [
              [
                `${namespace}/${pod}`,
                { pod, namespace, runtime, revision: revisionOf(workload.version) },
              ] as const,
            ]
      }),
    )
    for (const [key, { pod, namespace }] of running) {
      if (there.has(key)) continue
      running.delete(key)
      registry.forget({ pod, namespace, job: 'runtimes' })
    }
    for (const [key, { pod, namespace, runtime, revision: own }] of there) {
      if (running.has(key)) continue
      const labels = { pod, namespace, job: 'runtimes' }
      const meters: Meters = {
        random,
        connected: () => proxies.get(own) ?? 0,
        version: versionByRevision[own],
        number: (family, extra = {}) => registry.counter(family, { ...labels, ...extra }),
        histogram: (family, bounds) => registry.histogram(family, bounds, labels),
      }
      running.set(key, { pod, namespace, tick: runtime(meters) })
    }
  }

  return (nowMs) => {
    if (objects.revision() !== revision) readPods()
    for (const { tick } of running.values()) tick(nowMs)
  }
}
