import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { eventually, type Visitor } from './open-page.ts'
import { severeFindingsInEachScheme } from './severe-findings.ts'
import { setStage, sharedConsole } from './stage.ts'

const reviews = 'namespaces/bookinfo/apps/reviews?tab=logs'

describe.skipIf(!available('chromium'))('the logs of the lab', () => {
  const stage = setStage({ start: sharedConsole })

  async function open(visitor: Visitor): Promise<Page> {
    const page = await stage.open(visitor)
    await page.locator('.al-logs[data-settled="true"]').waitFor()
    return page
  }
  const rows = (page: Page): Locator => page.locator('.al-logs-row')
  const newer = (page: Page): Locator =>
    page.getByRole('button', { name: /new lines?$|^Paused: follow again$/ })

  it('follows all pods, stands still for who scrolls up, and goes on', async () => {
    const page = await open({ path: reviews })
    await eventually(() => rows(page).count()).toBeGreaterThan(10)
    await eventually(() =>
      page.getByRole('group', { name: 'Pods' }).getByRole('button').count(),
    ).toBe(3)
    await page.getByRole('group', { name: 'Lines', exact: true }).hover()
    await page.mouse.wheel(0, -400)
    await eventually(() => newer(page).innerText()).toMatch(/^\d+ new lines?$/)
    await newer(page).click()
    await eventually(() => page.locator('.al-logs-rate').innerText()).toMatch(/^Live/)
  })

  it('explains an access log line, leads to its trace and to all lines of its request', async () => {
    const page = await open({ path: `${reviews}&logs-containers=istio-proxy` })
    await rows(page)
      .last()
      .getByRole('button', { name: /^Open the line/ })
      .click()
    const fields = page.getByRole('table')
    await fields.getByRole('row', { name: /^Upstream cluster/ }).waitFor()
    await eventually(() => fields.getByRole('row').count()).toBe(25)
    const trace = page.getByRole('link', { name: /^Open the trace/ })
    expect(await trace.getAttribute('href')).toMatch(/x-request-id/)
    await page.getByRole('button', { name: 'Only lines of this request' }).click()
    await eventually(() => new URL(page.url()).searchParams.get('logs-show')).toMatch(
      /^[\da-f-]{36}$/,
    )
    await eventually(() => rows(page).count()).toBeLessThan(12)
  })

  it('finds by keyboard, marks what it finds, and goes from hit to hit', async () => {
    const page = await open({ path: reviews })
    await rows(page).first().waitFor()
    const search = page.getByRole('textbox', { name: 'Search in the lines' })
    await search.fill('ratings')
    await eventually(() => page.locator('.al-logs-row mark').count()).toBeGreaterThan(0)
    await search.press('Enter')
    await eventually(() => page.locator('.al-logs-cursor mark').count()).toBeGreaterThan(0)
    await page.getByRole('group', { name: 'Lines', exact: true }).focus()
    await page.keyboard.press('n')
    await page.keyboard.press('Enter')
    await page.locator('.al-logs-details').waitFor()
  })

  it('shows spans among its lines, each a way to its trace', async () => {
    const page = await open({ path: `${reviews}&logs-spans=100` })
    await rows(page).first().waitFor()
    await page.getByRole('group', { name: 'Lines', exact: true }).focus()
    const span = page.locator('.al-logs-span').getByRole('link').first()
    // New lines go on coming at the end, and only what is near the view is drawn.
    await eventually(async () => {
      await page.keyboard.press('Home')
      return await page.locator('.al-logs-span').count()
    }).toBeGreaterThan(0)
    await span.click()
    await page.getByRole('complementary', { name: 'Span' }).waitFor()
    await eventually(() => new URL(page.url()).searchParams.get('traces-span')).toMatch(
      /^[\da-f]{16}$/,
    )
  })

  it('keeps the view in the address, and a link to a line leads back to it', async () => {
    const page = await open({ path: 'namespaces/payments/apps/checkout?tab=logs' })
    await page.getByRole('button', { name: 'Error', exact: true }).click()
    await eventually(() => new URL(page.url()).searchParams.get('logs-severities')).toBe('error')
    await eventually(() => page.locator('.al-logs-row:not(.al-logs-error)').count()).toBe(0)
    const yesterday = Date.now() - 86_400_000
    const line = `logs-line=${yesterday}.0.payments/none/none`
    const linked = await open({ path: `namespaces/payments/apps/checkout?tab=logs&${line}` })
    await linked.getByRole('button', { name: 'Go live' }).waitFor()
  })

  it('folds JSON and tells it as a table', async () => {
    const path = 'namespaces/travel-agency/apps/hotels?tab=logs&logs-containers=hotels'
    const page = await open({ path })
    await page.locator('.al-logs-folded').first().waitFor()
    await rows(page)
      .last()
      .getByRole('button', { name: /^Open the line/ })
      .click()
    await page
      .getByRole('table')
      .getByRole('row', { name: /^tookMs/ })
      .waitFor()
  })

  it('says what is wrong with a filter, and shows the run before by choice', async () => {
    const page = await open({ path: `${reviews}&logs-previous=true` })
    await page.getByText('No run before this one').waitFor()
    await page.goto(stage.at('namespaces/payments/apps/fraud?tab=logs&logs-previous=true'))
    await page
      .getByText(/out of memory/)
      .first()
      .waitFor()
  })

  it('has no severe finding of accessibility in lines, details and menus, light or dark', async () => {
    const page = await open({ path: `${reviews}&logs-containers=istio-proxy` })
    await rows(page)
      .last()
      .getByRole('button', { name: /^Open the line/ })
      .click()
    await page.getByRole('table').first().waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
    await page.getByRole('button', { name: /^Sources/ }).click()
    await page.getByText('Init containers').waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
