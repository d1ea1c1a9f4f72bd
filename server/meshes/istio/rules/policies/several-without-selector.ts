import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Rule } from '../../../../seams/rule.ts'
import {
  hasSelector,
  peerAuthenticationKind,
  selectorParent,
  sidecarKind,
  targetRefsOf,
  telemetryKind,
  writeName,
  writeSome,
} from './policy-object.ts'
import { theOneUsed } from './the-one-used.ts'

/** Several objects that are each meant for a whole namespace. */
export const severalWithoutSelector: Rule = {
  id: 'MC100',
  aka: ['KIA0002', 'IST0111', 'IST0160'],
  severity: 'error',
  title: 'Several objects of a kind for the whole namespace',
  cause:
    'Two or more PeerAuthentications, Sidecars or Telemetries of one namespace have no selector, so that each is for all of its workloads.',
  effect:
    'Only one of them is used, as a rule the oldest; the others have no effect, whatever they say.',
  repair: 'Put what they say into one object and remove the others, or give them selectors.',
  source: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  differs:
    'Telemetry is looked at as well as PeerAuthentication and Sidecar; RequestAuthentications are not, as istiod puts them together.',
  kinds: [peerAuthenticationKind, sidecarKind, telemetryKind],
  needs: [],
  check: function* ({ object, kind, namespace }, view) {
    if (!isWide(object)) return
    const rivals = view.inNamespace(kind, namespace).filter(isWide)
    if (rivals.length < 2) return
    const others = rivals.filter((rival) => rival !== object)
    const used = theOneUsed(rivals)
    yield {
      field: selectorParent(object),
      message: `${rivals.length} objects are for all of namespace ${namespace}, beside this one ${writeSome(others.map(writeName))}: ${used.text}`,
      values: { namespace, ...used.values },
      related: others,
    }
  },
}

function isWide(object: KubeObject): boolean {
  return !hasSelector(object) && targetRefsOf(object).length === 0
}
