import type { Rule } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { portsFor } from './destination-ports.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'
import { destinationsOf, writeList } from './virtual-service.ts'

/** A port that the service does not have. */
export const destinationPortUnknown: Rule = {
  id: 'MC211',
  aka: ['IST0101'],
  severity: 'error',
  title: 'Route to a port that the service does not have',
  cause: 'destination.port.number is none of the ports of the Service or ServiceEntry.',
  effect:
    'Proxies have no cluster for it: requests that the rule matches get 503 with the flag NC.',
  repair: "Name a port of the service itself, not the targetPort of its pods' containers.",
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  kinds: [virtualServiceKind],
  needs: ['Service', serviceEntryKind],
  check: function* (subject, view) {
    for (const destination of destinationsOf(subject.spec)) {
      const { port, host, field } = destination
      const ports = portsFor(destination, subject, view)
      if (port === null || ports === null || ports.includes(port)) continue
      const place = field.get('port', 'number')
      const [only, ...others] = ports
      yield withFix(
        {
          field: place,
          message: `${fqdnOf(host, subject.namespace)} has no port ${port}; it has ${writeList(ports.map(String))}`,
          values: { host, port: String(port), ports: ports.join(', ') },
        },
        only === undefined || others.length > 0 ? null : setTo(place, only, `Send to port ${only}`),
      )
    }
  },
}
