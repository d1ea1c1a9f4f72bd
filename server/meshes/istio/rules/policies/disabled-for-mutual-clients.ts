import type { Rule } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import {
  clientTlsOf,
  destinationRuleKind,
  isMutual,
  modeOf,
  peerAuthenticationKind,
  wideTlsRulesFor,
} from '../../lookup/mtls.ts'
import { writeName } from './policy-object.ts'
import { replaceBy } from '../../../../seams/fix.ts'

/** Clients come with mutual TLS to servers that do not speak it. */
export const disabledForMutualClients: Rule = {
  id: 'MC134',
  aka: ['KIA0505', 'KIA0506'],
  severity: 'error',
  title: 'Servers disable mutual TLS, clients are told to use it',
  cause:
    'A PeerAuthentication says DISABLE, and a destination rule for the namespace or the mesh tells clients to use mutual TLS.',
  effect: 'The servers hand the TLS handshake on to the application as it is: calls fail with 503.',
  repair:
    'Say PERMISSIVE, which takes both, or add a destination rule for the namespace with tls mode DISABLE.',
  source: 'https://istio.io/latest/docs/concepts/security/#peer-authentication',
  kinds: [peerAuthenticationKind],
  needs: [destinationRuleKind],
  check: ({ object, namespace, spec }, view) => {
    if (modeOf(object) !== 'DISABLE') return []
    const isForMesh = namespace === meshSettings(view).rootNamespace
    const rules = wideTlsRulesFor(view, isForMesh ? null : namespace)
    const [rule] = rules.filter((one) => isMutual(clientTlsOf(one)))
    if (rule === undefined) return []
    const field = spec.get('mtls', 'mode')
    return [
      {
        field,
        message: `${writeName(rule)} tells clients to use mutual TLS, which the servers here do not speak`,
        values: { namespace, clients: clientTlsOf(rule) ?? '' },
        related: [rule],
        fix: replaceBy(field, 'PERMISSIVE'),
      },
    ]
  },
}
