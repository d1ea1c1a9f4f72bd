import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, Rule, View } from '../../../../seams/rule.ts'
import { selectorOfGateway, serversOf } from '../../lookup/gateways.ts'
import { gatewayKind } from '../../lookup/kinds.ts'
import { wildcardsAround } from '../../lookup/wildcards.ts'

/** So many are named; a host that hundreds of Gateways open is as wrong as one that two open. */
const mostNamed = 10

/** A host as a Gateway opens it: where, and for the services of which namespace. */
interface OpenedHost {
  /** Proxy and port. */
  readonly place: string
  /** `*`: not limited to the services of a namespace. */
  readonly scope: string
  readonly host: string
}

/** Gateways by what they open, so that two that open the same find each other. */
const gatewaysByHost: Index = {
  id: 'gateways by proxy, port and host',
  kinds: [gatewayKind],
  keysOf: (gateway) =>
    serversOf(gateway).flatMap((server) =>
      server.hosts.flatMap((field) => {
        const opened = openedHost(gateway, server.port, field.text() ?? '')
        if (opened === null) return []
        const { place, scope, host } = opened
        const hosts = [`=${host}`, ...(isPartWild(host) ? wildcardsAround(host) : [])]
        return hosts.flatMap((one) => [`${place} any ${one}`, `${place} ${scope} ${one}`])
      }),
    ),
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
  differs: '`*` clashes with `*` only: beside narrower hosts it is the usual fallback.',
  kinds: [gatewayKind],
  needs: [],
  *check({ object }, view) {
    for (const { port, hosts } of serversOf(object)) {
      for (const field of hosts) {
        const written = field.text() ?? ''
        const opened = openedHost(object, port, written)
        const rivals = opened === null ? [] : rivalsOf(view, opened, object)
        if (rivals.length === 0) continue
        const names = rivals.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)
        yield {
          field,
          message: `${written} on port ${port ?? ''} is opened by Gateway ${names.join(', ')} as well`,
          values: { host: written, port: String(port), gateways: names.join(', ') },
          related: rivals,
        }
      }
    }
  },
}

/** A wildcard meets those above it, by their own name, and those below it; `*` only itself: it is the usual fallback. */
function rivalsOf(view: View, { place, scope, host }: OpenedHost, own: KubeObject): KubeObject[] {
  const scopes = scope === '*' ? ['any'] : [scope, '*']
  const above = isPartWild(host) ? wildcardsAround(host).filter((one) => one !== '*') : []
  const hosts = [`=${host}`, ...above.map((one) => `=${one}`), ...(isPartWild(host) ? [host] : [])]
  const rivals = new Set<KubeObject>()
  for (const key of scopes.flatMap((one) => hosts.map((name) => `${place} ${one} ${name}`))) {
    for (const gateway of view.find(gatewaysByHost, key)) {
      if (gateway !== own) rivals.add(gateway)
      if (rivals.size === mostNamed) return [...rivals]
    }
  }
  return [...rivals]
}

/** `*.example.com`, but not `*`. */
const isPartWild = (host: string): boolean => host.startsWith('*') && host !== '*'

/** A host may be limited to the services of one namespace: `prod/x`, `./x`. */
function openedHost(gateway: KubeObject, port: number | null, written: string): OpenedHost | null {
  if (port === null || written === '') return null
  const pairs = Object.entries(selectorOfGateway(gateway)).map(
    ([name, value]) => `${name}=${value}`,
  )
  const place = `${pairs.sort().join(',')} ${port}`
  const slash = written.indexOf('/')
  if (slash === -1) return { place, scope: '*', host: written }
  const namespace = written.slice(0, slash)
  const scope = namespace === '.' ? (gateway.metadata.namespace ?? '') : namespace
  return { place, scope, host: written.slice(slash + 1) }
}
