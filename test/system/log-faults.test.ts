import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { getLogs, logEventSchema, type LogEvent, type LogPage } from '#contract/logs.ts'
import { readConfig } from '../../server/config.ts'
import { startConsole } from '../../server/main.ts'
import { startLogServer, type LogScript } from '../support/log-server.ts'

const namespace = 'shop'

/** A console on a cluster whose logs do what the script says. */
async function start(log: LogScript, pods: readonly string[] = ['one']): Promise<string> {
  const server = await startLogServer({ namespace, pods, containers: ['app'], log })
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-logs-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  const config = {
    'current-context': 'logs',
    clusters: [{ name: 'logs', cluster: { server: server.url } }],
    users: [{ name: 'logs', user: { token: 'somebody' } }],
    contexts: [{ name: 'logs', context: { cluster: 'logs', user: 'logs' } }],
  }
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 })
  const running = await startConsole(
    readConfig(['--port', '0', '--log-level', 'silent', '--kubeconfig', kubeconfig], {}),
  )
  onTestFinished(async () => {
    await running.close()
    await server.close()
    rmSync(folder, { recursive: true })
  })
  return `${running.url}api/v1/namespaces/${namespace}/apps/flood/logs`
}

const read = async (url: string): Promise<LogPage> =>
  getLogs.response.parse(await (await fetch(url)).json())

async function follow(url: string): Promise<readonly LogEvent[]> {
  const stopping = new AbortController()
  onTestFinished(() => stopping.abort())
  const answer = await fetch(`${url}/stream`, { signal: stopping.signal })
  const events: LogEvent[] = []
  const run = async (): Promise<void> => {
    let rest = ''
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const messages = (rest + piece).split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1]
        if (data !== undefined) events.push(logEventSchema.parse(JSON.parse(data)))
      }
    }
  }
  run().catch(() => undefined) // it is hung up at the end
  return events
}

const textsOf = (events: readonly LogEvent[]): string[] =>
  events.flatMap((event) => (event.event === 'lines' ? event.lines.map(({ text }) => text) : []))

const stamped = (index: number, text: string): string =>
  `${new Date(Date.UTC(2026, 10, 21) + index).toISOString().slice(0, -1)}000001Z ${text}\n`

