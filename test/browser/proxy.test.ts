import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { eventually, showAs } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'
import { setStage, sharedConsole } from './stage.ts'

const parameter = (page: Page, name: string): string | null =>
  new URL(page.url()).searchParams.get(name)

describe.skipIf(!available('chromium'))('inside the proxies of the lab', () => {
  const stage = setStage({ start: sharedConsole })

  const open = (path: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> =>
    stage.open({ path, scheme })

  it('leads from a failing edge of the graph to the route that sent it, and to the object that made the route', async () => {
    const page = await open('graph?namespaces=payments&open=all&type=workload')
    await showAs(page, 'Table')
    const edges = page.getByRole('region', { name: 'Edges' }).locator('tbody tr')
    await edges.filter({ hasText: 'fraud-v2' }).first().click()
    await page.getByRole('link', { name: 'Routes in the caller’s proxy' }).click()
    const routes = page.getByRole('region', { name: 'Routes', exact: true })
    const row = routes.getByRole('row').filter({ hasText: 'fraud' }).first()
    await row.getByRole('link', { name: 'fraud' }).first().waitFor()
    await eventually(() => parameter(page, 'proxy-domains')).toBe('fraud.payments')
    await row.getByRole('button', { name: /^Details of/ }).click()
    const details = page.getByRole('complementary', { name: /^Details of/ })
    await details.getByText('virtual_hosts').first().waitFor()
    expect(await severeFindings(page)).toEqual([])
    await details.getByRole('link', { name: 'fraud' }).first().click()
    await eventually(() => page.url()).toMatch(/VirtualService/)
    await page.getByRole('heading', { level: 1, name: 'VirtualService fraud' }).waitFor()
  })

  it('S07: listeners, routes and all that a proxy is told, filtered, followed and saved', async () => {
    const page = await open('namespaces/bookinfo/workloads/productpage-v1?tab=proxy')
    await page.getByText('LIVE', { exact: true }).waitFor()
    await page.getByText('Synced').first().waitFor()
    await page.getByRole('tab', { name: 'Endpoints' }).click()
    const endpoints = page.getByRole('grid', { name: 'Endpoints' })
    await endpoints.getByText('Healthy').first().waitFor()
    await page.getByRole('tab', { name: 'Stats' }).click()
    await page.getByRole('textbox', { name: 'Find in stats' }).fill('server.live')
    await page.getByRole('grid', { name: 'Stats' }).getByText('server.live').first().waitFor()
    await page.getByRole('tab', { name: 'Listeners' }).click()
    const listeners = page.getByRole('grid', { name: 'Listeners' })
    await page.getByRole('button', { name: 'Port: all' }).click()
    await page.getByRole('option', { name: /^9080/ }).click()
    await eventually(() => parameter(page, 'proxy-port')).toBe('9080')
    const ports = listeners.locator('td[data-label="Port"]')
    await eventually(async () => [...new Set(await ports.allInnerTexts())]).toEqual(['9080'])
    await listeners.getByRole('link', { name: /9080/ }).first().click()
    await page
      .getByRole('grid', { name: 'Routes' })
      .getByText(/reviews/)
      .first()
      .waitFor()
    await page.getByRole('tab', { name: 'Config', exact: true }).click()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save', exact: true }).click(),
    ])
    const text = await readFile(await saved.path(), 'utf8')
    expect(JSON.parse(text)).toHaveProperty('configs')
    expect(text).not.toMatch(/PRIVATE KEY/)
    await page.getByRole('tab', { name: 'Logs', exact: true }).click()
    const lines = page.locator('.al-logs-row')
    await lines.filter({ hasText: 'istio-proxy' }).first().waitFor()
    await lines.filter({ hasNotText: 'istio-proxy' }).first().waitFor()
  })

  it('S18: whom the productpage is, by whose word, and for how long', async () => {
    const page = await open('namespaces/bookinfo/workloads/productpage-v1?tab=proxy')
    const own = page
      .getByRole('listitem')
      .filter({ hasText: 'spiffe://cluster.local/ns/bookinfo/sa/bookinfo-productpage' })
    await own.getByText(/ left$/).waitFor()
    await own.getByText(/^until .*, issued by .+/).waitFor()
    await page.getByRole('link', { name: 'all of them' }).click()
    const secrets = page.getByRole('grid', { name: 'Secrets' })
    const rowOf = (kind: string) => secrets.getByRole('row').filter({ hasText: kind })
    const cell = (kind: string, label: string): Promise<string> =>
      rowOf(kind).first().locator(`td[data-label="${label}"]`).innerText()
    await rowOf('Own certificate').first().waitFor()
    expect(await cell('Own certificate', 'Of whom')).toBe(
      'spiffe://cluster.local/ns/bookinfo/sa/bookinfo-productpage',
    )
    // The root that it is signed by is the one that it trusts.
    expect(await cell('Own certificate', 'Issuer')).toBe(await cell('Trusted authority', 'Issuer'))
    expect(await cell('Own certificate', 'From')).toMatch(/\d{4}/)
    expect(await cell('Own certificate', 'Left')).toMatch(/\d+ (min|h|d)/)
  })

  it('lays two pods beside each other, and says before what a log level does', async () => {
    const page = await open('namespaces/bookinfo/apps/reviews?tab=proxy', 'dark')
    await page.getByText('Synced').first().waitFor()
    expect(await severeFindings(page)).toEqual([])
    const level = page.getByRole('combobox', { name: /^Log level of reviews/ })
    // Another than it has: a run before may have set it.
    const wanted = (await level.inputValue()) === 'debug' ? 'info' : 'debug'
    await level.selectOption(wanted)
    await page.getByText(/until it is set again or the proxy starts anew/).waitFor()
    await page.getByRole('button', { name: 'Set', exact: true }).click()
    await page.getByText(`Set to ${wanted}.`).waitFor()
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
