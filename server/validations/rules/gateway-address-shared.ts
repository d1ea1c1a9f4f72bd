import { Field } from '../../seams/field.ts'
import type { KubeObject } from '../../seams/kube-object.ts'
import type { Index, Rule } from '../../seams/rule.ts'
import { gatewayKind } from './lookup/gateway-api.ts'

/** Gateways by the addresses that they ask for. */
const gatewaysByAddress: Index = {
  id: 'gateways by address',
  kinds: [gatewayKind],
  keysOf: (gateway) => addressesOf(gateway).map(({ key }) => key),
}

interface Address {
  readonly key: string
  readonly field: Field
}

export function addressesOf(gateway: KubeObject): readonly Address[] {
  return new Field(gateway)
    .get('spec', 'addresses')
    .items()
    .flatMap((field) => {
      const value = field.get('value').text()
      const type = field.get('type').text() ?? 'IPAddress'
      return value === null || value === '' ? [] : [{ key: `${type} ${value}`, field }]
    })
}

export const gatewayAddressShared: Rule = {
  id: 'MC421',
  aka: ['KIA1502'],
  severity: 'warning',
  title: 'Two Gateways ask for one address',
  cause: 'The same type and value stands in spec.addresses of another Gateway.',
  effect:
    'Whether both get it is up to the controller: one may stay without an address, or both answer for each other.',
  repair: 'Give each Gateway an address of its own, or put the listeners into one Gateway.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec',
  kinds: [gatewayKind],
  needs: [],
  *check({ object }, view) {
    for (const { key, field } of addressesOf(object)) {
      const others = view.find(gatewaysByAddress, key).filter((other) => other !== object)
      if (others.length === 0) continue
      const names = others.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)
      yield {
        field,
        message: `${key} is asked for by Gateway ${names.join(', ')} as well`,
        values: { address: key, gateways: names.join(', ') },
        related: others,
      }
    }
  },
}
