import { aRoot, aService, aWorkload, httpCall } from './building.ts'
import { defaultTopology } from './default-world.ts'
import { randomFrom } from './random.ts'
import type { Random } from './random.ts'
import { mergeTopologies } from './topology.ts'
import type { Topology, WorldCall, WorldNamespace, WorldRoot, WorldWorkload } from './topology.ts'

const layers = 5
const callsPerCaller = 5 // the last layer calls nobody, so that the mean is four

interface Place {
  readonly namespace: string
  readonly app: string
  readonly layer: number
}

/**
 * The default world and, around it, synthetic namespaces of 25 to 50 workloads until there are
 * `workloads` of them; about four calls each, four of five within the namespace. Calls go only to
 * deeper layers, so that no request runs in circles. The same arguments give the same world.
 */
export function scaledTopology(workloads: number, seed: number): Topology {
  const random = randomFrom(seed)
  const missing = Math.max(0, workloads - defaultTopology.workloads.length)
  const places = settle(missing, random)
  const byLayer = Array.from({ length: layers }, (_, layer) =>
    places.filter((place) => place.layer === layer),
  )
  const namespaces = new Map<string, Place[]>()
  for (const place of places) {
    const neighbours = namespaces.get(place.namespace) ?? []
    neighbours.push(place)
    namespaces.set(place.namespace, neighbours)
  }
  const settled = places.map((place, index) =>
    aWorkload({
      namespace: place.namespace,
      app: place.app,
      latency: { p50Ms: 2 + random() * 10, p95Ms: 15 + random() * 40 },
      spoilt: index % 37 === 0 ? [{ ratio: 0.05, code: 500, grpcStatus: null }] : [],
      calls: drawCalls(place, {
        random,
        byLayer,
        neighbours: namespaces.get(place.namespace) ?? [],
      }),
    }),
  )
  return mergeTopologies([
    defaultTopology,
    {
      namespaces: [...namespaces.keys()].map((name): WorldNamespace => ({ name, mesh: 'sidecar' })),
      services: places.map(({ namespace, app }) => aService(namespace, app)),
      workloads: settled,
      roots: rootsOf(settled, places),
      externals: [],
    },
  ])
}

function settle(count: number, random: Random): readonly Place[] {
  const places: Place[] = []
  for (let number = 1; places.length < count; number += 1) {
    const namespace = `team-${String(number).padStart(3, '0')}`
    const size = Math.min(25 + Math.floor(random() * 26), count - places.length)
    for (let index = 0; index < size; index += 1) {
      places.push({
        namespace,
        app: `svc-${String(index).padStart(2, '0')}`,
        layer: Math.floor((index * layers) / size),
      })
    }
  }
  return places
}

interface Surroundings {
  readonly random: Random
  readonly byLayer: readonly (readonly Place[])[]
  readonly neighbours: readonly Place[]
}

function drawCalls(place: Place, around: Surroundings): readonly WorldCall[] {
  const { random, byLayer, neighbours } = around
  if (place.layer === layers - 1) return []
  const nextLayer = neighbours.filter(({ layer }) => layer === place.layer + 1)
  const position = neighbours.indexOf(place)
  const chosen = new Set<Place>()
  for (let draw = 0; draw < callsPerCaller; draw += 1) {
    const isNear = draw < callsPerCaller - 1
    const candidates = isNear ? nextLayer : (byLayer[place.layer + 1] ?? [])
    // The neighbour of equal position comes first, so that nobody in a deeper layer is never asked.
    const index = draw === 0 ? position : Math.floor(random() * candidates.length)
    const target = candidates[index % candidates.length]
    if (target !== undefined) chosen.add(target)
  }
  return [...chosen].map((target, index) =>
    httpCall(
      target.namespace === place.namespace ? target.app : `${target.app}.${target.namespace}`,
      `/${target.app}`,
      { countPerRequest: 0.2, step: index % 2 },
    ),
  )
}

/** The first layer of each namespace starts requests on its own. */
function rootsOf(
  workloads: readonly WorldWorkload[],
  places: readonly Place[],
): readonly WorldRoot[] {
  return workloads.flatMap((workload, index) => {
    if (places[index]?.layer !== 0) return []
    return workload.calls.map((call) =>
      aRoot({
        from: `${workload.namespace}/${workload.name}`,
        call: { ...call, countPerRequest: 1 },
        requestsPerSecond: 0.05,
      }),
    )
  })
}
