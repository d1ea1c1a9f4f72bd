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
import { hasSelector } from './policy-object.ts'

/** Servers insist, nobody told the clients. */
export const strictWithoutClients: Rule = {
  id: 'MC133',
  aka: ['KIA0401', 'KIA0501'],
  severity: 'error',
  title: 'Servers insist on mutual TLS, clients are not told to use it',
  cause:
    'Auto mTLS is off in the mesh config, a PeerAuthentication says STRICT, and no destination rule for the namespace or the mesh turns mutual TLS on for clients.',
  effect: 'Clients speak plain text and the servers close the connection: 503 at the client.',
  repair:
    'Turn enableAutoMtls on, or add a destination rule for *.NAMESPACE.svc.cluster.local (or *.local in the root namespace) with tls mode ISTIO_MUTUAL.',
  source:
    'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-enable_auto_mtls',
  kinds: [peerAuthenticationKind],
  needs: [destinationRuleKind, 'ConfigMap'],
  check: ({ object, namespace, spec }, view) => {
    const { isAutoMtls, rootNamespace, source } = meshSettings(view)
    if (isAutoMtls || hasSelector(object) || modeOf(object) !== 'STRICT') return []
    const isForMesh = namespace === rootNamespace
    const rules = wideTlsRulesFor(view, isForMesh ? null : namespace)
    if (rules.some((rule) => isMutual(clientTlsOf(rule)))) return []
    const place = isForMesh ? 'the mesh' : `namespace ${namespace}`
    return [
      {
        field: spec.get('mtls', 'mode'),
        message: `The servers of ${place} take nothing but mutual TLS, auto mTLS is off, and no destination rule for ${place} lets clients use it`,
        values: { namespace },
        related: [...rules, ...(source === null ? [] : [source])],
      },
    ]
  },
}
