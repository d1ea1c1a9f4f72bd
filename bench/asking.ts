import { Agent, get } from 'node:http'
import { outputOf } from '../test/servers/commands.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

export interface Drained {
  readonly ms: number
  readonly bytes: number // on the wire
}

/** A GET as a browser sends it, compressed; the whole answer is read and thrown away. */
export function drain(url: string, encoding = 'gzip'): Promise<Drained> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': encoding } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => void (bytes += chunk.length))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ ms: performance.now() - startedAt, bytes })
        else reject(new Error(`${url} answered ${String(response.statusCode)}`))
      })
    })
    request.on('error', reject)
  })
}

/** The whole answer, over a connection of its own: a kept one may be closed just as it is used. */
export function readText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${url} answered ${String(response.statusCode)}: ${text}`))
      })
    })
    request.on('error', reject)
  })
}

/** The same queries side by side with curl, bodies drained: what the metric store itself takes. */
export async function askStore(
  store: string,
  queries: readonly string[],
  atMs: number,
): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(
    queries.map((query) =>
      outputOf('curl', [
        ...['--silent', '--fail', '--output', '/dev/null'],
        ...['--data-urlencode', `query=${query}`, '--data', `time=${atMs / 1000}`],
        `${store}/api/v1/query`,
      ]),
    ),
  )
  return performance.now() - startedAt
}

/** Keeps a live viewer of the default view connected until told to stop. */
export function watchGraph(url: string): () => void {
  const request = get(url, (response) => response.resume())
  request.on('error', () => undefined)
  return () => request.destroy()
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}
