import { Field } from '../../seams/field.ts'
import { setTo } from '../../seams/fix.ts'
import type { Rule } from '../../seams/rule.ts'
import { backendsOf, routeKinds } from './lookup/gateway-api.ts'
import { follow } from './lookup/references.ts'

export const routeBackendPort: Rule = {
  id: 'MC415',
  aka: [],
  severity: 'error',
  title: 'A route sends to a port that the Service does not have',
  cause:
    'port of a backendRef is the port of the Service, not that of its pods; a Service must be given one.',
  effect: 'The backend is invalid: its share of the requests is answered with 500.',
  repair: 'Write one of the ports of the Service.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference',
  kinds: routeKinds,
  needs: ['Service'],
  *check(subject, view) {
    for (const backend of backendsOf(subject)) {
      const service = backend.key === 'Service' ? follow(view, backend) : null
      if (service === null) continue
      const ports = new Field(service)
        .get('spec', 'ports')
        .items()
        .map((one) => one.get('port').number())
        .filter((one) => one !== null)
      const port = backend.field.get('port')
      const number = port.number()
      if (ports.length === 0 || (number !== null && ports.includes(number))) continue
      const known = ports.join(', ')
      const [only, ...others] = ports
      yield {
        field: port,
        message: port.isAbsent
          ? `Service ${backend.name} needs a port here; it has ${known}`
          : `Service ${backend.name} has no port ${String(port.value)}; it has ${known}`,
        values: { service: backend.name, ports: known },
        related: [service],
        ...(only === undefined || others.length > 0
          ? {}
          : { fix: setTo(port, only, `Send to port ${only}`) }),
      }
    }
  },
}
