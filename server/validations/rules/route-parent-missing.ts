import type { Rule } from '../../seams/rule.ts'
import { gatewayKind, listenerSetKind, parentsOf, routeKinds } from './lookup/gateway-api.ts'
import { fixName, follow } from './lookup/references.ts'

export const routeParentMissing: Rule = {
  id: 'MC410',
  aka: ['KIA1401', 'KIA1402'],
  severity: 'error',
  title: 'A route hangs on a Gateway, ListenerSet or Service that is not there',
  cause: 'A parentRef names an object that does not exist in that namespace.',
  effect: 'Nobody serves the route: its hosts and paths answer as if it had not been written.',
  repair: 'Name the parent that you mean, with its namespace when it is another one, or create it.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  differs:
    'KIA1401 and KIA1402 put together what are four rules here: no such parent (MC410), not taken by it (MC412), no such backend (MC414), not granted (MC416).',
  kinds: routeKinds,
  needs: [gatewayKind],
  *check(subject, view) {
    for (const parent of parentsOf(subject)) {
      const isKnown = parent.key === gatewayKind || view.isKnown(parent.key)
      if (!isKnown || follow(view, parent) !== null) continue
      const { kind, namespace, name, field, key } = parent
      const others = key === listenerSetKind ? ' (a ListenerSet is not its Gateway)' : ''
      yield {
        field: field.get('name'),
        message: `There is no ${kind} ${name} in namespace ${namespace}${others}`,
        values: { kind, namespace, name },
        ...fixName(view, parent),
      }
    }
  },
}
