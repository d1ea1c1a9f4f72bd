import type { Rule } from '../../../../seams/rule.ts'
import { proxiesOfGateway, selectorOfGateway } from '../../lookup/gateways.ts'
import { gatewayKind } from '../../lookup/kinds.ts'
import { neededForSelection } from '../../lookup/workload.ts'

export const gatewaySelectsNothing: Rule = {
  id: 'MC300',
  aka: ['KIA0302', 'IST0101'],
  severity: 'warning',
  title: 'A Gateway whose selector finds no proxy',
  cause: 'No workload of any namespace has all the labels of spec.selector.',
  effect: 'Nobody opens the ports of this Gateway; whatever hangs on it serves nothing.',
  repair:
    'Take the labels from the pods of your gateway (often istio: ingressgateway or istio: ingress).',
  source: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway',
  differs: 'Looked for in all namespaces, as istiod does unless it is told otherwise.',
  kinds: [gatewayKind],
  needs: neededForSelection,
  check({ object, spec }, view) {
    const selector = selectorOfGateway(object)
    const written = Object.entries(selector).map(([name, value]) => `${name}=${value}`)
    // Without a selector it is for every proxy.
    if (written.length === 0 || proxiesOfGateway(view, object).length > 0) return []
    return [
      {
        field: spec.get('selector'),
        message: `No workload has ${written.join(', ')}`,
        values: { selector: written.join(', ') },
      },
    ]
  },
}
