import type { Inventory, ServiceObject, ServicePort } from '../../seams/inventory.ts'

/** A service of the cluster that looks like a back end of the console. */
export interface BackEndCandidate {
  readonly namespace: string
  readonly service: string
  readonly port: number
  /** Where it is from inside the cluster. */
  readonly url: string
  /** For the page of back ends: service mesh/prometheus. */
  readonly howFound: string
}

export interface DiscoveredBackEnds {
  readonly metrics: BackEndCandidate | null
  readonly tracing: BackEndCandidate | null
  /** What was found or looked for, and which option says otherwise, for the person who starts it. */
  readonly sentences: readonly string[]
}

interface Product {
  readonly names: readonly string[] // the likeliest first
  readonly ports: readonly number[]
}

const metricsProduct: Product = {
  names: [
    'prometheus',
    'prometheus-server',
    'prometheus-k8s',
    'prometheus-operated',
    'kube-prometheus-stack-prometheus',
    'thanos-query',
    'thanos-querier',
    'vmselect',
    'vmsingle',
    'victoria-metrics',
    'mimir-query-frontend',
    'mimir-gateway',
    'mimir',
  ],
  ports: [9090, 9091, 10902, 8428, 8481, 8080, 80],
}

const tracingProduct: Product = {
  names: ['jaeger-query', 'tracing', 'jaeger', 'jaeger-all-in-one', 'simplest-query'],
  ports: [16686, 80],
}

/**
 * The back ends that a cluster has by the look of its services' names, labels and ports. Those in
 * `preferredNamespaces` (where the mesh's control plane is) come first. Opens no connection.
 */
export function discoverBackEnds(
  inventory: Inventory,
  preferredNamespaces: readonly string[],
): DiscoveredBackEnds {
  const preferred = new Set(preferredNamespaces)
  const metrics = pick(inventory, metricsProduct, preferred)
  const tracing = pick(inventory, tracingProduct, preferred)
  return {
    metrics: metrics[0] ?? null,
    tracing: tracing[0] ?? null,
    sentences: [
      say(metrics, { what: 'metrics source', option: '--prometheus', product: metricsProduct }),
      say(tracing, { what: 'trace store', option: '--tracing', product: tracingProduct }),
    ],
  }
}

interface Saying {
  readonly what: string
  readonly option: string
  readonly product: Product
}

function say(found: readonly BackEndCandidate[], { what, option, product }: Saying): string {
  const [first, ...others] = found
  if (first === undefined) {
    const names = product.names.slice(0, 5).join(', ')
    return `No ${what} was found among the services of the cluster (looked for ${names} and the like): name its address with ${option}.`
  }
  const rest =
    others.length === 0
      ? ''
      : ` (there are ${others.length} more, such as ${others[0]?.namespace ?? ''}/${others[0]?.service ?? ''})`
  return `The ${what} is the service ${first.namespace}/${first.service}, port ${first.port}${rest}: ${option} names another.`
}

interface Ranked {
  readonly candidate: BackEndCandidate
  readonly rank: readonly number[] // smaller is better, compared from left to right
}

function pick(
  inventory: Inventory,
  product: Product,
  preferred: ReadonlySet<string>,
): readonly BackEndCandidate[] {
  const withPods = new Set(
    inventory.endpoints
      .filter(({ readyAddresses }) => readyAddresses > 0)
      .map(({ namespace, service }) => `${namespace}/${service}`),
  )
  const ranked = inventory.services.flatMap((service): Ranked[] => {
    const nameRank = rankName(service, product)
    const port = pickPort(service.ports, product)
    if (nameRank === null || port === null || service.type === 'ExternalName') return []
    const { namespace, name } = service
    const candidate = {
      namespace,
      service: name,
      port: port.port,
      url: `${port.name === 'https' ? 'https' : 'http'}://${name}.${namespace}:${port.port}`,
      howFound: `service ${namespace}/${name}`,
    }
    const isEmpty = withPods.has(`${namespace}/${name}`) ? 0 : 1
    const isElsewhere = preferred.has(namespace) ? 0 : 1
    return [{ candidate, rank: [isEmpty, isElsewhere, nameRank, isHeadless(service) ? 1 : 0] }]
  })
  return ranked.sort(compare).map(({ candidate }) => candidate)
}

function compare(a: Ranked, b: Ranked): number {
  for (const [index, rank] of a.rank.entries()) {
    const difference = rank - (b.rank[index] ?? 0)
    if (difference !== 0) return difference
  }
  const text = ({ candidate: { namespace, service } }: Ranked): string => `${namespace}/${service}`
  return text(a) < text(b) ? -1 : 1
}

/** By its own name first, then by what its labels say it is; null: not of this product. */
function rankName(service: ServiceObject, { names }: Product): number | null {
  const own = names.indexOf(service.name)
  if (own >= 0) return own
  const { labels } = service
  const said = [labels['app.kubernetes.io/name'], labels['app']].map((text) =>
    text === undefined ? -1 : names.indexOf(text),
  )
  const best = said.filter((index) => index >= 0)
  if (best.length === 0 || isHelper(service, names)) return null
  return names.length + Math.min(...best)
}

// Parts of these products that carry the product's label and speak another protocol.
const helperName =
  /(alertmanager|pushgateway|node-exporter|kube-state-metrics|operator|webhook|collector|agent|ingester|distributor|compactor|store-gateway|memberlist|ruler|headless|blackbox|adapter)/

function isHelper({ name, labels }: ServiceObject, names: readonly string[]): boolean {
  const part = labels['app.kubernetes.io/component'] ?? ''
  return helperName.test(name) || (helperName.test(part) && !names.includes(name))
}

function isHeadless({ clusterIps }: ServiceObject): boolean {
  return clusterIps.includes('None')
}

function pickPort(ports: readonly ServicePort[], product: Product): ServicePort | null {
  const tcp = ports.filter(({ protocol }) => protocol === 'TCP')
  for (const number of product.ports) {
    const port = tcp.find((candidate) => candidate.port === number)
    if (port !== undefined) return port
  }
  return tcp.find(({ name }) => /^(http-)?(web|query|http)$/.test(name)) ?? null
}
