import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Json } from '../store/json.ts'
import {
  aggregatedDiscovery,
  coreVersions,
  groupList,
  oneGroup,
  openApiV2,
  openApiV3,
  openApiV3Index,
  resourceList,
  versionInfo,
} from './discovery.ts'
import type { PathRequest } from './request-info.ts'
import { NoSuchPageError } from './status.ts'
import { sendJson } from './wire.ts'

const fixed: Readonly<Record<string, (host: string) => Json>> = {
  '/api': coreVersions,
  '/apis': groupList,
  '/version': () => versionInfo,
  '/openapi/v2': openApiV2,
  '/openapi/v3': openApiV3Index,
  '/': () => ({
    paths: ['/api', '/apis', '/healthz', '/livez', '/openapi', '/readyz', '/version'],
  }),
}

const healthPaths = ['/healthz', '/livez', '/readyz']

/** Everything that is no resource. @throws NoSuchPageError */
export function answerPath(
  info: PathRequest,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = info.path.length > 1 ? info.path.replace(/\/$/, '') : info.path
  if (healthPaths.includes(path)) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
    response.end('ok')
    return
  }
  const isRoot = path === '/api' || path === '/apis'
  if (isRoot && /g=apidiscovery\.k8s\.io/.test(request.headers.accept ?? '')) {
    response.writeHead(200, {
      'content-type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    })
    response.end(JSON.stringify(aggregatedDiscovery(path === '/api')))
    return
  }
  sendJson(response, 200, JSON.stringify(documentAt(path, request.headers.host ?? '')))
}

function documentAt(path: string, host: string): Json {
  const known = fixed[path]
  if (known !== undefined) return known(host)
  const [root, first, second, ...rest] = path.split('/').slice(1)
  if (root === 'openapi' && first === 'v3') return openApiV3()
  if (root === 'api' && first !== undefined && second === undefined) return resourceList('', first)
  if (root === 'apis' && first !== undefined && rest.length === 0) {
    return second === undefined ? oneGroup(first) : resourceList(first, second)
  }
  throw new NoSuchPageError()
}
