import { setTo } from '../../seams/fix.ts'
import { nearestTo } from '../../seams/nearest.ts'
import type { Rule } from '../../seams/rule.ts'
import { gatewayClassKind, gatewayKind } from './lookup/gateway-api.ts'

export const gatewayClassMissing: Rule = {
  id: 'MC418',
  aka: ['KIA1504'],
  severity: 'error',
  title: 'A Gateway of a class that is not there',
  cause: 'gatewayClassName names no GatewayClass of the cluster.',
  effect: 'No controller takes the Gateway: nothing listens, and its routes serve nothing.',
  repair: 'Write the name of a GatewayClass, or install the controller that brings it.',
  source: 'https://gateway-api.sigs.k8s.io/api-types/gatewayclass/',
  kinds: [gatewayKind],
  needs: [gatewayClassKind],
  *check({ spec }, view) {
    const field = spec.get('gatewayClassName')
    const name = field.text()
    if (name === null || name === '' || view.get(gatewayClassKind, '', name) !== null) return
    const names = view.all(gatewayClassKind).map(({ metadata }) => metadata.name)
    const nearest = nearestTo(name, names)
    yield {
      field,
      message: `There is no GatewayClass ${name}; there is ${names.join(', ') || 'none'}`,
      values: { class: name, classes: names.join(', ') },
      ...(nearest === null ? {} : { fix: setTo(field, nearest, `Take class ${nearest}`) }),
    }
  },
}
