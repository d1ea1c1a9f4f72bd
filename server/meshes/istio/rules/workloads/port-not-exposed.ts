import { setTo } from '../../../../seams/fix.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { isPartOfMesh } from '../../lookup/membership.ts'
import { selectorOfService, workloadsOfService } from '../../lookup/selectors.ts'
import {
  containerPortsOf,
  portsOfService,
  type ContainerPort,
  type ServicePort,
} from '../../lookup/service-ports.ts'

export const portNotExposed: Rule = {
  id: 'MC332',
  aka: ['KIA0701'],
  severity: 'warning',
  title: 'A target port that no container has',
  cause:
    'targetPort names a port that none of the workloads behind the Service declares. A number need not be declared, but is most often.',
  effect:
    'With a name that nobody has, the port has no endpoints and callers get connection errors.',
  repair: 'Write the name or number of a port of the containers.',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  differs:
    'An error for a name that no container has; a note for a number, as containers need not declare theirs.',
  kinds: ['Service'],
  needs: ['apps/Deployment'],
  *check({ object }, view) {
    if (isPartOfMesh(selectorOfService(object))) return
    const workloads = workloadsOfService(view, object).filter(({ pod }) => pod.isPresent)
    const ports = workloads.flatMap(containerPortsOf)
    // Nobody declares anything: there is nothing to compare with.
    if (ports.length === 0) return
    const known = [...new Set(ports.map(write))].join(', ')
    for (const servicePort of portsOfService(object)) {
      const { field, target, port } = servicePort
      if (ports.some((one) => isTarget(one, servicePort))) continue
      const place = field.get('targetPort').isPresent ? field.get('targetPort') : field.get('port')
      const names = ports.map(({ name }) => name).filter((name) => name !== '')
      const nearest = typeof target === 'string' ? nearestTo(target, names) : null
      yield {
        field: place,
        severity: typeof target === 'string' ? 'error' : 'info',
        message: `Port ${port} goes to ${target}, which no container declares; they declare ${known}`,
        values: { port: String(port), target: String(target), ports: known },
        related: workloads.slice(0, 10).map((workload) => workload.object),
        ...(nearest === null ? {} : { fix: setTo(place, nearest, `Send to ${nearest}`) }),
      }
    }
  },
}

function isTarget({ name, port, protocol }: ContainerPort, asked: ServicePort): boolean {
  return protocol === asked.protocol && (asked.target === port || asked.target === name)
}

function write({ name, port }: ContainerPort): string {
  return name === '' ? String(port) : `${name} (${port})`
}
