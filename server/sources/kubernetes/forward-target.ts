import { AppError } from '../../errors.ts'
import type { KubeConnection } from './connection.ts'
import { isRaw, listAt, mapAt, numberAt, objectAt, textAt, type Raw } from './raw.ts'

/** A port of a service, as people name it. */
export interface ForwardService {
  readonly namespace: string
  readonly service: string
  readonly port: number
}

/** Where a port-forward ends: a port of one ready pod. */
export interface ForwardTarget {
  readonly pod: string
  readonly port: number
}

/**
 * A ready pod behind a service, and the port of it that the service's port leads to. Throws
 * AppError unavailable when there is none, KubeFailure when the API server does not say.
 */
export async function findTarget(
  connection: Pick<KubeConnection, 'request'>,
  asked: ForwardService,
): Promise<ForwardTarget> {
  const { namespace, service: name, port } = asked
  const base = `/api/v1/namespaces/${encodeURIComponent(namespace)}`
  // By a list of one: the console needs the right to list anyway, and then none to get.
  const byName = new URLSearchParams({ fieldSelector: `metadata.name=${name}` })
  const services = await ask(connection, `${base}/services?${byName.toString()}`)
  const spec = objectAt(listAt(services, 'items')[0] ?? {}, 'spec')
  const servicePort = listAt(spec, 'ports').find((candidate) => candidate['port'] === port)
  if (servicePort === undefined)
    throw new AppError('unavailable', `The service ${namespace}/${name} has no port ${port}.`)
  const selector = Object.entries(mapAt(spec, 'selector'))
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
  const query = new URLSearchParams({ labelSelector: selector, limit: '100' })
  const pods = selector === '' ? {} : await ask(connection, `${base}/pods?${query.toString()}`)
  const ready = listAt(pods, 'items').find(isReady)
  if (ready === undefined)
    throw new AppError('unavailable', `No pod behind the service ${namespace}/${name} is ready.`)
  return {
    pod: textAt(objectAt(ready, 'metadata'), 'name') ?? '',
    port: portOf(ready, servicePort),
  }
}

async function ask(connection: Pick<KubeConnection, 'request'>, path: string): Promise<Raw> {
  const answer = await connection.request({ path, deadlineMs: 10_000 })
  return isRaw(answer) ? answer : {}
}

function isReady(pod: Raw): boolean {
  const isGoing = textAt(objectAt(pod, 'metadata'), 'deletionTimestamp') !== null
  const conditions = listAt(objectAt(pod, 'status'), 'conditions')
  return (
    !isGoing &&
    conditions.some((condition) => condition['type'] === 'Ready' && condition['status'] === 'True')
  )
}

/** A target port is a number, the name of a container's port, or the service's port itself. */
function portOf(pod: Raw, servicePort: Raw): number {
  const port = numberAt(servicePort, 'port') ?? 0
  const named = textAt(servicePort, 'targetPort')
  if (named === null) return numberAt(servicePort, 'targetPort') ?? port
  const containers = listAt(objectAt(pod, 'spec'), 'containers')
  const ports = containers.flatMap((container) => listAt(container, 'ports'))
  const found = ports.find((candidate) => candidate['name'] === named)
  return (found === undefined ? null : numberAt(found, 'containerPort')) ?? port
}
