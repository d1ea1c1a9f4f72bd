import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { freePort } from '../servers/ports.ts'

/** Answers one request; what it does not end stays open. */
export type Fault = (request: IncomingMessage, response: ServerResponse, body: string) => void

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The client hung up before it had the whole answer. */
  isAborted: boolean
}

export interface FaultServer {
  readonly url: string
  readonly port: number
  /** What is done from now on. */
  readonly behave: (fault: Fault) => void
  readonly seen: SeenRequest[]
  readonly close: () => Promise<void>
}

/** A server of HTTP that does wrong on purpose; on the given port of 127.0.0.1, or on any. */
export async function startFaultServer(first: Fault, port = 0): Promise<FaultServer> {
  let fault = first
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const { method = '', url = '', headers } = request
      const entry: SeenRequest = { method, path: url, body, headers, isAborted: false }
      seen.push(entry)
      response.on('close', () => {
        entry.isAborted = !response.writableFinished
      })
      fault(request, response, body)
    })
  })
  const bound = port === 0 ? await freePort() : port
  await new Promise<void>((resolve) => server.listen(bound, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    behave: (next) => {
      fault = next
    },
    seen,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A whole answer. */
export function answer(status: number, type: string, text: string): Fault {
  return (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(text)
  }
}

/** Begins an answer and cuts the connection in its middle. */
export function cutOff(type: string, text: string): Fault {
  return (_, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': String(text.length * 2) })
    response.write(text, () => response.destroy())
  }
}

/** Takes the request and never answers. */
export const silence: Fault = () => undefined

/** Takes the request and hangs up. */
export const hangUp: Fault = (_, response) => {
  response.destroy()
}
