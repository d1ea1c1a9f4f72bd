import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, View } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { gatewayKeyOf, meshGateway } from './virtual-service.ts'

/** `mesh`, or `namespace/name`: what a virtual service is bound to. */
export function bindingsOf({ spec, metadata }: KubeObject): readonly string[] {
  const gateways = new Field(spec).get('gateways').texts()
  if (gateways.length === 0) return [meshGateway]
  return gateways.map((gateway) =>
    gateway === meshGateway ? gateway : gatewayKeyOf(gateway, metadata.namespace ?? ''),
  )
}

const byBindingAndHost: Index = {
  id: 'virtual services by gateway and host',
  kinds: [virtualServiceKind],
  keysOf: (object) => {
    const { namespace = '' } = object.metadata
    const hosts = new Field(object.spec).get('hosts').texts()
    return bindingsOf(object).flatMap((binding) =>
      hosts.map((host) => `${binding} ${fqdnOf(host, namespace)}`),
    )
  },
}

/** Virtual services for this very host, full, at a gateway or in the mesh. */
export function virtualServicesAt(
  view: View,
  { binding, host }: { readonly binding: string; readonly host: string },
): readonly KubeObject[] {
  return view.find(byBindingAndHost, `${binding} ${host}`)
}
