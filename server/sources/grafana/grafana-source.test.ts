import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Source } from '../../seams/source.ts'
import { createGrafanaSource } from './grafana-source.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** Answers at `/graphs/api/health` alone. */
async function aServer(status: number, body: string): Promise<string> {
  const server: Server = createServer((incoming, response) => {
    const isHealth = incoming.url === '/graphs/api/health'
    response.writeHead(isHealth ? status : 404, { location: '/login' }).end(isHealth ? body : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphs`
}

function sourceAt(url: string): Source {
  const source = createGrafanaSource({ url, howFound: 'configuration', deadlineMs: 2000 })
  open.push(source.close)
  return source
}

describe('Grafana', () => {
  it('is reached, and says its version', async () => {
    const body = JSON.stringify({ database: 'ok', version: '12.1.0', commit: 'x' })
    const source = sourceAt(await aServer(200, body))
    expect(source.status()).toMatchObject({ kind: 'dashboards', state: 'connecting' })
    await expect.poll(source.status).toMatchObject({
      ...{ state: 'reached', product: 'Grafana', version: '12.1.0', message: null },
      details: ['Its database: ok'],
    })
  })

  it.each([
    {
      desc: 'its database is away',
      status: 503,
      body: '{"database":"failing"}',
      says: /database/,
    },
    { desc: 'it sends us to a login', status: 302, body: '', says: /sends us to/ },
    { desc: 'another page is there', status: 200, body: '<html>', says: /something else/ },
  ])('is not reached when $desc', async ({ status, body, says }) => {
    const source = sourceAt(await aServer(status, body))
    await expect.poll(() => source.status().state).toBe('notReached')
    expect(source.status().message).toMatch(says)
  })

  it('is not reached where nobody listens', async () => {
    const source = sourceAt('http://127.0.0.1:1/')
    await expect.poll(() => source.status().state).toBe('notReached')
    expect(source.status().message).toMatch(/cannot be reached .*ECONNREFUSED/)
  })
})
