import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { containersOf, type Workload } from '../../lookup/workload.ts'

/** A port on which a service calls a workload. */
export interface WorkloadPort {
  readonly number: number
  /** As declared: `appProtocol`, else the first part of the port's name; empty: to be detected. */
  readonly protocol: string
  /** Declared as something in which a proxy sees no requests of HTTP. */
  readonly isConnectionOnly: boolean
  readonly service: KubeObject
  readonly workload: Workload
}

/**
 * Protocols that are no HTTP to a sidecar; `https` and `tls` are passed on as they come.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
const connectionOnly = new Set(['tcp', 'tls', 'https', 'mongo', 'mysql', 'redis', 'udp'])

/** The ports of a service by the numbers that the workload knows them by. */
export function portsOf(service: KubeObject, workload: Workload): readonly WorkloadPort[] {
  return new Field(service)
    .get('spec', 'ports')
    .items()
    .flatMap((port) => {
      const number = targetOf(port, workload)
      const protocol = protocolOf(port)
      if (number === null) return []
      return [
        { number, protocol, isConnectionOnly: connectionOnly.has(protocol), service, workload },
      ]
    })
}

function protocolOf(port: Field): string {
  const said = port.get('appProtocol').text() ?? port.get('name').text()?.split('-')[0] ?? ''
  return said.toLowerCase()
}

/** Null for a name that no container's port has. */
function targetOf(port: Field, { pod }: Workload): number | null {
  const target = port.get('targetPort')
  const name = target.text()
  if (name === null) return target.number() ?? port.get('port').number()
  const named = containersOf(pod, 'containers')
    .flatMap((container) => container.get('ports').items())
    .find((one) => one.get('name').text() === name)
  return named?.get('containerPort').number() ?? null
}
