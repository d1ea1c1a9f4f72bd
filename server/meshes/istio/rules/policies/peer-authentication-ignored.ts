import type { Rule } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { peerAuthenticationKind } from '../../lookup/mtls.ts'
import { hasSelector, selectorField } from './policy-object.ts'

/** Parts of a PeerAuthentication that Istio leaves out where they stand. */
export const peerAuthenticationIgnored: Rule = {
  id: 'MC135',
  aka: [],
  severity: 'warning',
  title: 'PeerAuthentication that has no effect where it is',
  cause:
    'In the root namespace a PeerAuthentication with a selector is left out. Ports of portLevelMtls are left out where there is no selector.',
  effect: 'Servers take what they would take without it.',
  repair:
    'Put the PeerAuthentication into the namespace of the workloads, or give the one with portLevelMtls a selector.',
  source:
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication',
  kinds: [peerAuthenticationKind],
  needs: [],
  check: function* ({ object, namespace, spec }, view) {
    const isSelecting = hasSelector(object)
    if (isSelecting && namespace === meshSettings(view).rootNamespace) {
      yield {
        field: selectorField(object),
        message: `A PeerAuthentication with a selector has no effect in ${namespace}, the root namespace of the mesh`,
        values: { namespace },
      }
    }
    const ports = spec.get('portLevelMtls')
    if (!isSelecting && ports.entries().length > 0) {
      const names = ports.entries().map(([port]) => port)
      yield {
        field: ports,
        message: `portLevelMtls (${names.join(', ')}) has no effect without a selector`,
        values: { ports: names.join(', ') },
      }
    }
  },
}
