import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { passOn, serveHere, type HttpHere } from '../support/http-here.ts'
import { choose, eventually, openPage } from './open-page.ts'
import { settled, showAs, tableRows } from './open-page.ts'
import { isRefusal, ownConsole, setStage, sharedConsoleWithTokens } from './stage.ts'

/** A proxy that shows the server under `prefix` and cuts the prefix off before it asks. */
function startStrippingProxy(target: string, prefix: string): Promise<HttpHere> {
  return serveHere((incoming, outgoing) => {
    const { url = '/' } = incoming
    if (url.startsWith(`${prefix}/`))
      passOn(incoming, outgoing, new URL(url.slice(prefix.length), target))
    else outgoing.writeHead(404).end()
  })
}

describe.skipIf(!available('chromium'))('under a base path', () => {
  let proxy: HttpHere
  let addresses: Readonly<Record<'itself' | 'a proxy that strips it', string>>
  const stage = setStage({ start: () => ownConsole(['--base-path', '/mesh']) })

  beforeAll(async () => {
    const { origin } = new URL(stage.url)
    proxy = await startStrippingProxy(origin, '/mesh')
    addresses = {
      itself: `${origin}/mesh/`,
      'a proxy that strips it': `${proxy.url}/mesh/`,
    }
  })
  afterAll(() => proxy.stop())

  it.each(['itself', 'a proxy that strips it'] as const)('works through %s', async (way) => {
    const { page, complaints, close } = await openPage(stage.browser, addresses[way])
    expect((await settled(page)).nodes).toBeGreaterThan(5)
    expect(new URL(page.url()).pathname).toBe('/mesh/graph')
    await page.getByRole('button', { name: /^live, / }).waitFor()
    await choose(page, 'Graph of', 'Workloads')
    await eventually(() => page.url()).toBe(`${addresses[way]}graph?type=workload`)
    await page.reload()
    expect((await settled(page)).nodes).toBeGreaterThan(5)
    expect(complaints).toEqual([])
    await close()
  })
})

describe.skipIf(!available('chromium'))('with tokens', () => {
  const { open } = setStage({
    start: sharedConsoleWithTokens,
    isMeant: isRefusal,
  })

  it('asks for one, and shows what it may see', async () => {
    const page = await open({ path: 'graph?type=workload&open=all' })
    const box = page.getByRole('textbox', { name: 'Kubernetes bearer token' })
    const signIn = page.getByRole('button', { name: 'Sign in' })
    await box.fill('not-a-token')
    await signIn.click()
    await page.locator('#token[aria-invalid="true"]').waitFor()
    await eventually(() => page.getByRole('toolbar').count()).toBe(0)

    await box.fill('lab-bookinfo')
    await signIn.click()
    await page.getByRole('button', { name: 'lab-bookinfo' }).waitFor()
    await settled(page)
    await showAs(page, 'Table')
    const ends = async (): Promise<string[]> =>
      (await tableRows(page)).flatMap((row) => row.split(' → '))
    await eventually(ends).toContain('productpage-v1 (bookinfo)')
    await eventually(async () => {
      const strangers = (await ends()).filter((end) => !end.endsWith(' (bookinfo)'))
      return [...new Set(strangers)].sort()
    }).toEqual(['restricted', 'unknown'])

    await page.getByRole('button', { name: /^Namespaces: / }).click()
    await page.getByRole('checkbox', { name: /^bookinfo/ }).waitFor()
    await eventually(() => page.getByRole('checkbox').count()).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'lab-bookinfo' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await box.waitFor()
  })
})
