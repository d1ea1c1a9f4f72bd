import { Field } from '../../../../seams/field.ts'
import { setTo } from '../../../../seams/fix.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { isPartOfMesh, isServiceInMesh } from '../../lookup/membership.ts'
import { protocolNames, protocolOfName } from '../../lookup/protocols.ts'
import { selectorOfService } from '../../lookup/selectors.ts'
import { portsOfService, type ServicePort } from '../../lookup/service-ports.ts'

export const portWithoutProtocol: Rule = {
  id: 'MC330',
  aka: ['KIA0601', 'IST0118'],
  severity: 'info',
  title: 'A port whose protocol has to be guessed',
  cause:
    'Neither appProtocol nor a name such as http or http-admin says what is spoken on this port of the Service.',
  effect:
    'The proxy looks at the first bytes: HTTP is found, everything else is taken for TCP, and a server that speaks first can be held up.',
  repair: 'Set appProtocol, or name the port by its protocol: <protocol>[-<suffix>].',
  source: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  differs:
    'A note: proxies have detected HTTP for years, and what is lost is told in the rule. Gateways and the control plane are left out.',
  kinds: ['Service'],
  needs: ['Namespace'],
  *check({ object }, view) {
    const ports = isForPeople(object) ? portsOfService(object).filter(isGuessed) : []
    if (ports.length === 0 || !isServiceInMesh(view, object)) return
    for (const { field, name, port } of ports) {
      const [first = ''] = name.toLowerCase().split('-')
      const nearest = first.length < 3 ? null : nearestTo(first, protocolNames)
      yield {
        field: name === '' ? field : field.get('name'),
        message:
          name === ''
            ? `Port ${port} has no name, so its protocol is guessed`
            : `Port ${port} is called ${name}, which says no protocol`,
        values: { port: String(port), name },
        ...(nearest === null
          ? {}
          : { fix: setTo(field.get('appProtocol'), nearest, `Say that it is ${nearest}`) }),
      }
    }
  },
}

/** Gateways and the control plane know what they speak, whatever their ports are called. */
function isForPeople(service: KubeObject): boolean {
  const isOutside = new Field(service).get('spec', 'type').text() === 'ExternalName'
  const labels = { ...service.metadata.labels, ...selectorOfService(service) }
  return !isOutside && !isPartOfMesh(labels)
}

function isGuessed({ field, name, protocol }: ServicePort): boolean {
  const isSaid = field.get('appProtocol').isPresent || protocolOfName(name) !== null
  return protocol === 'TCP' && !isSaid
}
