import { setTo } from '../../seams/fix.ts'
import { nearestTo } from '../../seams/nearest.ts'
import type { Rule } from '../../seams/rule.ts'
import { referenceGrantKind } from './lookup/gateway-api.ts'

export const referenceGrantNamespaceMissing: Rule = {
  id: 'MC417',
  aka: ['KIA1601'],
  severity: 'error',
  title: 'A ReferenceGrant allows a namespace that is not there',
  cause: 'from[].namespace names no namespace of the cluster.',
  effect: 'The grant allows nothing; the references that it was written for are still refused.',
  repair: 'Write the namespace of the routes or Gateways that refer to this one.',
  source: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  kinds: [referenceGrantKind],
  needs: ['Namespace'],
  *check({ spec }, view) {
    for (const from of spec.get('from').items()) {
      const field = from.get('namespace')
      const name = field.text()
      if (name === null || view.get('Namespace', '', name) !== null) continue
      const nearest = nearestTo(
        name,
        view.all('Namespace').map(({ metadata }) => metadata.name),
      )
      yield {
        field,
        message: `There is no namespace ${name}`,
        values: { namespace: name },
        ...(nearest === null ? {} : { fix: setTo(field, nearest, `Allow ${nearest}`) }),
      }
    }
  },
}
