import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { severeFindings, severeFindingsInEachScheme } from './severe-findings.ts'
import { eventually, showAs } from './open-page.ts'
import { setStage, sharedConsole } from './stage.ts'

const parameter = (page: Page, name: string): string | null =>
  new URL(page.url()).searchParams.get(`traces-${name}`)

describe.skipIf(!available('chromium'))('traces in the console on the lab', () => {
  const stage = setStage({ start: sharedConsole })

  const open = (path: string): Promise<Page> => stage.open({ path })

  const list = 'namespaces/bookinfo/workloads/ratings-v1?tab=traces'

  async function openFirst(page: Page): Promise<void> {
    await page.getByRole('region', { name: 'Found traces' }).getByRole('link').first().click()
    await page.getByRole('tree', { name: 'Spans' }).waitFor()
  }

  it('leads from a failing edge of the graph to the span that failed and to its lines, in three clicks', async () => {
    const page = await open('graph?namespaces=payments&open=all&type=workload')
    await showAs(page, 'Table')
    const failing = page.getByRole('region', { name: 'Edges' }).locator('tbody tr')
    await failing.filter({ hasText: 'fraud-v2' }).first().click()
    await page.getByRole('link', { name: 'The newest with an error' }).click()
    const pane = page.getByRole('complementary', { name: 'Span' })
    await pane.getByText('http.status_code').waitFor()
    const request = (await pane.locator('dd code').first().innerText()).trim()
    await pane.getByRole('link', { name: 'Lines of this request' }).click()
    await page.locator('.al-logs-row').filter({ hasText: request }).first().waitFor()
    await eventually(() => new URL(page.url()).searchParams.get('tab')).toBe('logs')
  })

  it('S10: leads from an edge to its slowest trace, whose spans say which workload made them', async () => {
    const page = await open('graph?namespaces=bookinfo&open=all&type=workload')
    await showAs(page, 'Table')
    const edges = page.getByRole('region', { name: 'Edges' }).locator('tbody tr')
    await edges
      .filter({ hasText: /productpage-v1[^]*reviews-v\d/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'The slowest trace' }).click()
    await page.getByRole('tree', { name: 'Spans' }).waitFor()
    const opened = parameter(page, 'trace') ?? 'none'
    await eventually(() => page.locator('.al-span-path').count()).toBeGreaterThan(1)
    await page
      .getByRole('treeitem', { name: /^productpage\.bookinfo/ })
      .first()
      .click()
    const pane = page.getByRole('complementary', { name: 'Span' })
    await pane.getByRole('link', { name: 'productpage-v1' }).first().waitFor()
    await pane.getByText(/^sidecar~/).waitFor()
    await page.getByRole('link', { name: '← All traces' }).click()
    await page.getByRole('figure', { name: 'Traces by time and duration' }).waitFor()
    const found = page.getByRole('region', { name: 'Found traces' })
    await found.locator(`a[href*="${opened}"]`).waitFor()

    const bank = 'namespaces/payments/workloads/bank-gateway-v1?tab=traces'
    await page.goto(stage.at(bank))
    await page.getByText('bank-gateway.payments does not pass the trace on').waitFor()
    await page.getByText('traceparent', { exact: true }).waitFor()
  })

  it('walks through the spans with the keyboard, and keeps the one in the address', async () => {
    const page = await open(list)
    await openFirst(page)
    const tree = page.getByRole('tree', { name: 'Spans' })
    await tree.focus()
    await tree.press('ArrowDown')
    await eventually(() => parameter(page, 'span')).toMatch(/^[0-9a-f]{16}$/)
    const first = parameter(page, 'span')
    await page.getByRole('treeitem', { selected: true }).waitFor()
    await tree.press('ArrowDown')
    await eventually(() => parameter(page, 'span')).not.toBe(first)
    const span = parameter(page, 'span')
    expect(span).toMatch(/^[0-9a-f]{16}$/)
    await page.reload()
    await page.getByRole('complementary', { name: 'Span' }).getByText('node_id').waitFor()
    expect(parameter(page, 'span')).toBe(span)
    await page.getByRole('tree', { name: 'Spans' }).press('Escape')
    await eventually(() => parameter(page, 'span')).toBe('none')
    await page.goBack()
    await page.getByRole('region', { name: 'Found traces' }).waitFor()
  })

  it('closes and opens what is below a span', async () => {
    const page = await open(list)
    await openFirst(page)
    const items = page.getByRole('treeitem')
    await eventually(() => items.count()).toBeGreaterThan(3)
    const all = await items.count()
    const tree = page.getByRole('tree', { name: 'Spans' })
    await tree.press('Home')
    await page.getByRole('treeitem', { selected: true }).waitFor()
    await tree.press('ArrowLeft')
    await eventually(() => items.count()).toBe(1)
    await tree.press('ArrowRight')
    await eventually(() => items.count()).toBe(all)
    await page.getByRole('checkbox', { name: 'Fold callers’ proxies' }).click()
    await eventually(() => items.count()).toBeLessThan(all)
  })

  it('shows the same trace as flame graph, statistics and calls', async () => {
    const page = await open(list)
    await openFirst(page)
    await page.getByRole('button', { name: 'Flame graph' }).click()
    await page.getByRole('img', { name: /^Flame graph/ }).waitFor()
    await page.getByRole('button', { name: 'Statistics' }).click()
    await page
      .getByRole('grid', { name: 'Statistics of the spans' })
      .getByText('ratings.bookinfo')
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Calls' }).click()
    await page
      .getByRole('grid', { name: 'Calls' })
      .getByRole('link', { name: 'ratings-v1' })
      .first()
      .waitFor()
    await eventually(() => parameter(page, 'show')).toBe('calls')
  })

  it('lies over the graph, and is stepped through there by keyboard', async () => {
    const page = await open(list)
    await openFirst(page)
    await page.getByRole('link', { name: 'Show on the graph' }).click()
    const bar = page.getByRole('group', { name: 'Trace on the graph' })
    await bar.getByText(/^(–|\d+) of \d+$/).waitFor()
    const step = (): string | null => new URL(page.url()).searchParams.get('step')
    for (const expected of ['1', '2', '3']) {
      await page.keyboard.press('.')
      await eventually(step).toBe(expected)
      await bar.getByText(new RegExp(`^${expected} of \\d+$`)).waitFor()
    }
    await bar.getByText(/ → .* after [\d.]+ ms/).waitFor()
    await eventually(() => new URL(page.url()).searchParams.get('select')).toContain('→')
    expect(await severeFindings(page)).toEqual([])
    await bar.getByRole('link', { name: 'Open the trace' }).click()
    await page.getByRole('complementary', { name: 'Span' }).waitFor()
  })

  it('finds spans within a trace', async () => {
    const page = await open(list)
    await openFirst(page)
    await page.getByRole('textbox', { name: 'Find in the trace' }).fill('ratings')
    await page.getByRole('textbox', { name: 'Find in the trace' }).press('Enter')
    await page.getByText(/^1 \/ [1-9]/).waitFor()
  })

  it('lays two traces over each other', async () => {
    const page = await open(list)
    const boxes = page.getByRole('grid', { name: 'Traces' })
    const chosen = boxes.getByRole('checkbox', { checked: true })
    for (const count of [1, 2]) {
      await boxes.getByRole('checkbox', { checked: false }).first().click()
      await eventually(() => chosen.count()).toBe(count)
    }
    await page.getByRole('button', { name: 'Compare 2 of 2' }).click()
    await page
      .getByRole('grid', { name: 'Two traces compared' })
      .getByText('ratings.bookinfo')
      .first()
      .waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Compare 2 of 2' }).waitFor()
  })

  it('searches by service and operation of the trace store', async () => {
    const page = await open('traces')
    await page.getByText('Whose traces?').waitFor()
    const service = page.getByRole('combobox', { name: 'Service' })
    await service.click()
    const listed = page.getByRole('listbox').getByRole('option')
    await listed.filter({ hasText: /^reviews\.bookinfo$/ }).waitFor()
    await service.fill('reviews.book')
    await service.press('Enter')
    await page.getByRole('region', { name: 'Found traces' }).waitFor()
    await eventually(() => parameter(page, 'service')).toBe('reviews.bookinfo')
    const operation = page.getByRole('combobox', { name: 'Operation' })
    await operation.click()
    await listed
      .filter({ hasNotText: /^None of that name$/ })
      .first()
      .waitFor()
    await operation.press('Escape')
    await eventually(() => listed.count()).toBe(0)
    await page.getByRole('textbox', { name: 'At least, ms' }).fill('86000000')
    await page.getByRole('textbox', { name: 'At least, ms' }).press('Enter')
    await page.getByText('None in this time fits.').waitFor()
  })

  it('opens a file without any trace store', async () => {
    const page = await open('traces')
    const spans = [
      {
        traceId: 'abc',
        id: '1',
        name: 'get /',
        timestamp: 1e15,
        duration: 9e3,
        localEndpoint: { serviceName: 'web' },
      },
      {
        traceId: 'abc',
        id: '2',
        parentId: '1',
        name: 'query',
        timestamp: 1e15,
        duration: 4e3,
        localEndpoint: { serviceName: 'db' },
      },
    ]
    await page.getByLabel('Trace file').setInputFiles({
      ...{ name: 'trace.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify(spans)),
    })
    await page.getByRole('treeitem', { name: 'db query, 4.00 ms' }).waitFor()
    await page.getByRole('link', { name: 'All traces' }).click()
    await page.getByLabel('Trace file').setInputFiles({
      ...{ name: 'other.json', mimeType: 'application/json' },
      buffer: Buffer.from('{"kind":"List"}'),
    })
    await page
      .getByRole('alert')
      .getByText(/^The file holds no trace/)
      .waitFor()
    // The browser itself writes the refusal down.
    expect(stage.takeComplaints().filter((one) => !one.includes('400'))).toEqual([])
  })

  it('has no serious findings of axe, light or dark', async () => {
    const page = await open(list)
    await page.getByRole('region', { name: 'Found traces' }).waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
    await openFirst(page)
    await page.getByRole('treeitem').nth(2).click()
    await page.getByRole('complementary', { name: 'Span' }).getByText('node_id').waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
