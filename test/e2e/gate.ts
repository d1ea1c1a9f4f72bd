import { readFileSync } from 'node:fs'
import http, { type IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import { listenAnywhere } from '../servers/ports.ts'
import type { Certificate } from '../servers/certificates.ts'

export interface GateOptions {
  /** Of the server behind it, by plain http. */
  readonly upstream: string
  readonly certificate: Certificate
  /** Whether these headers may come in. */
  readonly lets: (headers: IncomingHttpHeaders) => boolean
}

export interface Gate {
  readonly port: number
  /** Requests that were let in and that were sent away so far. */
  readonly counts: { letIn: number; sentAway: number }
  readonly close: () => Promise<void>
}

/** An https proxy in front of a real server, which looks at who comes, as companies have them. */
export async function startGate({ upstream, certificate, lets }: GateOptions): Promise<Gate> {
  const counts = { letIn: 0, sentAway: 0 }
  const pair = {
    key: readFileSync(certificate.keyFile),
    cert: readFileSync(certificate.certificateFile),
  }
  const server = https.createServer(pair, (request, response) => {
    if (!lets(request.headers)) {
      counts.sentAway += 1
      response.writeHead(401, { 'content-type': 'text/plain' }).end('who are you?')
      return
    }
    counts.letIn += 1
    const { method = 'GET', url = '/', headers } = request
    const onward = http.request(new URL(url, upstream), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  })
  const port = await listenAnywhere(server)
  return {
    port,
    counts,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
