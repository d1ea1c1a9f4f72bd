import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, Rule } from '../../../../seams/rule.ts'
import { selectorOfGateway, serversOf, type GatewayServer } from '../../lookup/gateways.ts'
import { gatewayKind } from '../../lookup/kinds.ts'
import { overlaps } from '../../lookup/wildcards.ts'

/** Gateways by selector and port: only those can be in each other's way. */
const gatewaysByPort: Index = {
  id: 'gateways by selector and port',
  kinds: [gatewayKind],
  keysOf: (gateway) =>
    serversOf(gateway).flatMap(({ port }) => (port === null ? [] : [keyOf(gateway, port)])),
}

function keyOf(gateway: KubeObject, port: number): string {
  const pairs = Object.entries(selectorOfGateway(gateway)).map(
    ([name, value]) => `${name}=${value}`,
  )
  return `${pairs.sort().join(',')} ${port}`
}

export const gatewayHostTwice: Rule = {
  id: 'MC301',
  aka: ['KIA0301', 'IST0145'],
  severity: 'warning',
  title: 'Two Gateways open one host on one port of the same proxy',
  cause: 'Another Gateway with the same selector has a server of this port whose hosts overlap.',
  effect:
    'One of the two servers wins, by age; with TLS that decides which certificate callers see.',
  repair: 'Keep the host in one Gateway, or make the hosts of one narrower.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0145/',
  kinds: [gatewayKind],
  needs: [],
  *check({ object }, view) {
    for (const server of serversOf(object)) {
      const { port } = server
      if (port === null) continue
      const others = view.find(gatewaysByPort, keyOf(object, port)).filter((one) => one !== object)
      for (const host of server.hosts) {
        const rivals = others.filter((other) =>
          serversOf(other).some(
            (one) => one.port === port && opens(one, other, [host.text() ?? '', object]),
          ),
        )
        if (rivals.length === 0) continue
        const names = rivals.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)
        yield {
          field: host,
          message: `${host.text() ?? ''} on port ${port} is opened by Gateway ${names.join(', ')} as well`,
          values: { host: host.text() ?? '', port: String(port), gateways: names.join(', ') },
          related: rivals,
        }
      }
    }
  },
}

/** A host may be limited to the services of one namespace: `prod/x`, `./x`; two of those never meet. */
function opens(
  server: GatewayServer,
  gateway: KubeObject,
  [host, other]: [string, KubeObject],
): boolean {
  const wanted = scopedHost(host, other)
  return server.hosts.some((field) => {
    const mine = scopedHost(field.text() ?? '', gateway)
    const isOneScope = mine.scope === '*' || wanted.scope === '*' || mine.scope === wanted.scope
    return isOneScope && overlaps(mine.host, wanted.host) && isSameWildness(mine.host, wanted.host)
  })
}

/** `*` beside named hosts is a usual fallback and no conflict: Envoy takes the closest. */
function isSameWildness(one: string, other: string): boolean {
  return one.startsWith('*') === other.startsWith('*') && (one === '*') === (other === '*')
}

function scopedHost(host: string, gateway: KubeObject): { scope: string; host: string } {
  const slash = host.indexOf('/')
  if (slash === -1) return { scope: '*', host }
  const scope = host.slice(0, slash)
  return {
    scope: scope === '.' ? (gateway.metadata.namespace ?? '') : scope,
    host: host.slice(slash + 1),
  }
}
