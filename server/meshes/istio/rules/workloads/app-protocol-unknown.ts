import { setTo } from '../../../../seams/fix.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { isServiceInMesh } from '../../lookup/membership.ts'
import { isAppProtocol, protocolNames } from '../../lookup/protocols.ts'
import { portsOfService } from '../../lookup/service-ports.ts'

export const appProtocolUnknown: Rule = {
  id: 'MC331',
  aka: ['KIA0602'],
  severity: 'warning',
  title: 'An appProtocol that Istio does not know',
  cause: 'appProtocol is neither a protocol of Istio nor kubernetes.io/h2c, ws or wss.',
  effect: 'It does nothing here: the name of the port decides, or the first bytes.',
  repair: 'Write the protocol that the mesh knows; tcp for what it does not know.',
  source: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  kinds: ['Service'],
  needs: ['Namespace'],
  *check({ object }, view) {
    const wrong = portsOfService(object).filter(({ field }) => {
      const written = field.get('appProtocol').text()
      return written !== null && written !== '' && !isAppProtocol(written)
    })
    if (wrong.length === 0 || !isServiceInMesh(view, object)) return
    for (const { field, port } of wrong) {
      const place = field.get('appProtocol')
      const written = place.text() ?? ''
      const nearest = nearestTo(written.toLowerCase(), protocolNames)
      yield {
        field: place,
        // A protocol of somebody's own domain is meant for somebody else.
        severity: written.includes('/') ? 'info' : 'warning',
        message: `Istio does not know appProtocol ${written} of port ${port}`,
        values: { appProtocol: written, port: String(port) },
        ...(nearest === null ? {} : { fix: setTo(place, nearest, `Say ${nearest}`) }),
      }
    }
  },
}
