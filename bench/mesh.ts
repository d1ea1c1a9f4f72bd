import { randomFrom, type Random } from '../lab/world/random.ts'

export interface BenchWorkload {
  readonly namespace: string
  readonly app: string
}

export type BenchProtocol = 'http' | 'grpc' | 'tcp'

export interface BenchEdge {
  readonly source: BenchWorkload
  readonly target: BenchWorkload
  readonly protocol: BenchProtocol
  readonly perSecond: number
  readonly failingShare: number
}

export interface BenchMesh {
  readonly workloads: readonly BenchWorkload[]
  readonly edges: readonly BenchEdge[]
}

const callsPerWorkload = 4
const insideShare = 0.8

/** Small meshes have ten workloads a namespace, large ones larger namespaces, as in real ones. */
const namespaceSize = (workloads: number): number => (workloads <= 1000 ? 10 : 25)

/** A mesh of so many workloads with about four calls each, four of five inside the namespace. */
export function createMesh(size: number, seed = 1): BenchMesh {
  const random = randomFrom(seed)
  const perNamespace = namespaceSize(size)
  const workloads = Array.from({ length: size }, (_, index) => ({
    namespace: `team-${String(Math.floor(index / perNamespace)).padStart(3, '0')}`,
    app: `service-${String(index % perNamespace).padStart(2, '0')}`,
  }))
  const edges = new Map<string, BenchEdge>()
  for (const [index, source] of workloads.entries()) {
    const first = index - (index % perNamespace)
    let calls = 0
    while (calls < callsPerWorkload) {
      const isInside = random() < insideShare
      const inside = Math.min(first + Math.floor(random() * perNamespace), size - 1)
      const chosen = isInside ? inside : Math.floor(random() * size)
      const target = workloads[chosen]
      if (target === undefined || chosen === index || edges.has(`${index} ${chosen}`)) continue
      calls += 1
      edges.set(`${index} ${chosen}`, createEdge(source, target, random))
    }
  }
  return { workloads, edges: [...edges.values()] }
}

function createEdge(source: BenchWorkload, target: BenchWorkload, random: Random): BenchEdge {
  const kind = random()
  return {
    source,
    target,
    protocol: kind < 0.1 ? 'tcp' : kind < 0.25 ? 'grpc' : 'http',
    perSecond: Math.ceil(random() * 2000) / 20,
    failingShare: random() < 0.2 ? 0.05 : 0,
  }
}
