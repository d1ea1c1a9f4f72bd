import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, View } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { destinationsOf } from './virtual-service.ts'

const bySubset: Index = {
  id: 'virtual services by the subsets that they send to',
  kinds: [virtualServiceKind],
  keysOf: ({ spec, metadata }) =>
    destinationsOf(new Field(spec)).flatMap(({ host, subset }) =>
      subset === null ? [] : [`${fqdnOf(host, metadata.namespace ?? '')} ${subset}`],
    ),
}

/** Virtual services that send to a subset of a host, full. */
export function sendersTo(view: View, fqdn: string, subset: string): readonly KubeObject[] {
  return view.find(bySubset, `${fqdn} ${subset}`)
}
