import type { Hit, Rule, Subject } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { portsFor } from './destination-ports.ts'
import { destinationsOf, meshGateway, writeList, type Destination } from './virtual-service.ts'

/** No port where there are several to choose from. */
export const destinationPortRequired: Rule = {
  id: 'MC210',
  aka: ['IST0112'],
  severity: 'error',
  title: 'Route to a service of several ports without saying which',
  cause: 'A destination names no port, and its Service or ServiceEntry has several.',
  effect:
    'Proxies then take the port on which the request came in. A gateway listens on other ports than the service: requests get 503.',
  repair: 'Name the port: destination.port.number.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0112/',
  differs:
    'A note where a host is sent on to itself, and a warning within the mesh: the port that was asked for is kept. `istioctl` says error for all.',
  kinds: [virtualServiceKind],
  needs: ['Service', serviceEntryKind],
  check: function* (subject, view) {
    for (const destination of destinationsOf(subject.spec)) {
      const ports = portsFor(destination, subject, view)
      if (destination.port !== null || ports === null || ports.length < 2) continue
      yield withoutPort(destination, subject, ports)
    }
  },
}

function withoutPort(
  { field, host }: Destination,
  { spec, namespace }: Subject,
  ports: readonly number[],
): Hit {
  const fqdn = fqdnOf(host, namespace)
  const isAtGateway = spec
    .get('gateways')
    .texts()
    .some((gateway) => gateway !== meshGateway)
  const isItself = spec
    .get('hosts')
    .texts()
    .some((one) => fqdnOf(one, namespace) === fqdn)
  const end = isAtGateway
    ? 'the port on which the gateway took the request is taken'
    : 'the port that was asked for is taken'
  return {
    field,
    message: `${fqdn} has the ports ${writeList(ports.map(String))} and the destination names none: ${end}`,
    values: { host, ports: ports.join(', ') },
    // Who asks for a service and is sent to the same service arrives at the port that was asked for.
    severity: isAtGateway ? 'error' : isItself ? 'info' : 'warning',
  }
}
