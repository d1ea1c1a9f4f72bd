import type { Rule } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import {
  clientTlsOf,
  destinationRuleKind,
  isMutual,
  meshMode,
  namespaceMode,
  peerAuthenticationKind,
  reachOf,
} from '../../lookup/mtls.ts'

/** Clients of the mesh show certificates, and others need not. */
export const mutualTlsNotRequired: Rule = {
  id: 'MC131',
  aka: ['KIA0205', 'KIA0206'],
  severity: 'warning',
  title: 'Clients use mutual TLS, and no server requires it',
  cause:
    'Without auto mTLS, a destination rule lets all clients of the mesh or of a namespace use mutual TLS, and no PeerAuthentication says what its servers take, so that they take both.',
  effect: 'Calls of the mesh are encrypted; callers outside of it still get in, in plain text.',
  repair:
    'Add a PeerAuthentication with mode STRICT to the namespace or to the root namespace; PERMISSIVE says that it is on purpose.',
  source: 'https://istio.io/latest/docs/concepts/security/#peer-authentication',
  differs:
    'A warning: calls within the mesh are encrypted. A PeerAuthentication that says PERMISSIVE counts as meant.',
  kinds: [destinationRuleKind],
  needs: [peerAuthenticationKind],
  check: ({ object, spec }, view) => {
    const host = spec.get('host')
    const reach = reachOf(host.text() ?? '')
    if (reach.kind === 'some' || !isMutual(clientTlsOf(object))) return []
    if (meshSettings(view).isAutoMtls) return []
    const mode = reach.kind === 'mesh' ? meshMode(view) : namespaceMode(view, reach.namespace)
    if (mode.from !== null) return []
    const place = reach.kind === 'mesh' ? 'the mesh' : `namespace ${reach.namespace}`
    return [
      {
        field: spec.get('trafficPolicy', 'tls', 'mode'),
        message: `Clients of ${place} use mutual TLS, but no PeerAuthentication requires it, so its servers take plain text as well`,
        values: { host: host.text() ?? '' },
      },
    ]
  },
}
