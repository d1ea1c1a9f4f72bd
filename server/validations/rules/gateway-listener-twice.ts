import type { Rule } from '../../seams/rule.ts'
import { gatewayKind, listenersIn, listenerSetKind, type Listener } from './lookup/gateway-api.ts'

export const gatewayListenerTwice: Rule = {
  id: 'MC419',
  aka: ['KIA1503'],
  severity: 'error',
  title: 'Two listeners of a Gateway cannot be told apart',
  cause:
    'Listeners of one port must differ in hostname when their protocols are told apart by hostname (HTTP, HTTPS, TLS), and must not mix protocols that cannot share a port.',
  effect: 'Both listeners are Conflicted and take no traffic.',
  repair: 'Give them different ports or hostnames, or make one of the two.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec',
  differs: 'HTTPS and TLS are told apart by the host alone, which the API server does not compare.',
  kinds: [gatewayKind, listenerSetKind],
  needs: [],
  *check({ object }) {
    const seen = new Map<string, Listener>()
    for (const listener of listenersIn(object)) {
      const { port, protocol, hostname, field } = listener
      if (port === null || protocol === '') continue
      const key = `${port}/${familyOf(protocol)}/${hostname ?? ''}`
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, listener)
        continue
      }
      yield {
        field,
        message: `Listener ${listener.name} has the port ${port} and hostname ${hostname ?? '(all)'} that ${first.name} has`,
        values: { port: String(port), protocol, hostname: hostname ?? '', other: first.name },
      }
    }
  },
}

/** HTTPS and TLS are told apart by the name in the handshake; TCP and UDP by the port alone. */
function familyOf(protocol: string): string {
  return protocol === 'HTTPS' || protocol === 'TLS' ? 'TLS' : protocol
}
