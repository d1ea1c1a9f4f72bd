import { createServer, request, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { freePort } from '../servers/ports.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'
import { choose, eventually, launchBrowser, openPage } from './open-page.ts'
import { settled, showAs, tableRows } from './open-page.ts'

/** A proxy that shows the server under `prefix` and cuts the prefix off before it asks. */
async function startStrippingProxy(
  target: string,
  { prefix, port }: { readonly prefix: string; readonly port: number },
): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming
    if (!url.startsWith(`${prefix}/`)) {
      outgoing.writeHead(404).end()
      return
    }
    const onward = request(
      new URL(url.slice(prefix.length), target),
      { method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

describe.skipIf(!available('chromium'))('under a base path', () => {
  let server: ConsoleProcess
  let browser: Browser
  let proxy: Server
  let addresses: Readonly<Record<'itself' | 'a proxy that strips it', string>>

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([
      startConsoleProcess(['--base-path', '/mesh']),
      launchBrowser(),
    ])
    const { origin } = new URL(server.url)
    const port = await freePort()
    proxy = await startStrippingProxy(origin, { prefix: '/mesh', port })
    addresses = {
      itself: `${origin}/mesh/`,
      'a proxy that strips it': `http://127.0.0.1:${port}/mesh/`,
    }
  })
  afterAll(async () => {
    await browser.close()
    proxy.close()
    proxy.closeAllConnections()
    await server.stop()
  })

  it.each(['itself', 'a proxy that strips it'] as const)('works through %s', async (way) => {
    const { page, complaints, close } = await openPage(browser, addresses[way])
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
  let server: ConsoleProcess
  let browser: Browser

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([
      startConsoleProcess(['--auth', 'token']),
      launchBrowser(),
    ])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  it('asks for one, and shows what it may see', async () => {
    const { page, close } = await openPage(browser, server.url, {
      path: 'graph?type=workload&open=all',
    })
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
    await eventually(async () => (await tableRows(page)).length).toBeGreaterThan(5)
    const ends = (await tableRows(page)).flatMap((row) => row.split(' → '))
    const strangers = ends.filter((end) => !end.endsWith(' (bookinfo)'))
    expect(ends).toContain('productpage-v1 (bookinfo)')
    expect([...new Set(strangers)].sort()).toEqual(['restricted', 'unknown'])

    await page.getByRole('button', { name: /^Namespaces: / }).click()
    await page.getByRole('checkbox', { name: /^bookinfo/ }).waitFor()
    await eventually(() => page.getByRole('checkbox').count()).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'lab-bookinfo' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await box.waitFor()
    await close()
  })
})
