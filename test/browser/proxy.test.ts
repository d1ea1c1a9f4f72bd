import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'
import { eventually, launchBrowser, openPage, showAs, type OpenedPage } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'

const parameter = (page: Page, name: string): string | null =>
  new URL(page.url()).searchParams.get(name)

describe.skipIf(!available('chromium'))('inside the proxies of the lab', () => {
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

  async function open(path: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    opened = await openPage(browser, server.url, { path, scheme })
    return opened.page
  }

  it('leads from a failing edge of the graph to the route that sent it, and to the object that made the route', async () => {
    const page = await open('graph?namespaces=payments&open=all&type=workload')
    await showAs(page, 'Table')
    const edges = page.getByRole('region', { name: 'Edges' }).locator('tbody tr')
    await edges.filter({ hasText: 'fraud-v2' }).first().click()
    await page.getByRole('link', { name: 'Routes in the caller’s proxy' }).click()
    const routes = page.getByRole('region', { name: 'Routes', exact: true })
    const row = routes.getByRole('row').filter({ hasText: 'fraud' }).first()
    await row.getByRole('link', { name: 'fraud' }).first().waitFor()
    expect(parameter(page, 'proxy-domains')).toBe('fraud.payments')
    await row.getByRole('button', { name: /^Details of/ }).click()
    const details = page.getByRole('complementary', { name: /^Details of/ })
    await details.getByText('virtual_hosts').first().waitFor()
    expect(await severeFindings(page)).toEqual([])
    await details.getByRole('link', { name: 'fraud' }).first().click()
    await page.getByRole('heading', { name: /fraud/ }).first().waitFor()
    expect(page.url()).toMatch(/VirtualService/)
  })

  it('lays two pods beside each other, and says before what a log level does', async () => {
    const page = await open('namespaces/bookinfo/apps/reviews?tab=proxy', 'dark')
    await page.getByText('Synced').first().waitFor()
    expect(await severeFindings(page)).toEqual([])
    const level = page.getByRole('combobox', { name: /^Log level of reviews/ })
    await level.selectOption('debug')
    await page.getByText(/until it is set again or the proxy starts anew/).waitFor()
    await page.getByRole('button', { name: 'Set', exact: true }).click()
    await page.getByText('Set to debug.').waitFor()
    await page.getByRole('tab', { name: 'Endpoints' }).click()
    await page.getByRole('button', { name: 'Compare with: nothing' }).click()
    await page.getByRole('option', { name: /^reviews-v2/ }).click()
    const differences = page.getByRole('region', { name: 'Differences of endpoints' })
    await differences.getByRole('row').filter({ hasText: 'inbound|9080||' }).first().waitFor()
    expect(await severeFindings(page)).toEqual([])
    await page.reload()
    await differences.waitFor()
    await eventually(() => parameter(page, 'proxy-against')).toMatch(/^reviews-v2/)
  })
})
