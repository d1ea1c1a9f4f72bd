import type { Rule } from '../../seams/rule.ts'
import {
  gatewayKind,
  grpcRouteKind,
  httpRouteKind,
  listenersAsked,
  parentsOf,
  shareHost,
  takesKind,
  tlsRouteKind,
} from './lookup/gateway-api.ts'

export const routeHostnameUnmatched: Rule = {
  id: 'MC413',
  aka: [],
  severity: 'error',
  title: 'A hostname of a route is served by no listener of its parents',
  cause: 'The hostname has nothing in common with the hostnames of the listeners it asks for.',
  effect:
    'Requests to that host never come to this route; when none of its hostnames fits it is refused (NoMatchingListenerHostname).',
  repair: 'Add a listener for the host, widen the hostname of the listener, or correct the route.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec',
  kinds: [httpRouteKind, grpcRouteKind, tlsRouteKind],
  needs: [gatewayKind],
  *check(subject, view) {
    const listeners = parentsOf(subject)
      .flatMap((parent) => listenersAsked(view, parent))
      .filter((listener) => takesKind(listener, subject.object))
    if (listeners.length === 0) return
    const served = [...new Set(listeners.map(({ hostname }) => hostname))]
    if (served.includes(null)) return
    const known = served.join(', ')
    for (const field of subject.spec.get('hostnames').items()) {
      const host = field.text()?.toLowerCase()
      if (host === undefined) continue
      if (served.some((one) => one === null || shareHost(one, host))) continue
      yield {
        field,
        message: `No listener serves ${host}: those of the parents serve ${known}`,
        values: { host, listeners: known },
        related: [...new Set(listeners.map(({ owner }) => owner))],
      }
    }
  },
}
