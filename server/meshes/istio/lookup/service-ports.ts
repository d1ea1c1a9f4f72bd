import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import { containersOf, type Workload } from './workload.ts'

/** A port of a Service of Kubernetes, with the defaults put in. */
export interface ServicePort {
  readonly field: Field
  readonly name: string
  readonly port: number
  readonly protocol: string // TCP, UDP, SCTP
  /** The number or the name of a port of the containers. */
  readonly target: number | string
}

/** Without those that have no number. */
export function portsOfService(service: KubeObject): readonly ServicePort[] {
  return new Field(service)
    .get('spec', 'ports')
    .items()
    .flatMap((field) => {
      const port = field.get('port').number()
      if (port === null) return []
      const target = field.get('targetPort')
      return [
        {
          field,
          name: field.get('name').text() ?? '',
          port,
          protocol: field.get('protocol').text() ?? 'TCP',
          target: target.text() ?? target.number() ?? port,
        },
      ]
    })
}

/** A port that a container says it opens; for people and for names, Kubernetes opens others as well. */
export interface ContainerPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
}

/** Of the containers, and of native sidecars before them. */
export function containerPortsOf({ pod }: Workload): readonly ContainerPort[] {
  return [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers')]
    .flatMap((container) => container.get('ports').items())
    .flatMap((field) => {
      const port = field.get('containerPort').number()
      const name = field.get('name').text() ?? ''
      const protocol = field.get('protocol').text() ?? 'TCP'
      return port === null ? [] : [{ name, port, protocol }]
    })
}
