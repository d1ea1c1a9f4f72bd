import { serviceHost } from './hosts.ts'
import type { Host, Model } from './model.ts'
import type { Pod } from './pods.ts'
import type { RequestedService } from './report.ts'
import { routeApplies } from './rules/gateway-routes.ts'
import type { Ask, HttpRule } from './rules/http-rule.ts'
import { defaultRetries } from './rules/http-rule.ts'
import { pickVirtualService } from './rules/virtual-services.ts'
import type { VirtualService } from './rules/virtual-services.ts'

/** What a proxy's routes say to a request. */
export type Route =
  | { readonly kind: 'forward'; readonly host: Host | null; readonly rule: HttpRule }
  | { readonly kind: 'passthrough' | 'blackhole' | 'unrouted'; readonly host: Host | null }

/** Finds routes in one reading of the objects. */
export class Router {
  private readonly model: Model
  private readonly hostsByNamespace = new Map<string, Map<string, Host | null>>()
  private readonly picked = new Map<string, VirtualService | null>()
  private readonly plainRules = new Map<string, HttpRule>()

  constructor(model: Model) {
    this.model = model
  }

  /** A sidecar, or a waypoint, which knows only its own Services. */
  fromMesh(client: Pod, ask: Ask): Route {
    const { namespace } = client.workload
    const found = this.hostOf(ask.host, namespace)
    const host = found !== null && this.model.outbound.sees(client, found) ? found : null
    const name = host?.host ?? ask.host
    const rules = rulesFor(ask, this.virtualService(['mesh'], name, namespace))
    if (rules.length > 0) {
      return chosen(
        rules.find((rule) => rule.matches(ask, { pod: client, gateways: ['mesh'] })),
        host,
      )
    }
    if (host === null) {
      return { kind: this.model.outbound.isOpenFor(client) ? 'passthrough' : 'blackhole', host }
    }
    return this.byServiceRoute(client, ask, host) ?? this.straight(host)
  }

  /** A gateway: only what its Gateways take and VirtualServices bind to them. */
  fromGateway(gateway: Pod, ask: Ask): Route {
    const gateways = this.model.ingress.gatewaysFor(gateway, ask)
    const service = this.virtualService(gateways, ask.host, null)
    const host = this.model.hosts.get(ask.host) ?? null
    const rule = service?.http.find((r) => r.matches(ask, { pod: gateway, gateways }))
    return chosen(rule, host)
  }

  /** The host that a client means; null when the registry has none of this name. */
  hostOf(name: string, namespace: string): Host | null {
    let known = this.hostsByNamespace.get(namespace)
    if (known === undefined) {
      known = new Map<string, Host | null>()
      this.hostsByNamespace.set(namespace, known)
    }
    let host = known.get(name)
    if (host === undefined) known.set(name, (host = this.findHost(name, namespace)))
    return host
  }

  private findHost(name: string, namespace: string): Host | null {
    const { hosts } = this.model
    const [first = '', second, third] = name.split('.')
    const short = second === undefined ? serviceHost(namespace, first) : serviceHost(second, first)
    const isShort = third === undefined || (third === 'svc' && !name.endsWith('.local'))
    return hosts.get(name) ?? (isShort ? hosts.get(short) : undefined) ?? null
  }

  straight(host: Host): Route {
    let rule = this.plainRules.get(host.host)
    if (rule === undefined) this.plainRules.set(host.host, (rule = plainRule(host.host)))
    return { kind: 'forward', host, rule }
  }

  private byServiceRoute(client: Pod, ask: Ask, host: Host): Route | null {
    if (this.model.serviceRoutes.length === 0) return null
    const from = { host: host.host, namespace: client.workload.namespace }
    const routes = this.model.serviceRoutes.filter((route) => routeApplies(route, ask, from))
    if (routes.length === 0) return null
    const rules = routes.flatMap((route) => route.rules)
    return chosen(
      rules.find((rule) => rule.matches(ask, { pod: client, gateways: ['mesh'] })),
      host,
    )
  }

  /** `namespace` is the client's; null for gateways, which see every export. */
  private virtualService(
    gateways: readonly string[],
    host: string,
    namespace: string | null,
  ): VirtualService | null {
    if (gateways.length === 0) return null
    const key = `${gateways.join(',')}|${host}|${namespace ?? ''}`
    let service = this.picked.get(key)
    if (service === undefined) {
      const visible = this.model.virtualServices.filter(
        (candidate) =>
          candidate.gateways.some((gateway) => gateways.includes(gateway)) &&
          (namespace === null || candidate.isExportedTo(namespace)),
      )
      this.picked.set(key, (service = pickVirtualService(visible, host)))
    }
    return service
  }
}

function rulesFor({ protocol }: Ask, service: VirtualService | null): readonly HttpRule[] {
  if (service === null) return []
  return protocol === 'tcp' ? service.tcp : service.http
}

/** Where there are rules and none fits, a request has no route. */
function chosen(rule: HttpRule | undefined, host: Host | null): Route {
  return rule === undefined ? { kind: 'unrouted', host } : { kind: 'forward', host, rule }
}

function plainRule(host: string): HttpRule {
  return {
    matches: () => true,
    targets: [{ host, subset: '', port: null, weight: 1 }],
    directCode: 0,
    timeoutMs: Infinity,
    retries: defaultRetries,
    fault: null,
    mirrors: [],
  }
}

export function requestedService(host: Host, port: number): RequestedService {
  return { kind: 'registry', host: host.host, name: host.name, namespace: host.namespace, port }
}

/** The service of a request that no registered host stands for. */
export function unknownService(kind: RequestedService['kind'], ask: Ask): RequestedService {
  return { kind, host: ask.host, name: ask.host, namespace: '', port: ask.port }
}
