import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { gatewayKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { replacing, withFix } from './fix.ts'
import { gatewayFieldsOf, gatewayKeyOf, meshGateway } from './virtual-service.ts'

/** Bound to a gateway that is not there. */
export const gatewayMissing: Rule = {
  id: 'MC201',
  aka: ['KIA1102', 'IST0101'],
  severity: 'error',
  title: 'Gateway that is not there',
  cause: 'gateways names a Gateway that does not exist in that namespace.',
  effect: 'No gateway serves these routes: requests from outside get 404.',
  repair:
    'Name an existing Gateway, as name in the own namespace or namespace/name in another; mesh is for sidecars.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  kinds: [virtualServiceKind],
  needs: [gatewayKind],
  check: function* (subject, view) {
    for (const field of gatewayFieldsOf(subject.spec)) {
      const text = field.text()
      if (text === null || text === '' || text === meshGateway) continue
      const hit = judge(field, { text, subject, view })
      if (hit !== null) yield hit
    }
  },
}

interface Named {
  readonly text: string
  readonly subject: Subject
  readonly view: View
}

function judge(field: Field, { text, subject, view }: Named): Hit | null {
  const key = gatewayKeyOf(text, subject.namespace)
  const [namespace = '', name = ''] = key.split('/')
  if (view.get(gatewayKind, namespace, name) !== null) return null
  const near = nearestTo(
    name,
    view.inNamespace(gatewayKind, namespace).map(({ metadata }) => metadata.name),
  )
  const isOwn = namespace === subject.namespace
  const meant = near === null ? null : isOwn ? near : `${namespace}/${near}`
  const hint = meant === null ? '' : `; did you mean ${meant}?`
  return withFix(
    {
      field,
      message: `There is no Gateway ${name} in namespace ${namespace}${hint}`,
      values: { gateway: text, namespace },
    },
    meant === null ? null : replacing(field, meant, `Bind to ${meant}`),
  )
}
