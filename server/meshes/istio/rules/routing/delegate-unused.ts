import { Field } from '../../../../seams/field.ts'
import type { Index, Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { isDelegate } from './virtual-service.ts'

/** Virtual services that leave rules to others, by `namespace/name` of those. */
const byDelegate: Index = {
  id: 'virtual services by whom they delegate to',
  kinds: [virtualServiceKind],
  keysOf: ({ spec, metadata }) =>
    new Field(spec)
      .get('http')
      .items()
      .flatMap((rule) => {
        const name = rule.get('delegate', 'name').text()
        const owner = rule.get('delegate', 'namespace').text() ?? metadata.namespace ?? ''
        return name === null ? [] : [`${owner}/${name}`]
      }),
}

/** Rules that wait to be asked. */
export const delegateUnused: Rule = {
  id: 'MC222',
  aka: [],
  severity: 'warning',
  title: 'Virtual service without hosts that nobody delegates to',
  cause: 'The object names no hosts, and no other virtual service delegates to it.',
  effect: 'Its rules are for no host: nothing of it happens.',
  repair: 'Give it hosts, or name it in the delegate of the virtual service that has them.',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  kinds: [virtualServiceKind],
  needs: [virtualServiceKind],
  check: ({ spec, namespace, name }, view) => {
    if (!isDelegate(spec) || view.find(byDelegate, `${namespace}/${name}`).length > 0) return []
    const message = `Nobody delegates to ${namespace}/${name}, and without hosts it is for nothing else`
    return [{ field: spec.get('hosts'), message, values: { name: `${namespace}/${name}` } }]
  },
}
