import { setTo } from '../../../../seams/fix.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { protocolOfName } from '../../lookup/protocols.ts'
import { portsOfService } from '../../lookup/service-ports.ts'

export const externalNamePort: Rule = {
  id: 'MC333',
  aka: ['IST0150'],
  severity: 'warning',
  title: 'A Service of type ExternalName whose port says no protocol',
  cause: 'The port is unnamed, or its name does not begin with tcp or another protocol.',
  effect:
    'The proxy opens a listener for all addresses of that port and sends the traffic of other hosts to this name.',
  repair: 'Name the port by its protocol (tcp, or http for HTTP), or use a ServiceEntry.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0150/',
  kinds: ['Service'],
  needs: [],
  *check({ object, spec }) {
    if (spec.get('type').text() !== 'ExternalName') return
    for (const { field, name, port, protocol } of portsOfService(object)) {
      if (protocol !== 'TCP' || protocolOfName(name) !== null) continue
      if (field.get('appProtocol').isPresent) continue
      const place = field.get('name')
      yield {
        field: name === '' ? field : place,
        message:
          name === ''
            ? `Port ${port} of this ExternalName has no name`
            : `Port ${port} of this ExternalName is called ${name}, which says no protocol`,
        values: { port: String(port), name },
        ...(name === '' ? { fix: setTo(place, `tcp-${port}`, `Name it tcp-${port}`) } : {}),
      }
    }
  },
}
