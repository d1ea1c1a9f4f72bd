import type { KubeObject, ObjectReader } from '../../../seams.ts'
import { listAt, numberAt, recordAt } from '../../../store/json.ts'
import { hostCovers } from '../hosts.ts'
import type { Pod } from '../pods.ts'
import type { Ask } from './http-rule.ts'
import { selects } from './text-match.ts'

/** Which Gateways a gateway's proxy serves. */
export interface Ingress {
  /** `namespace/name` of the Gateways that take this request at this pod; empty: nobody listens. */
  readonly gatewaysFor: (pod: Pod, ask: Ask) => readonly string[]
}

interface Gateway {
  readonly key: string
  readonly selector: unknown
  readonly servers: readonly Server[]
}

interface Server {
  readonly port: number
  readonly hosts: readonly string[]
}

export function readIngress(objects: ObjectReader, pods: readonly Pod[]): Ingress {
  const gateways = objects
    .list('Gateway')
    .filter(({ apiVersion }) => apiVersion.startsWith('networking.istio.io/'))
    .map(readGateway)
  const byWorkload = new Map(
    pods
      .filter((pod) => pod.proxy === 'gateway')
      .map((pod) => [
        pod.workload.key,
        gateways.filter(({ selector }) => selects(selector, labelsOf(pod))),
      ]),
  )
  return {
    gatewaysFor: (pod, ask) =>
      (byWorkload.get(pod.workload.key) ?? [])
        .filter(({ servers }) => servers.some((server) => takes(server, ask)))
        .map(({ key }) => key),
  }
}

/** Gateways are chosen by the label `istio`, which a world without objects does not spell out. */
function labelsOf(pod: Pod): Readonly<Record<string, string>> {
  return { istio: pod.world.app.replace(/^istio-/, ''), ...pod.labels }
}

function readGateway({ metadata, spec }: KubeObject): Gateway {
  return {
    key: `${metadata.namespace ?? ''}/${metadata.name}`,
    selector: recordAt(spec, 'selector'),
    servers: listAt(spec, 'servers').map((server) => ({
      port: numberAt(recordAt(server, 'port'), 'number') ?? 0,
      // `namespace/host` limits which routes may attach; the host is what is asked for.
      hosts: listAt(server, 'hosts').map((host) => String(host).replace(/^.*\//, '')),
    })),
  }
}

function takes({ port, hosts }: Server, ask: Ask): boolean {
  return port === ask.port && hosts.some((host) => hostCovers(host, ask.host))
}
