import type {
  ProxyKind,
  WorldCall,
  WorldHeaders,
  WorldPort,
  WorldRoot,
  WorldService,
  WorldWorkload,
} from './topology.ts'

/** Short forms in which the parts of the world are written down; each fills in what is usual. */

export const httpPort: WorldPort = {
  name: 'http',
  port: 8000,
  targetPort: 8000,
  protocol: 'http',
}
export const bookinfoPort: WorldPort = { ...httpPort, port: 9080, targetPort: 9080 }
export const grpcPort: WorldPort = {
  name: 'grpc',
  port: 9000,
  targetPort: 9000,
  protocol: 'grpc',
}

export function tcpPort(name: string, port: number): WorldPort {
  return { name, port, targetPort: port, protocol: 'tcp' }
}

export function aService(
  namespace: string,
  name: string,
  fields: Partial<WorldService> = {},
): WorldService {
  return {
    namespace,
    name,
    app: name,
    version: '',
    ports: [httpPort],
    isHeadless: false,
    ...fields,
  }
}

type WorkloadFields = Partial<WorldWorkload> & Pick<WorldWorkload, 'namespace' | 'app'>

/** Named `<app>-<version>`; with a sidecar unless said otherwise. */
export function aWorkload(fields: WorkloadFields): WorldWorkload {
  const version = fields.version ?? 'v1'
  const proxy: ProxyKind = fields.proxy ?? 'sidecar'
  return {
    name: version === '' ? fields.app : `${fields.app}-${version}`,
    kind: 'Deployment',
    replicas: 1,
    serviceAccount: fields.app,
    ports: [httpPort],
    image: `registry.example/${fields.namespace}/${fields.app}:${version === '' ? 'latest' : version}`,
    calls: [],
    latency: { p50Ms: 4, p95Ms: 14 },
    spoilt: [],
    requestBytes: 620,
    responseBytes: 1_900,
    passesHeadersOn: true,
    ...fields,
    version,
    proxy,
  }
}

const emptyCall = { countPerRequest: 1, step: 0, sentBytes: 0, receivedBytes: 0 }

/** `port` is 8000 unless given. */
export function httpCall(host: string, path: string, fields: Partial<WorldCall> = {}): WorldCall {
  return { ...emptyCall, host, path, port: 8000, protocol: 'http', method: 'GET', ...fields }
}

/** `path` is `/package.Service/Method`. */
export function grpcCall(host: string, path: string, fields: Partial<WorldCall> = {}): WorldCall {
  return { ...emptyCall, host, path, port: 9000, protocol: 'grpc', method: 'POST', ...fields }
}

export function tcpCall(host: string, port: number, fields: Partial<WorldCall> = {}): WorldCall {
  return {
    ...emptyCall,
    host,
    port,
    protocol: 'tcp',
    method: '',
    path: '',
    sentBytes: 420,
    receivedBytes: 3_800,
    ...fields,
  }
}

interface RootFields {
  readonly from: string // namespace/workload
  readonly call: WorldCall
  readonly requestsPerSecond: number
  readonly headerShares?: readonly WorldHeaders[]
}

export function aRoot(fields: RootFields): WorldRoot {
  const [namespace = '', workload = ''] = fields.from.split('/')
  const { call, requestsPerSecond, headerShares = [] } = fields
  return { namespace, workload, call, requestsPerSecond, headerShares }
}
