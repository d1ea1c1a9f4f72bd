import type { Rule } from '../../seams/rule.ts'
import {
  gatewayKind,
  listenersAsked,
  parentsOf,
  routeKinds,
  takesKind,
  takesNamespace,
} from './lookup/gateway-api.ts'

export const routeNotAllowed: Rule = {
  id: 'MC412',
  aka: ['KIA1401'],
  severity: 'error',
  title: 'A Gateway does not take routes of this namespace or kind',
  cause:
    'No listener that the route asks for allows it: allowedRoutes.namespaces is Same unless it says otherwise, and kinds follow the protocol.',
  effect: 'The route is refused (Accepted=False, NotAllowedByListeners) and serves nothing.',
  repair:
    'Let the listener take the namespace (allowedRoutes.namespaces.from: All or Selector) or the kind, or attach to another listener.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes',
  kinds: routeKinds,
  needs: [gatewayKind, 'Namespace'],
  *check(subject, view) {
    const { object, namespace } = subject
    for (const parent of parentsOf(subject)) {
      const listeners = listenersAsked(view, parent)
      const [first] = listeners
      if (first === undefined) continue
      const ofKind = listeners.filter((one) => takesKind(one, object))
      if (ofKind.some((one) => takesNamespace(view, one, namespace))) continue
      const why =
        ofKind.length === 0 ? `routes of kind ${object.kind}` : `routes of namespace ${namespace}`
      const names = listeners.map(({ name }) => name).join(', ')
      yield {
        field: parent.field,
        message: `No listener of ${parent.kind} ${parent.namespace}/${parent.name} (${names}) takes ${why}`,
        values: { gateway: `${parent.namespace}/${parent.name}`, listeners: names, namespace },
        related: [first.owner],
      }
    }
  },
}
