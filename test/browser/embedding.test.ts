import type { Page } from 'playwright-core'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { z } from '#contract/setup.ts'
import { available } from '../servers/availability.ts'
import { serveHere, type HttpHere } from '../support/http-here.ts'
import { eventually } from './open-page.ts'
import { ownConsole, setStage } from './stage.ts'

const reviews = 'workload:Kubernetes/bookinfo/reviews-v2'
const view = 'graph?namespaces=bookinfo&type=workload&as=table&kiosk=true'

const page = (src: string): string => `<!doctype html><title>Portal</title><script>
  window.told = []
  addEventListener('message', ({ origin, data }) => told.push({ origin, data }))
</script><iframe src="${src}" width="1200" height="800"></iframe>`

/** A page of another origin that shows an address in a frame and keeps what it is told. */
const openPortal = (): Promise<HttpHere> =>
  serveHere((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://portal')
    response.setHeader('content-type', 'text/html')
    response.end(page(searchParams.get('src') ?? ''))
  })

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
  let portal: HttpHere
  let stranger: HttpHere
  let opened: Page | null = null
  const stage = setStage({
    start: async () => {
      ;[portal, stranger] = await Promise.all([openPortal(), openPortal()])
      return await ownConsole(['--embed-in', portal.url])
    },
  })

  afterAll(() => {
    portal.stop()
    stranger.stop()
  })
  afterEach(async () => {
    await opened?.context().close()
    opened = null
  })

  async function embedIn({ url }: HttpHere): Promise<Page> {
    const context = await stage.browser.newContext({ viewport: { width: 1300, height: 900 } })
    const around = await context.newPage()
    opened = around
    await around.goto(`${url}/?src=${encodeURIComponent(stage.at(view))}`)
    return around
  }

  it('tells the page around what is looked at and what is selected', async () => {
    const around = await embedIn(portal)
    const frame = around.frameLocator('iframe')
    await frame.getByRole('button', { name: /^reviews-v2.* calls ratings/ }).click()
    await frame.getByRole('button', { name: 'Clear the selection' }).click()
    await eventually(async () => (await toldTo(around)).at(-1)?.data).toMatchObject({ id: null })
    const told = await toldTo(around)
    expect(new Set(told.map(({ origin }) => origin))).toEqual(new Set([new URL(stage.url).origin]))
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
      expect.stringContaining(stranger.url),
      expect.stringMatching(/^chrome-error:/),
    ])
    expect(await toldTo(around)).toEqual([])
  })
})
