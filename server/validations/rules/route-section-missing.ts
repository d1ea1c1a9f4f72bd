import { setTo } from '../../seams/fix.ts'
import { nearestTo } from '../../seams/nearest.ts'
import type { Hit, Rule } from '../../seams/rule.ts'
import {
  gatewayKind,
  listenersAsked,
  listenersIn,
  parentsOf,
  routeKinds,
  type Listener,
} from './lookup/gateway-api.ts'
import { follow, type Reference } from './lookup/references.ts'

export const routeSectionMissing: Rule = {
  id: 'MC411',
  aka: [],
  severity: 'error',
  title: 'A route asks for a listener that its parent does not have',
  cause: 'sectionName or port of a parentRef fits no listener of the Gateway.',
  effect: 'The route is not attached (Accepted=False, NoMatchingParent) and serves nothing.',
  repair:
    'Take a name or port from the listeners of the Gateway, or leave both out to attach to all.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  kinds: routeKinds,
  needs: [gatewayKind],
  *check(subject, view) {
    for (const parent of parentsOf(subject)) {
      const section = parent.field.get('sectionName')
      const port = parent.field.get('port')
      const asked = section.isPresent ? section : port
      const owner = parent.key === 'Service' ? null : follow(view, parent)
      if (owner === null || asked.isAbsent || listenersAsked(view, parent).length > 0) continue
      const listeners = listenersIn(owner)
      const known = listeners.map((one) => `${one.name} (${one.port ?? '?'})`).join(', ')
      yield {
        field: asked,
        message: `${parent.kind} ${parent.name} has no listener ${String(asked.value)}; it has ${known || 'none'}`,
        values: { listener: String(asked.value), listeners: known },
        related: [owner],
        ...fixSection(parent, listeners),
      }
    }
  },
}

function fixSection({ field }: Reference, listeners: readonly Listener[]): Pick<Hit, 'fix'> {
  const section = field.get('sectionName')
  const names = listeners.map(({ name }) => name)
  const nearest = nearestTo(section.text() ?? '', names)
  if (nearest === null || field.get('port').isPresent) return {}
  return { fix: setTo(section, nearest, `Attach to listener ${nearest}`) }
}
