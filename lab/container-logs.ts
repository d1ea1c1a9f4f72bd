import type { AddressOf } from './dialects/istio/access-log.ts'
import { accessLine } from './dialects/istio/access-log.ts'
import { writesAccessLog } from './dialects/istio/access-logging.ts'
import { inventLogLines } from './kube/log-lines.ts'
import type { LogLine, LogSource } from './kube/log-lines.ts'
import type { KubeObject, ObjectReader } from './seams.ts'
import { listAt, numberAt, stringAt } from './store/json.ts'
import { applicationLine, startingLine } from './world/application-log.ts'
import { platform } from './world/platform.ts'
import { serviceHost } from './world/traffic/hosts.ts'
import type { LogBook } from './world/traffic/log-book.ts'

const proxyContainer = 'istio-proxy'
const machinery: ReadonlySet<string> = new Set(platform.namespaces.map(({ name }) => name))

/**
 * The logs of the simulated containers: proxies write a line for each request that passed them,
 * applications one for each that they answered. Control planes and stores, whose work nobody
 * simulates, write invented lines; containers that end before the pod begins say what they set up.
 */
export function createContainerLogs(book: LogBook, objects: ObjectReader): LogSource {
  return (ask) => {
    const { pod, container, fromMs, toMs } = ask
    const { namespace = '', name } = pod.metadata
    const isProxy = container === proxyContainer
    if (ask.isPrevious === true) return previousLines(pod).filter(({ atMs }) => atMs >= fromMs)
    if (!isProxy && machinery.has(namespace)) return inventLogLines(ask)
    if (!isProxy && !isMain(pod, container)) return setUpLines(pod, fromMs)
    const records = book.read(namespace, name)
    const isAsked = ({ endMs }: { readonly endMs: number }): boolean =>
      endMs >= fromMs && endMs < toMs
    const first = records.isWhole ? openingLines(pod, container) : []
    return [
      ...first.filter(({ atMs }) => atMs >= fromMs && atMs < toMs),
      ...(isProxy
        ? proxyLines(objects, pod, records.proxied.filter(isAsked))
        : records.served.filter(isAsked).map((served) => ({
            atMs: served.endMs,
            text: applicationLine(appOf(pod), served),
          }))),
    ]
  }
}

function proxyLines(
  objects: ObjectReader,
  pod: KubeObject,
  requests: ReturnType<LogBook['read']>['proxied'],
): readonly LogLine[] {
  if (!writesAccessLog(objects, pod)) return []
  const addressOf = addressesFrom(objects)
  return requests.map((request) => ({ atMs: request.endMs, text: accessLine(request, addressOf) }))
}

/** What a container says before anybody asks it for anything. */
function openingLines(pod: KubeObject, container: string): readonly LogLine[] {
  const atMs = Date.parse(pod.metadata.creationTimestamp ?? '')
  if (Number.isNaN(atMs)) return []
  if (container === proxyContainer) {
    return [{ atMs, text: `${new Date(atMs).toISOString()}\tinfo\tEnvoy proxy is ready` }]
  }
  const own = listAt(pod.spec, 'containers').find((c) => stringAt(c, 'name') === container)
  const port = numberAt(listAt(own, 'ports')[0], 'containerPort') ?? 0
  return [{ atMs, text: startingLine(appOf(pod), port) }]
}

/** What an init container says in the second before the others begin. */
function setUpLines(pod: KubeObject, fromMs: number): readonly LogLine[] {
  const bornMs = Date.parse(pod.metadata.creationTimestamp ?? '')
  if (Number.isNaN(bornMs)) return []
  return [
    { atMs: bornMs, text: 'Istio iptables environment:' },
    { atMs: bornMs + 20, text: 'ENVOY_PORT=15001 INBOUND_CAPTURE_PORT=15006' },
    { atMs: bornMs + 90, text: 'Running command: iptables-restore --noflush' },
    { atMs: bornMs + 140, text: 'Command success' },
  ].filter(({ atMs }) => atMs >= fromMs)
}

/** The last words of an application that ran out of memory. */
function previousLines(pod: KubeObject): readonly LogLine[] {
  const bornMs = Date.parse(pod.metadata.creationTimestamp ?? '')
  const app = appOf(pod)
  return [
    { atMs: bornMs, text: startingLine(app, 8000) },
    ...[10, 20, 30].map((minutes) => ({
      atMs: bornMs + minutes * 60_000,
      text: `level=warn msg="memory is short" app=${app} heap_mb=${60 * (minutes / 10)}`,
    })),
    { atMs: bornMs + 1_900_000, text: `level=fatal msg="out of memory" app=${app}` },
  ]
}

function isMain(pod: KubeObject, container: string): boolean {
  return listAt(pod.spec, 'containers').some((c) => stringAt(c, 'name') === container)
}

function appOf({ metadata }: KubeObject): string {
  return metadata.labels?.['app'] ?? metadata.name
}

function addressesFrom(objects: ObjectReader): AddressOf {
  const addresses = new Map(
    objects.list('Service').map(({ metadata, spec }) => {
      const address = stringAt(spec, 'clusterIP')
      const host = serviceHost(metadata.namespace ?? '', metadata.name)
      return [host, address === 'None' ? '' : address] as const
    }),
  )
  return (host) => addresses.get(host) ?? ''
}
