import { Field } from '../../../../seams/field.ts'
import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { fqdnOf, serviceMeantBy, writeServiceHost } from '../../lookup/fqdn.ts'
import { isKnownHost } from '../../lookup/hosts.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { hostIndex } from '../../lookup/wildcards.ts'
import { comparedInOperations, isPattern, type Compared } from './authorization.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import { replaceBy } from '../../../../seams/fix.ts'

const virtualServicesByHost = hostIndex(
  'virtual services by full host',
  virtualServiceKind,
  ({ spec, metadata: { namespace = '' } }) =>
    new Field(spec)
      .get('hosts')
      .texts()
      .map((host) => fqdnOf(host, namespace)),
)

/** A host that nobody in the mesh has. */
export const operationHostUnknown: Rule = {
  id: 'MC112',
  aka: ['KIA0104'],
  severity: 'error',
  title: 'Rule speaks of a host that is not there',
  cause:
    'An operation names a host of the cluster for which there is no Service, ServiceEntry or VirtualService. Names of the outside world are not looked at.',
  effect:
    'No request of the mesh has this host: in an ALLOW policy what was meant is refused, in a DENY policy it gets through.',
  repair: 'Name the host as clients send it, such as reviews.bookinfo.svc.cluster.local.',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  kinds: [authorizationPolicyKind],
  needs: ['Service'],
  check: function* ({ spec, namespace }, view) {
    for (const one of comparedInOperations(spec, 'hosts')) {
      const host = one.text.replace(/:(\d+|\*)$/, '')
      if (isPattern(host) || !isOfCluster(view, host)) continue
      const fqdn = longForm(host, namespace)
      if (isKnownHost(view, fqdn, namespace)) continue
      if (virtualServicesByHost.overlapping(view, fqdn).length > 0) continue
      if (virtualServicesByHost.exactly(view, host).length > 0) continue
      yield hitFor(view, one, fqdn)
    }
  },
}

/** A bare name, `name.namespace` of a namespace that is there, or a service's long name. */
function isOfCluster(view: View, host: string): boolean {
  if (!host.includes('.')) return true
  if (/\.svc(\.cluster\.local)?$/.test(host)) return true
  const meant = serviceMeantBy(host)
  return meant !== null && view.get('Namespace', '', meant.namespace) !== null
}

function longForm(host: string, namespace: string): string {
  const meant = host.includes('.') ? serviceMeantBy(host) : null
  return meant === null ? fqdnOf(host, namespace) : writeServiceHost(meant)
}

function hitFor(view: View, { field, text }: Compared, fqdn: string): Hit {
  const namespace = fqdn.split('.')[1] ?? ''
  const [name = ''] = text.split('.')
  const services = view.inNamespace('Service', namespace).map(({ metadata }) => metadata.name)
  const near = nearestTo(name, services)
  const meant = near === null ? null : text.replace(name, near)
  const isAnyAllowed = meshSettings(view).outboundPolicy === 'ALLOW_ANY'
  return {
    field,
    severity: isAnyAllowed ? 'warning' : 'error',
    message: `No Service, ServiceEntry or VirtualService has the host ${fqdn}${meant === null ? '' : `; did you mean ${meant}?`}`,
    values: { host: text },
    ...(meant === null ? {} : { fix: replaceBy(field, meant) }),
  }
}
