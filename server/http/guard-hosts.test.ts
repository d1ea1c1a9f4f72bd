import express from 'express'
import { createServer, request } from 'node:http'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthMode } from '../auth/authenticator.ts'
import { answerErrors } from './errors.ts'
import { guardHosts } from './guard-hosts.ts'

const servers = new Map<AuthMode, ReturnType<typeof createServer>>()

beforeAll(async () => {
  for (const auth of ['anonymous', 'token'] as const) {
    const app = express()
    app.use(guardHosts(auth, ['Mesh.example']))
    app.get('/', (_request, response) => response.send('in'))
    app.use(answerErrors(pino({ level: 'silent' })))
    const server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.set(auth, server)
  }
})
afterAll(() => {
  for (const server of servers.values()) server.close()
})

/** fetch does not let anybody choose the host. */
function statusOf(auth: AuthMode, host: string): Promise<number> {
  const address = servers.get(auth)?.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('the name that a browser came by', () => {
  it.each([
    { host: '127.0.0.1:20001', status: 200 },
    { host: '[::1]:20001', status: 200 },
    { host: '10.1.2.3', status: 200 },
    { host: 'localhost:20001', status: 200 },
    { host: 'mesh.example:443', status: 200 },
    { host: 'evil.example:20001', status: 403 },
    { host: 'localhost.evil.example', status: 403 },
    { host: '127.0.0.1.evil.example', status: 403 },
  ])('$host is answered with $status', async ({ host, status }) => {
    expect(await statusOf('anonymous', host)).toBe(status)
  })

  it('is nobody’s concern where each brings a token', async () => {
    expect(await statusOf('token', 'evil.example')).toBe(200)
  })
})