describe('logs that go wrong', () => {
  it('of a gigabyte are read as far as they are looked at, in bounded memory', async () => {
    const chunk = Buffer.from(stamped(0, 'x'.repeat(990)).repeat(64))
    let written = 0
    const url = await start(({ response }) => {
      let left = 1024 ** 3
      const write = (): void => {
        while (left > 0 && !response.destroyed) {
          left -= chunk.length
          written += chunk.length
          if (!response.write(chunk)) {
            response.once('drain', write)
            return
          }
        }
        response.end()
      }
      write()
    })
    const before = process.memoryUsage()
    const page = await read(`${url}?show=nothing&from=0`)
    expect(page.lines).toEqual([])
    expect(page.sources[0]).toMatchObject({ isWhole: false })
    expect(page.hasMore).toBe(true)
    expect(written).toBeGreaterThan(32 * 1024 ** 2)
    expect(written).toBeLessThan(512 * 1024 ** 2)
    const after = process.memoryUsage()
    const grown = after.rss - before.rss
    expect(grown / 1024 ** 2).toBeLessThan(400) // what V8 has not given back included
  })

  it('of the past are read up to the end of what is asked for', async () => {
    let written = 0
    const url = await start(({ response }) => {
      const write = (): void => {
        while (written < 50_000 && !response.destroyed) {
          written += 1
          const line = stamped(written * 1000, `line ${written} ${'z'.repeat(1000)}`)
          if (!response.write(line)) {
            response.once('drain', write)
            return
          }
        }
        response.end()
      }
      write()
    })
    const from = Date.UTC(2026, 10, 21)
    const page = await read(`${url}?from=${from}&at=${from + 60_000}&limit=100`)
    expect(page.lines).toHaveLength(59)
    expect(page.sources[0]).toMatchObject({ state: 'reading', isWhole: true })
    expect(page.hasMore).toBe(false)
    expect(written).toBeLessThan(20_000)
  })

  it('show of a line of 1 MB its beginning, and say what is left out', async () => {
    const url = await start(({ response }) => {
      response.end(stamped(1, 'y'.repeat(1024 ** 2)) + stamped(2, 'short'))
    })
    const { lines } = await read(url)
    expect(lines.map(({ text, cutBytes }) => text.length + cutBytes)).toEqual([1024 ** 2, 5])
    expect(lines[0]?.cutBytes).toBeGreaterThan(900_000)
  })

  it('go on after a cut where they stopped', async () => {
    let opened = 0
    const url = await start(({ query, response }) => {
      const all = [1, 2, 3, 4, 5, 6].map((index) => stamped(index, `line ${index}`))
      if (query.get('follow') === null) {
        response.end(all[0])
        return
      }
      opened += 1
      response.write(all.slice(0, opened * 2).join(''))
      if (opened < 3) setTimeout(() => response.destroy(), 50)
    })
    const events = await follow(url)
    const expected = [1, 2, 3, 4, 5, 6].map((index) => `line ${index}`)
    await expect.poll(() => textsOf(events)).toEqual(expected)
    const states = events.flatMap((event) =>
      event.event === 'sources' ? event.sources.map(({ state, message }) => [state, message]) : [],
    )
    expect(states.find(([state]) => state === 'failed')?.[1]).toMatch(/^The log broke off \(/)
    await sleep(600)
    expect(textsOf(events)).toEqual(expected)
  })

  it.each([
    {
      desc: 'waiting',
      status: 400,
      message: 'container "app" in pod "one" is waiting to start: ContainerCreating',
      state: 'waiting',
      says: 'app has not begun yet: ContainerCreating.',
    },
    {
      desc: 'gone',
      status: 404,
      message: 'pods "one" not found',
      state: 'gone',
      says: 'The pod one is not there any more.',
    },
    {
      desc: 'forbidden',
      status: 403,
      message: 'no',
      state: 'forbidden',
      says: 'The console may not read logs in shop: that needs the verb get on the resource pods/log in that namespace, by a Role or ClusterRole.',
    },
    {
      desc: 'broken',
      status: 500,
      message: 'kubelet is away',
      state: 'failed',
      says: expect.stringContaining('kubelet is away') as unknown,
    },
  ])('say of a container that is $desc what it is', async ({ status, message, state, says }) => {
    const url = await start(({ response }) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ kind: 'Status', code: status, reason: '', message }))
    })
    expect((await read(url)).sources).toEqual([expect.objectContaining({ state, message: says })])
  })

  it('of a flood show the present, count what they drop, and hold nobody up', async () => {
    const pods = Array.from({ length: 10 }, (_, index) => `pod-${index}`)
    const block = Buffer.from(
      Array.from({ length: 200 }, (_, index) => stamped(index, `flood ${index} `.repeat(8))).join(
        '',
      ),
    )
    const url = await start(({ query, response }) => {
      if (query.get('follow') === null) {
        response.end()
        return
      }
      const timer = setInterval(() => response.writableNeedDrain || response.write(block), 50)
      response.on('close', () => clearInterval(timer))
    }, pods)
    const events = await follow(url)
    const dropped = (): ReadonlySet<string> =>
      new Set(
        events.flatMap((event) =>
          event.event === 'lines' ? event.dropped.map(({ source }) => source) : [],
        ),
      )
    await expect.poll(() => dropped().size, { timeout: 20_000 }).toBe(pods.length)
    for (const event of events)
      if (event.event === 'lines') expect(event.lines.length).toBeLessThanOrEqual(1000)
    const health = await fetch(new URL('/healthz', url))
    expect(health.status).toBe(200)
  })
})
