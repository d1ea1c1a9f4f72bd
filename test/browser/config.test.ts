import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'
import { eventually, launchBrowser, openPage, type OpenedPage, type Visitor } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'

const specimens = 'config?namespaces=broken'
const orders = 'config?object=networking.istio.io/VirtualService/broken/orders'

describe.skipIf(!available('chromium'))('the configuration of the lab', () => {
  let server: ConsoleProcess
  let browser: Browser
  let opened: OpenedPage | null = null

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startConsoleProcess(), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(async () => {
    const complaints = opened?.complaints ?? []
    await opened?.close()
    opened = null
    expect(complaints).toEqual([])
  })

  async function open(visitor: Visitor): Promise<Page> {
    opened = await openPage(browser, server.url, visitor)
    await opened.page.locator('.al-config[data-settled="true"]').waitFor()
    return opened.page
  }

  const rowsOf = (page: Page): Promise<string[]> =>
    page.getByRole('region', { name: 'Objects' }).locator('tbody tr').allInnerTexts()

  it('is reached from the graph, cut by state and text, and found again by its address', async () => {
    opened = await openPage(browser, server.url)
    const { page } = opened
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Configuration').click()
    await page.getByRole('button', { name: /Errors$/ }).click()
    await page.getByRole('textbox', { name: 'Name, kind or message' }).fill('odrers')
    await eventually(() => rowsOf(page)).toEqual([expect.stringContaining('nobody-home')])
    await page.reload()
    await eventually(() => rowsOf(page)).toEqual([expect.stringMatching(/Error.*nobody-home/s)])
    await page.getByRole('button', { name: 'Show all' }).click()
    await eventually(async () => (await rowsOf(page)).length).toBeGreaterThan(50)
  })

  it('leads from a row to the object, its lines and its repair, and back', async () => {
    const page = await open({ path: specimens })
    await page.getByRole('link', { name: 'nobody-home' }).click()
    const text = page.getByRole('textbox', { name: 'VirtualService nobody-home as YAML' })
    await text.getByText(/^Error: MC200/).waitFor()
    await page.getByRole('button', { name: /^Repair/ }).click()
    const difference = page.getByRole('group', { name: 'What changes' })
    await eventually(() => difference.innerText()).toMatch(/odrers[^]*orders/)
    await page.goBack()
    await eventually(async () => (await rowsOf(page)).length).toBeGreaterThan(10)
  })

  it('brings the line of a finding into sight, by keyboard too', async () => {
    const page = await open({ path: orders })
    const link = page.getByRole('button', { name: /^line \d+$/ }).last()
    await page.locator('.cm-content').waitFor()
    await link.focus()
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.cm-editor.cm-focused').count()).toBe(1)
  })

  it('links what an object uses and who uses it', async () => {
    const page = await open({ path: 'config?object=/Service/broken/orders' })
    await page.getByRole('link', { name: 'orders-v1', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Deployment orders-v1' }).waitFor()
    await page.getByRole('link', { name: 'orders', exact: true }).waitFor()
  })

  it('shows as acknowledged what the object says to let be', async () => {
    const page = await open({
      path: 'config?object=networking.istio.io/DestinationRule/broken/gone',
    })
    await page.getByText('the service comes next week').first().waitFor()
    await eventually(() => page.locator('header .al-state-valid').count()).toBe(1)
  })

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    it.each([
      { desc: 'the list', path: specimens },
      { desc: 'an object', path: orders },
    ])('has no severe finding of accessibility in $desc', async ({ path }) => {
      const page = await open({ path, scheme })
      if (path === orders) {
        await page.locator('.cm-content').waitFor()
        await page.getByRole('button', { name: 'Why, and what to do' }).first().click()
        await page
          .getByRole('button', { name: /^Repair/ })
          .first()
          .click()
      } else {
        await page.getByRole('button', { name: 'Kinds: all' }).click()
      }
      expect(await severeFindings(page)).toEqual([])
    })
  })
})
