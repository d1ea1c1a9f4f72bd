import type { KubeObject } from '../../../seams.ts'
import { isRecord, listAt, numberAt, recordAt, stringAt } from '../../../store/json.ts'
import type { Json } from '../../../store/json.ts'
import { fullHost } from '../../../world/traffic/hosts.ts'
import { markOf, type Registry, type ServicePort } from './registry.ts'
import { routeBeside, routesOf } from './service-routes.ts'

const routeType = 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration'

export interface LabRoutes {
  readonly name: string
  readonly config: Json
  readonly makers: readonly (KubeObject | null)[]
}

/** One configuration for each port on which requests are read, a virtual host for each service. */
export function sidecarRoutes(registry: Registry): readonly LabRoutes[] {
  const byPort = Map.groupBy(
    registry.ports.filter(({ isHttp }) => isHttp),
    ({ port }) => port,
  )
  return [...byPort].map(([port, services]) => {
    const made = services.map((service) => ({
      service,
      route: routeBeside(registry, service) ?? registry.virtualService(service.host, 'mesh'),
    }))
    return {
      name: String(port),
      makers: made.flatMap(({ service, route }) => [service.service, route]),
      config: configuration(String(port), [
        ...made.map(({ service, route }) => serviceHost(service, route)),
        passthrough,
      ]),
    }
  })
}

function serviceHost(service: ServicePort, route: KubeObject | null): Json {
  const { host, name, namespace, port, address } = service
  const short = [name, `${name}.${namespace}`, `${name}.${namespace}.svc`]
  return {
    name: `${host}:${port}`,
    domains: [host, ...short, ...(address === '' ? [] : [address])],
    routes: route === null ? [usual(service)] : routesFor(route, port),
    include_request_attempt_count: true,
  }
}

function routesFor(route: KubeObject, port: number): readonly Json[] {
  if (route.kind === 'VirtualService') return rulesOf(route, port)
  return routesOf(route, (host, target) => `outbound|${target}||${host}`)
}

function usual({ host, port }: ServicePort): Json {
  return {
    name: 'default',
    match: { prefix: '/' },
    route: {
      cluster: `outbound|${port}||${host}`,
      timeout: '0s',
      retry_policy: { num_retries: 2 },
    },
    decorator: { operation: `${host}:${port}/*` },
  }
}

const passthrough: Json = {
  name: 'allow_any',
  domains: ['*'],
  routes: [
    {
      name: 'allow_any',
      match: { prefix: '/' },
      route: { cluster: 'PassthroughCluster', timeout: '0s' },
    },
  ],
}

/** Those of VirtualServices that name the gateway, on the port of its server. */
export function gatewayRoutes(
  registry: Registry,
  {
    gateway,
    port,
    name,
  }: { readonly gateway: string; readonly port: number; readonly name: string },
): LabRoutes {
  const bound = registry.objects.list('VirtualService').filter((route) => bindsTo(route, gateway))
  const hosts = bound.flatMap((route) =>
    listAt(route.spec, 'hosts')
      .map(String)
      .map((host) => ({
        name: `${host}:${port}`,
        domains: [host],
        routes: rulesOf(route, port),
        include_request_attempt_count: true,
      })),
  )
  const nothing = { name: `blackhole:${port}`, domains: ['*'] }
  return {
    name,
    makers: bound,
    config: configuration(name, hosts.length === 0 ? [nothing] : hosts),
  }
}

function bindsTo({ metadata, spec }: KubeObject, gateway: string): boolean {
  const [namespace = '', name = ''] = gateway.split('/')
  const isNear = metadata.namespace === namespace
  return listAt(spec, 'gateways').some((one) => one === gateway || (isNear && one === name))
}

function configuration(name: string, hosts: readonly Json[]): Json {
  return { '@type': routeType, name, virtual_hosts: hosts, validate_clusters: false }
}

/** The rules of a VirtualService, one route for each of their matches. */
function rulesOf(route: KubeObject, port: number): readonly Json[] {
  const namespace = route.metadata.namespace ?? ''
  return listAt(route.spec, 'http').flatMap((rule) => {
    const matches = listAt(rule, 'match')
    const action = actionOf(rule, { namespace, port })
    return (matches.length === 0 ? [{}] : matches).map((match) => ({
      ...(stringAt(rule, 'name') === '' ? {} : { name: stringAt(rule, 'name') }),
      match: matchOf(match),
      ...action,
      metadata: { filter_metadata: { istio: markOf(route) } },
    }))
  })
}

interface RuleAt {
  readonly namespace: string
  readonly port: number
}

function actionOf(rule: unknown, at: RuleAt): Json {
  const redirect = recordAt(rule, 'redirect')
  if (Object.keys(redirect).length > 0)
    return {
      redirect: {
        ...(stringAt(redirect, 'uri') === '' ? {} : { path_redirect: stringAt(redirect, 'uri') }),
        ...(stringAt(redirect, 'authority') === ''
          ? {}
          : { host_redirect: stringAt(redirect, 'authority') }),
      },
    }
  const status = numberAt(recordAt(rule, 'directResponse'), 'status')
  if (status !== null) return { direct_response: { status } }
  const timeout = stringAt(rule, 'timeout') || '0s'
  const attempts = numberAt(recordAt(rule, 'retries'), 'attempts') ?? 2
  const targets = listAt(rule, 'route').filter(isRecord)
  const names = targets.map((target) => ({
    name: clusterFor(recordAt(target, 'destination'), at),
    weight: numberAt(target, 'weight') ?? (targets.length === 1 ? 100 : 0),
  }))
  const [only] = names
  const target =
    names.length === 1 && only !== undefined
      ? { cluster: only.name }
      : { weighted_clusters: { clusters: names } }
  return { route: { ...target, timeout, retry_policy: { num_retries: attempts } } }
}

function clusterFor(destination: Json, { namespace, port }: RuleAt): string {
  const host = fullHost(stringAt(destination, 'host'), namespace)
  const number = numberAt(recordAt(destination, 'port'), 'number') ?? port
  return `outbound|${number}|${stringAt(destination, 'subset')}|${host}`
}

function matchOf(match: unknown): Json {
  const uri = recordAt(match, 'uri')
  const [exact, prefix, regex] = ['exact', 'prefix', 'regex'].map((how) => stringAt(uri, how))
  const headers = Object.entries(recordAt(match, 'headers')).map(([name, value]) => {
    const how = Object.entries(isRecord(value) ? value : {})[0]
    return {
      name,
      ...(how === undefined
        ? { present_match: true }
        : {
            string_match:
              how[0] === 'regex' ? { safe_regex: { regex: how[1] } } : { [how[0]]: how[1] },
          }),
    }
  })
  const path = exact
    ? { path: exact }
    : regex
      ? { safe_regex: { regex } }
      : { prefix: prefix || '/' }
  return { ...path, case_sensitive: true, ...(headers.length === 0 ? {} : { headers }) }
}
