/** What Istio knows by name; the experimental ones count as TCP until they are turned on. */
export const protocolNames: readonly string[] = [
  'grpc',
  'grpc-web',
  'http',
  'http2',
  'https',
  'mongo',
  'mysql',
  'redis',
  'tcp',
  'tls',
  'udp',
]

const withHyphen = protocolNames.filter((name) => name.includes('-'))

/**
 * The protocol in the name of a port, `<protocol>[-<suffix>]`; null when it says none.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function protocolOfName(portName: string): string | null {
  const name = portName.toLowerCase()
  const long = withHyphen.find((one) => name === one || name.startsWith(`${one}-`))
  const [first = ''] = name.split('-')
  return long ?? (protocolNames.includes(first) ? first : null)
}

/** Values of appProtocol that Kubernetes has given a meaning and Istio follows. */
const standardAppProtocols: readonly string[] = [
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
  'kubernetes.io/wss',
]

/** Whether Istio does anything with this appProtocol. */
export function isAppProtocol(value: string): boolean {
  return standardAppProtocols.includes(value) || protocolNames.includes(value.toLowerCase())
}
