import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What one container's log does when it is asked for. */
export type LogScript = (ask: {
  readonly pod: string
  readonly container: string
  readonly query: URLSearchParams
  readonly response: ServerResponse
}) => void

export interface LogServer {
  readonly url: string
  readonly close: () => Promise<void>
}

export interface LogServerOptions {
  readonly namespace: string
  readonly pods: readonly string[]
  readonly containers: readonly string[]
  readonly log: LogScript
}

/**
 * A Kubernetes API with one namespace of pods of the app `flood`, whose logs are what a script makes
 * of them; watches stay open and say nothing.
 */
export async function startLogServer(options: LogServerOptions): Promise<LogServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://server.invalid')
    const [, pod = '', isLog] = /\/pods\/([^/]+)(\/log)?$/.exec(url.pathname) ?? []
    if (isLog !== undefined) {
      const container = url.searchParams.get('container') ?? ''
      options.log({ pod, container, query: url.searchParams, response })
      return
    }
    if (url.searchParams.get('watch') !== null) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.flushHeaders()
      return
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answerTo(url.pathname, options)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerTo(path: string, { namespace, pods, containers }: LogServerOptions): unknown {
  const items = path.endsWith('/namespaces')
    ? [{ metadata: { name: namespace, uid: 'ns' } }]
    : path.endsWith('/pods')
      ? pods.map((name) => ({
          metadata: { name, namespace, uid: name, labels: { app: 'flood' } },
          spec: { containers: containers.map((container) => ({ name: container, image: 'x' })) },
          status: { phase: 'Running' },
        }))
      : []
  if (path === '/version') return { gitVersion: 'v1.36.0', major: '1', minor: '36' }
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: [] }
  return { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items }
}
