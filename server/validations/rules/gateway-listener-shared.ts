import type { KubeObject } from '../../seams/kube-object.ts'
import type { Index, Rule } from '../../seams/rule.ts'
import { addressesOf } from './gateway-address-shared.ts'
import { gatewayKind, listenersIn, type Listener } from './lookup/gateway-api.ts'

/** Gateways by the port, protocol and hostname of their listeners. */
const gatewaysByListener: Index = {
  id: 'gateways by listener',
  kinds: [gatewayKind],
  keysOf: (gateway) => listenersIn(gateway).flatMap(keysOfListener),
}

function keysOfListener({ port, protocol, hostname }: Listener): readonly string[] {
  return hostname === null || port === null ? [] : [`${hostname} ${port} ${protocol}`]
}

export const gatewayListenerShared: Rule = {
  id: 'MC420',
  aka: ['KIA1501'],
  severity: 'info',
  title: 'Two Gateways serve one host on one port',
  cause: 'A listener of another Gateway has the same hostname, port and protocol.',
  effect:
    'DNS sends the host to one of the two; routes that hang on the other serve nobody, unless the two are meant for different callers. With one address for both, the controller decides.',
  repair: 'Keep the host on one Gateway, or make sure that callers are told apart by address.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#listener',
  differs: 'A note unless both have one address: two Gateways for two kinds of callers are common.',
  kinds: [gatewayKind],
  needs: [],
  *check({ object }, view) {
    for (const listener of listenersIn(object)) {
      for (const key of keysOfListener(listener)) {
        const others = view.find(gatewaysByListener, key).filter((other) => other !== object)
        if (others.length === 0) continue
        const names = others.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)
        const isOneAddress = others.some((other) => shareAddress(object, other))
        yield {
          field: listener.field,
          message: `${listener.hostname ?? ''} on port ${listener.port ?? ''} is served by Gateway ${names.join(', ')} as well`,
          severity: isOneAddress ? 'warning' : 'info',
          values: { host: listener.hostname ?? '', gateways: names.join(', ') },
          related: others,
        }
      }
    }
  },
}

function shareAddress(one: KubeObject, other: KubeObject): boolean {
  const keys = new Set(addressesOf(one).map(({ key }) => key))
  return addressesOf(other).some(({ key }) => keys.has(key))
}
