import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAgents, readAll, send, type Agents, type WireAsk } from './wire.ts'

describe('a connection that the server lets go of when it is used again', () => {
  let server: Server
  let agents: Agents
  let seen: string[]

  beforeEach(async () => {
    seen = []
    agents = createAgents()
    const used = new Set<Socket>()
    server = createServer((request, response) => {
      const isAgain = used.has(request.socket)
      used.add(request.socket)
      seen.push(`${request.method ?? ''} ${isAgain ? 'cut' : 'answered'}`)
      if (isAgain) request.socket.destroy()
      else response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => {
    agents.plain.destroy()
    server.closeAllConnections()
    server.close()
  })

  async function ask(wanted: WireAsk): Promise<string> {
    const { port } = server.address() as AddressInfo
    const { signal } = new AbortController()
    const to = { base: {}, server: `http://127.0.0.1:${port}`, agents, signal }
    return await readAll(await send(wanted, to))
  }

  it.each<{ desc: string; wanted: WireAsk; method: string }>([
    { desc: 'what reads', wanted: { path: '/' }, method: 'GET' },
    {
      desc: 'what may be asked twice',
      wanted: { path: '/', method: 'POST', body: {}, isRepeatable: true },
      method: 'POST',
    },
  ])('is no failure of $desc', async ({ wanted, method }) => {
    await ask({ path: '/' })
    expect(await ask(wanted)).toBe('{}')
    expect(seen).toEqual(['GET answered', `${method} cut`, `${method} answered`])
  })

  it('is a failure of what writes: it may have been done', async () => {
    await ask({ path: '/' })
    await expect(ask({ path: '/', method: 'PUT', body: {} })).rejects.toThrow('socket hang up')
    expect(seen).toEqual(['GET answered', 'PUT cut'])
  })

  it('is a failure where the connection is a new one', async () => {
    server.removeAllListeners('request')
    server.on('request', ({ socket }) => socket.destroy())
    await expect(ask({ path: '/' })).rejects.toThrow('socket hang up')
  })
})
