import { setTo } from '../../seams/fix.ts'
import type { Hit, Rule, View } from '../../seams/rule.ts'
import { backendsOf, routeKinds } from './lookup/gateway-api.ts'
import { fixName, follow, type Reference } from './lookup/references.ts'

export const routeBackendMissing: Rule = {
  id: 'MC414',
  aka: ['KIA1402'],
  severity: 'error',
  title: 'A route sends to a Service that is not there',
  cause:
    'A backendRef names a Service that does not exist in that namespace; names are names of Services, not hosts with dots.',
  effect: 'The share of requests that goes to this backend is answered with 500.',
  repair: 'Name the Service that you mean; its namespace has a field of its own.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref',
  differs: 'See MC410.',
  kinds: routeKinds,
  needs: ['Service'],
  *check(subject, view) {
    for (const backend of backendsOf(subject)) {
      if (backend.key !== 'Service' || follow(view, backend) !== null) continue
      const { name, namespace, field } = backend
      yield {
        field: field.get('name'),
        message: name.includes('.')
          ? `${name} is a host, not a name: there is no such Service in namespace ${namespace}`
          : `There is no Service ${name} in namespace ${namespace}`,
        values: { service: name, namespace },
        ...fixBackend(view, backend),
      }
    }
  },
}

/** `reviews.shop` and `reviews.shop.svc.cluster.local` mean a name and a namespace. */
function fixBackend(view: View, backend: Reference): Pick<Hit, 'fix'> {
  const { name, field, namespace } = backend
  const [first = '', second = '', ...rest] = name.split('.')
  const isHost = rest.length === 0 || rest[0] === 'svc'
  const isMeant = second === namespace && isHost && view.get('Service', second, first) !== null
  if (!isMeant) return fixName(view, backend)
  return { fix: setTo(field.get('name'), first, `Name the Service ${first}`) }
}
