import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { readEgressHost, type EgressHost } from '../../lookup/egress-scope.ts'
import { isShort, serviceOf } from '../../lookup/fqdn.ts'
import { hostHint } from '../../lookup/host-hint.ts'
import { entriesFor, fqdnOf, serviceFor } from '../../lookup/hosts.ts'
import { serviceEntryKind, sidecarKind } from '../../lookup/kinds.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'

/** A Sidecar that lets in what is not there. */
export const egressHostUnknown: Rule = {
  id: 'MC270',
  aka: ['KIA1004', 'IST0101'],
  severity: 'warning',
  title: 'Sidecar imports a host that is not there',
  cause:
    'An egress host is no Service and in no ServiceEntry of that namespace, or not exported to this one. Short names are not completed here.',
  effect:
    'Proxies are not told of the service that was meant: requests to it pass as unknown traffic, or get 502 where only known hosts are allowed.',
  repair: 'Write namespace/host with the full name: shop/reviews.shop.svc.cluster.local.',
  source: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener',
  kinds: [sidecarKind],
  needs: ['Service', serviceEntryKind],
  check: function* ({ spec, namespace }, view) {
    for (const listener of spec.get('egress').items()) {
      for (const field of listener.get('hosts').items()) {
        const egress = readEgressHost(field.text() ?? '', namespace)
        if (egress === null || egress.host.includes('*')) continue
        if (isThere(view, egress, namespace)) continue
        yield hitFor(field, egress, { view, namespace })
      }
    }
  },
}

function isThere(view: View, egress: EgressHost, namespace: string): boolean {
  if (isShort(egress.host)) return false
  const isOwner = (owner = ''): boolean => egress.namespace === '*' || egress.namespace === owner
  const service = serviceFor(view, egress.host, namespace)
  if (service !== null && isOwner(service.metadata.namespace)) return true
  return entriesFor(view, egress.host, namespace).some(({ metadata }) =>
    isOwner(metadata.namespace),
  )
}

function hitFor(
  field: Field,
  egress: EgressHost,
  { view, namespace }: { readonly view: View; readonly namespace: string },
): Hit {
  const text = field.text() ?? ''
  const meant = meantBy(view, egress, namespace)
  const hint = meant === null || meant === text ? '' : `; did you mean ${meant}?`
  const where = egress.namespace === '*' ? 'any namespace' : `namespace ${egress.namespace}`
  return withFix(
    {
      field,
      message: `There is no host ${egress.host} in ${where} that namespace ${namespace} can see${hint}`,
      values: { host: egress.host, namespace: egress.namespace },
    },
    hint === '' ? null : setTo(field, meant, `Import ${meant ?? ''}`),
  )
}

/** The same written in full, in the namespace where it is, or with the nearest name. */
function meantBy(
  view: View,
  { namespace: owner, host }: EgressHost,
  namespace: string,
): string | null {
  const full = fqdnOf(host, owner === '*' ? namespace : owner)
  const known = serviceFor(view, full, namespace) === null ? hostHint(view, full, namespace) : full
  const service = known === null ? null : serviceOf(known)
  if (known === null || service === null) return null
  return `${owner === '*' ? owner : service.namespace}/${known}`
}
