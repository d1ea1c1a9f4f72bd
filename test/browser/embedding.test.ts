import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from '#contract/setup.ts'
import { available } from '../servers/availability.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'
import { eventually, launchBrowser } from './open-page.ts'

const reviews = 'workload:Kubernetes/bookinfo/reviews-v2'
const view = 'graph?namespaces=bookinfo&type=workload&as=table&kiosk=true'

/** A page of another origin that shows an address in a frame and keeps what it is told. */
interface Portal {
  readonly origin: string
  readonly close: () => void
}

const page = (src: string): string => `<!doctype html><title>Portal</title><script>
  window.told = []
  addEventListener('message', ({ origin, data }) => told.push({ origin, data }))
</script><iframe src="${src}" width="1200" height="800"></iframe>`

async function openPortal(): Promise<Portal> {
  const server: Server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://portal')
    response.setHeader('content-type', 'text/html')
    response.end(page(searchParams.get('src') ?? ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { origin: `http://127.0.0.1:${port}`, close }
}

const toldSchema = z.array(
  z.object({
    origin: z.string(),
    data: z.discriminatedUnion('type', [
      z.object({
        source: z.literal('alidade'),
        type: z.literal('view'),
        path: z.string(),
        parameters: z.record(z.string(), z.string()),
      }),
      z.object({
        source: z.literal('alidade'),
        type: z.literal('selection'),
        id: z.string().nullable(),
      }),
    ]),
  }),
)

const toldTo = async (portal: Page) => toldSchema.parse(await portal.evaluate('told'))

describe.skipIf(!available('chromium'))('a console in a frame', () => {
  let portal: Portal
  let stranger: Portal
  let server: ConsoleProcess
  let browser: Browser
  let opened: Page | null = null

  beforeAll(async () => {
    ;[portal, stranger] = await Promise.all([openPortal(), openPortal()])
    const args = ['--embed-in', portal.origin]
    ;[server, browser] = await Promise.all([startConsoleProcess(args), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    portal.close()
    stranger.close()
  })
  afterEach(async () => {
    await opened?.context().close()
    opened = null
  })

  async function embedIn({ origin }: Portal): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1300, height: 900 } })
    const around = await context.newPage()
    opened = around
    await around.goto(`${origin}/?src=${encodeURIComponent(new URL(view, server.url).href)}`)
    return around
  }

  it('tells the page around what is looked at and what is selected', async () => {
    const around = await embedIn(portal)
    const frame = around.frameLocator('iframe')
    await frame.getByRole('button', { name: /^reviews-v2.* calls ratings/ }).click()
    await frame.getByRole('button', { name: 'Clear the selection' }).click()
    await eventually(async () => (await toldTo(around)).at(-1)?.data).toMatchObject({ id: null })
    const told = await toldTo(around)
    expect(new Set(told.map(({ origin }) => origin))).toEqual(new Set([new URL(server.url).origin]))
    expect(told[0]?.data).toMatchObject({ type: 'view', parameters: { namespaces: 'bookinfo' } })
    const ids = told.flatMap(({ data }) => (data.type === 'selection' ? [data.id] : []))
    expect(ids[0]).toMatch(new RegExp(`^${reviews}→`))
    const paths = told.flatMap(({ data }) => (data.type === 'view' ? [data.path] : []))
    expect(paths[0]).toMatch(/^\/graph\?/)
    expect(paths.some((path) => path.includes('select='))).toBe(true)
  })

  it('is not shown in a frame of another origin, and tells it nothing', async () => {
    const around = await embedIn(stranger)
    await eventually(() => around.frames().map((frame) => frame.url())).toEqual([
      expect.stringContaining(stranger.origin),
      expect.stringMatching(/^chrome-error:/),
    ])
    expect(await toldTo(around)).toEqual([])
  })
})
