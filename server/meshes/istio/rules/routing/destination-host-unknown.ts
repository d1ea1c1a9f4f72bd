import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { hostHint, isOfCluster } from '../../lookup/host-hint.ts'
import { destinationRulesFor, subsetsOf } from '../../lookup/destination-rules.ts'
import { fqdnOf, isKnownToReaders, portsOfHost } from '../../lookup/hosts.ts'
import { serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'
import { destinationsOf, type Destination } from './virtual-service.ts'

/** Requests sent to a host that is not in the registry. */
export const destinationHostUnknown: Rule = {
  id: 'MC200',
  aka: ['KIA1101', 'IST0101'],
  severity: 'error',
  title: 'Route to a host that nobody knows',
  cause:
    'A destination names a host that is neither a Service nor in a ServiceEntry, or one that is not exported to those who read the object. Only names without dots are completed, by the namespace of the virtual service.',
  effect:
    'Proxies have no cluster for it: requests that the rule matches get 503 with the flag NC; copies to a mirror are lost.',
  repair:
    'Write the full name of the service (reviews.shop.svc.cluster.local), or register the host with a ServiceEntry.',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  differs:
    'A warning only for hosts outside of the cluster with ALLOW_ANY: a Service that is not there is an error whatever goes out.',
  kinds: [virtualServiceKind],
  needs: ['Service', serviceEntryKind],
  check: function* ({ spec, namespace, object }, view) {
    for (const destination of destinationsOf(spec)) {
      if (isKnownToReaders(view, object, destination.host)) continue
      yield hitFor(destination, namespace, view)
    }
  },
}

function hitFor(destination: Destination, namespace: string, view: View): Hit {
  const { field, host, isMirror } = destination
  const fqdn = fqdnOf(host, namespace)
  const hint = hostHint(view, host, namespace)
  const said = fqdn === host ? host : `${host} (${fqdn})`
  const meant = hint === null ? '' : `; did you mean ${hint}?`
  // What is outside may still answer by DNS when everything is allowed out.
  const isOpen = meshSettings(view).outboundPolicy === 'ALLOW_ANY'
  const isLight = isOpen && !isOfCluster(view, host, namespace)
  const place = field.get('host')
  const who = isMirror ? 'Mirror' : 'Destination'
  return withFix(
    {
      field: place,
      message: `${who} ${said} is no Service and in no ServiceEntry that its readers can see${meant}`,
      values: { host, fqdn },
      ...(isLight ? { severity: 'warning' } : {}),
    },
    hint === null || !isEnough(destination, hint, { namespace, view })
      ? null
      : setTo(place, hint, `Send to ${hint}`),
  )
}

/** Whether the right name is all that is missing: its port and subset would be found. */
function isEnough(
  { port, subset }: Destination,
  host: string,
  { namespace, view }: { readonly namespace: string; readonly view: View },
): boolean {
  const ports = portsOfHost(view, host, namespace)?.map(({ number }) => number)
  const isPortClear =
    ports === undefined || (port === null ? ports.length < 2 : ports.includes(port))
  if (!isPortClear || subset === null) return isPortClear
  return destinationRulesFor(view, host, namespace)
    .flatMap(subsetsOf)
    .some((one) => one.get('name').text() === subset)
}
