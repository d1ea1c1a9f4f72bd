import type { Rule } from '../../../../seams/rule.ts'
import { gatewayKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'
import { gatewayFieldsOf, gatewayKeyOf } from './virtual-service.ts'

/** A gateway named by a host name. */
export const gatewayNamedAsOfOld: Rule = {
  id: 'MC206',
  aka: ['KIA1108'],
  severity: 'info',
  title: 'Gateway named as it was done of old',
  cause:
    'gateways names a Gateway by something like a host name (name.namespace.svc.cluster.local).',
  effect:
    'Istio still reads it: what stands before the first dot is the name, what follows the namespace. A Gateway whose name has dots cannot be meant so.',
  repair: 'Write namespace/name.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  kinds: [virtualServiceKind],
  needs: [],
  check: function* ({ spec, namespace }, view) {
    for (const field of gatewayFieldsOf(spec)) {
      const text = field.text()
      if (text === null || text.includes('/') || !text.includes('.')) continue
      const key = gatewayKeyOf(text, namespace)
      const [owner = '', name = ''] = key.split('/')
      const isThere = view.get(gatewayKind, owner, name) !== null
      yield withFix(
        { field, message: `${text} is read as ${key}`, values: { gateway: text, means: key } },
        isThere ? setTo(field, key, `Write ${key}`) : null,
      )
    }
  },
}
