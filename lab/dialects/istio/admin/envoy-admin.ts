import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Authority } from '../../../certificates.ts'
import type { KubeObject, ObjectReader } from '../../../seams.ts'
import { stringAt } from '../../../store/json.ts'
import type { Json } from '../../../store/json.ts'
import { istioVersion } from '../../../world/platform.ts'
import { configOf, secretsOf, writeDump, type ProxyKind } from './config-dump.ts'
import { registryOf } from './registry.ts'

export interface EnvoyOptions {
  readonly objects: ObjectReader
  readonly authority: Authority
  readonly nowMs: () => number
  readonly kind: ProxyKind
}

const envoyVersion = '4b1bb6a1c2d3e4f5061728394a5b6c7d8e9f0a1b/1.37.0/Clean/RELEASE/BoringSSL'
const loggers = ['admin', 'config', 'connection', 'filter', 'http', 'rbac', 'router', 'upstream']
const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off']

/** The admin port of one proxy: what the console asks of it, made of the cluster's objects. */
export function createEnvoyAdmin(pod: KubeObject, options: EnvoyOptions): RequestListener {
  const levelByLogger = new Map(loggers.map((logger) => [logger, 'warning']))
  const { objects, authority, nowMs, kind } = options
  const startedAt = pod.metadata.creationTimestamp ?? new Date(nowMs()).toISOString()

  const answers: Readonly<Record<string, () => Json>> = {
    '/config_dump': () => {
      const registry = registryOf(objects)
      const secrets = secretsOf(pod, authority, nowMs())
      const bootstrap = bootstrapOf(pod, kind)
      return writeDump(configOf(registry, pod, kind), { registry, secrets, bootstrap, startedAt })
    },
    '/clusters': () => ({ cluster_statuses: hostsOf(pod, { objects, kind }) }),
    '/stats': () => statsOf(pod, { objects, kind, uptimeSeconds: uptimeOf(startedAt, nowMs()) }),
    '/server_info': () => ({
      version: envoyVersion,
      state: 'LIVE',
      hot_restart_version: '11.104',
      uptime_current_epoch: `${uptimeOf(startedAt, nowMs())}s`,
      uptime_all_epochs: `${uptimeOf(startedAt, nowMs())}s`,
      command_line_options: { concurrency: 2, drain_time: '45s', log_level: 'warning' },
      node: nodeOf(pod, kind),
    }),
  }

  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://admin.invalid')
    const answer = answers[url.pathname]
    if (url.pathname === '/logging') answerLogging(levelByLogger, url, { request, response })
    else if (answer !== undefined) sendJson(response, answer())
    else sendText(response, 404, 'invalid path. admin commands are: /config_dump, /clusters …\n')
  }
}

const uptimeOf = (startedAt: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(startedAt)) / 1000))

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Levels are told and set by POST alone; an unknown logger or level is refused. */
function answerLogging(
  known: Map<string, string>,
  url: URL,
  { request, response }: Exchange,
): void {
  if (request.method !== 'POST') {
    sendText(response, 405, 'Method GET not allowed, POST required.')
    return
  }
  for (const [name, level] of url.searchParams) {
    const isAll = name === 'level'
    if (!levels.includes(level) || (!isAll && !known.has(name))) {
      sendText(response, 400, 'error: unknown logger name or level\n')
      return
    }
    for (const logger of isAll ? loggers : [name]) known.set(logger, level)
  }
  const lines = [...known].map(([logger, level]) => `  ${logger}: ${level}`)
  sendText(response, 200, `active loggers:\n${lines.join('\n')}\n\n`)
}

function nodeOf(pod: KubeObject, kind: ProxyKind): Json {
  const { name, namespace = '' } = pod.metadata
  const ip = stringAt(pod.status, 'podIP')
  const role = kind === 'gateway' ? 'router' : kind
  return {
    id: `${role}~${ip}~${name}.${namespace}~${namespace}.svc.cluster.local`,
    cluster: `${pod.metadata.labels?.['app'] ?? name}.${namespace}`,
    metadata: { NAME: name, NAMESPACE: namespace, ISTIO_VERSION: istioVersion },
    locality: { region: 'lab', zone: 'lab-1' },
  }
}

function bootstrapOf(pod: KubeObject, kind: ProxyKind): Json {
  return {
    node: nodeOf(pod, kind),
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: 15_000 } } },
    dynamic_resources: {
      lds_config: { ads: {}, resource_api_version: 'V3' },
      cds_config: { ads: {}, resource_api_version: 'V3' },
      ads_config: {
        api_type: 'DELTA_GRPC',
        grpc_services: [{ envoy_grpc: { cluster_name: 'xds-grpc' } }],
      },
    },
  }
}

interface ProxyAt {
  readonly objects: ObjectReader
  readonly kind: ProxyKind
}

/** The pods behind each cluster; nobody simulates what one proxy thinks of a pod's health. */
function hostsOf(pod: KubeObject, { objects, kind }: ProxyAt): readonly Json[] {
  return configOf(registryOf(objects), pod, kind).clusters.map(({ name, hosts }) => ({
    name,
    added_via_api: true,
    host_statuses: hosts.map(({ pod: host, port }) => ({
      address: { socket_address: { address: stringAt(host?.status, 'podIP'), port_value: port } },
      health_status: { eds_health_status: 'HEALTHY' },
      weight: 1,
      locality: { region: 'lab', zone: 'lab-1' },
    })),
  }))
}

function statsOf(pod: KubeObject, at: ProxyAt & { readonly uptimeSeconds: number }): Json {
  const { clusters, listeners } = configOf(registryOf(at.objects), pod, at.kind)
  const stats = [
    { name: 'cluster_manager.active_clusters', value: clusters.length },
    { name: 'listener_manager.total_listeners_active', value: listeners.length },
    { name: 'server.live', value: 1 },
    { name: 'server.uptime', value: at.uptimeSeconds },
    ...clusters.flatMap(({ name, hosts }) => [
      { name: `cluster.${name}.membership_healthy`, value: hosts.length },
      { name: `cluster.${name}.membership_total`, value: hosts.length },
    ]),
  ]
  return { stats }
}

function sendJson(response: ServerResponse, body: Json): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=UTF-8' })
  response.end(text)
}
