import { countAt, textAt } from '../../seams/json.ts'

export interface ProxyAddress {
  readonly address: string
  readonly port: number | null
}

/** An IP and a port, the path of a socket, or another listener within the proxy. */
export function readAddress(address: unknown): ProxyAddress {
  const ip = textAt(address, 'socket_address', 'address')
  if (ip !== null) {
    const port = countAt(address, 'socket_address', 'port_value')
    return { address: ip, port }
  }
  // A tunnel within the proxy: whom it is for stands in its id.
  const [, host, port] =
    /^(.+):(\d{1,5})$/.exec(textAt(address, 'envoy_internal_address', 'endpoint_id') ?? '') ?? []
  if (host !== undefined && port !== undefined) return { address: host, port: Number(port) }
  const inside = textAt(address, 'envoy_internal_address', 'server_listener_name')
  if (inside !== null) return { address: inside, port: null }
  return { address: textAt(address, 'pipe', 'path') ?? '', port: null }
}
