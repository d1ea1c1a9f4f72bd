import type { KubeObject, ObjectReader } from '../../seams.ts'
import { isRecord, listAt, numberAt, stringsOf } from '../../store/json.ts'
import type { Topology, WorldService } from '../topology.ts'

/** A Service as far as traffic cares. */
export interface ServiceDraft {
  readonly namespace: string
  readonly name: string
  readonly selector: Readonly<Record<string, string>> | null // null: it selects nothing
  readonly targetPorts: ReadonlyMap<number, number>
  readonly waypoint: string // name of the waypoint in its namespace; '' for none
}

/** From the objects; from the topology when there are none. */
export function readServices(topology: Topology, objects: ObjectReader): readonly ServiceDraft[] {
  const services = objects.list('Service')
  if (services.length === 0) return topology.services.map(fromWorld)
  const waypoints = new Map(
    objects
      .list('Namespace')
      .map(({ metadata }) => [metadata.name, metadata.labels?.[useWaypoint] ?? '']),
  )
  return services.map((service) =>
    fromObject(service, waypoints.get(service.metadata.namespace ?? '') ?? ''),
  )
}

const useWaypoint = 'istio.io/use-waypoint'

function fromObject({ metadata, spec }: KubeObject, ofNamespace: string): ServiceDraft {
  const selector = isRecord(spec) ? stringsOf(spec['selector']) : {}
  const waypoint = metadata.labels?.[useWaypoint] ?? ofNamespace
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    selector: Object.keys(selector).length === 0 ? null : selector,
    targetPorts: new Map(
      listAt(spec, 'ports').map((port) => {
        const number = numberAt(port, 'port') ?? 0
        return [number, numberAt(port, 'targetPort') ?? number]
      }),
    ),
    waypoint: waypoint === 'none' ? '' : waypoint,
  }
}

function fromWorld({ namespace, name, app, version, ports }: WorldService): ServiceDraft {
  return {
    namespace,
    name,
    selector: version === '' ? { app } : { app, version },
    targetPorts: new Map(ports.map((port) => [port.port, port.targetPort])),
    waypoint: '',
  }
}
