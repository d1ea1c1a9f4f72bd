import type { Rule } from '../../../../seams/rule.ts'
import { hostHint } from '../../lookup/host-hint.ts'
import { fqdnOf, isKnownToReaders } from '../../lookup/hosts.ts'
import { destinationRuleKind, serviceEntryKind } from '../../lookup/kinds.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'

/** A rule for a host that is not in the registry. */
export const destinationRuleHostUnknown: Rule = {
  id: 'MC241',
  aka: ['KIA0202', 'IST0174'],
  severity: 'error',
  title: 'Destination rule for a host that nobody knows',
  cause:
    'The host is neither a Service nor in a ServiceEntry. Only names without dots are completed, by the namespace of the destination rule.',
  effect:
    'The rule is without effect: its subsets, limits and TLS settings are not there for the service that was meant.',
  repair: 'Write the full name of the service, or register the host with a ServiceEntry.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule',
  differs: 'A warning with ALLOW_ANY, as requests still arrive; an error with REGISTRY_ONLY.',
  kinds: [destinationRuleKind],
  needs: ['Service', serviceEntryKind],
  check: ({ spec, namespace, object }, view) => {
    const field = spec.get('host')
    const host = field.text()
    if (host === null || host === '' || isKnownToReaders(view, object, host)) return []
    const fqdn = fqdnOf(host, namespace)
    const hint = hostHint(view, host, namespace)
    const said = fqdn === host ? host : `${host} (${fqdn})`
    const meant = hint === null ? '' : `; did you mean ${hint}?`
    const isOpen = meshSettings(view).outboundPolicy === 'ALLOW_ANY'
    return [
      withFix(
        {
          field,
          message: `${said} is no Service and in no ServiceEntry that its readers can see${meant}`,
          values: { host, fqdn },
          // Requests still arrive when everything is allowed out, only not as the rule says.
          severity: isOpen ? 'warning' : 'error',
        },
        hint === null ? null : setTo(field, hint, `Be for ${hint}`),
      ),
    ]
  },
}
