import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../seams.ts'
import { startControllers } from '../store/controllers/controllers.ts'
import { listAt, stringAt } from '../store/json.ts'
import { ObjectStore } from '../store/object-store.ts'
import { defaultTopology } from './default-world.ts'
import { buildObjects } from './objects.ts'
import { randomFrom } from './random.ts'

const store = new ObjectStore({ nowMs: () => Date.UTC(2026, 0, 5) })
const controllers = startControllers(store, { random: randomFrom(1), delayMs: 0 })
for (const object of buildObjects(defaultTopology)) store.create(object)
controllers.settle()
controllers.stop()

describe('the objects of the default world', () => {
  it('runs as many pods as the topology has replicas', () => {
    const inPods = defaultTopology.workloads.filter((w) => w.kind !== 'VirtualMachine')
    const replicas = inPods.map((w) => (w.kind === 'DaemonSet' ? 3 : w.replicas))
    // Specimens of broken pods belong to no workload of the topology.
    const pods = store
      .list('Pod')
      .filter(({ metadata }) => metadata.namespace !== 'broken-workloads')
    expect(pods).toHaveLength(replicas.reduce((sum, count) => sum + count, 0))
  })

  it.each([
    { desc: 'a sidecar', pod: 'reviews-v1', containers: ['istio-proxy', 'reviews'] },
    { desc: 'a native sidecar', pod: 'hotels-v1', containers: ['hotels'] },
    { desc: 'ambient', pod: 'basket-v1', containers: ['basket'] },
    { desc: 'no mesh', pod: 'mainframe-bridge-v1', containers: ['mainframe-bridge'] },
    { desc: 'a waypoint', pod: 'waypoint-', containers: ['istio-proxy'] },
  ])('gives $desc the containers $containers', ({ pod, containers }) => {
    expect(listAt(podNamed(pod).spec, 'containers').map((c) => stringAt(c, 'name'))).toEqual(
      containers,
    )
  })

  it('marks pods as the injector and the ambient agent do', () => {
    expect(podNamed('reviews-v1').metadata.annotations).toHaveProperty('sidecar.istio.io/status')
    expect(podNamed('basket-v1').metadata.annotations).toEqual({
      'ambient.istio.io/redirection': 'enabled',
    })
    expect(podNamed('mainframe-bridge').metadata.annotations).toEqual({})
  })

  it('puts the ready pods of a service into its slice', () => {
    const slices = store.list('EndpointSlice', 'bookinfo')
    const reviews = slices.find((s) => s.metadata.name.startsWith('reviews-'))
    expect(listAt(reviews, 'endpoints')).toHaveLength(3)
  })
})

function podNamed(prefix: string): KubeObject {
  const found = store.list('Pod').find((pod) => pod.metadata.name.startsWith(prefix))
  if (found === undefined) throw new Error(`no pod ${prefix}`)
  return found
}
