import type { Rule, View } from '../../../../seams/rule.ts'
import { serviceMeantBy, writeServiceHost } from '../../lookup/fqdn.ts'
import { isKnownHost, serviceFor } from '../../lookup/hosts.ts'
import { serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { setTo } from '../../../../seams/fix.ts'
import { isInMesh, meshGateway } from './virtual-service.ts'
import { virtualServicesAt } from './virtual-services-by-host.ts'

/** A host that looks like a service and is none. */
export const hostHalfNamed: Rule = {
  id: 'MC223',
  aka: [],
  severity: 'warning',
  title: 'Host that names a service by halves',
  cause:
    'A host of a virtual service for sidecars is name.namespace or name.namespace.svc. Istio completes only names without dots.',
  effect:
    'Istio takes it for a host outside the cluster: the rules do not hold for requests to the service.',
  repair: 'Write the full name: reviews.shop.svc.cluster.local.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  kinds: [virtualServiceKind],
  needs: ['Service', serviceEntryKind],
  check: function* ({ spec, namespace }, view) {
    if (!isInMesh(spec)) return
    for (const field of spec.get('hosts').items()) {
      const host = field.text() ?? ''
      const meant = serviceMeantBy(host)
      if (meant === null || isKnownHost(view, host, namespace)) continue
      const full = writeServiceHost(meant)
      const service = serviceFor(view, full, namespace)
      if (service === null) continue
      yield {
        field,
        message: `${host} is not completed to ${full}: the rules do not hold for that service`,
        values: { host, service: full },
        related: [service],
        // Another is for that host already, and of two the proxies obey one.
        ...(isTaken(view, full) ? {} : { fix: setTo(field, full, `Write ${full}`) }),
      }
    }
  },
}

const isTaken = (view: View, host: string): boolean =>
  virtualServicesAt(view, { binding: meshGateway, host }).length > 0
