import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { graphSchema } from '#contract/graph.ts'
import { available } from '../servers/availability.ts'
import { clippedWhenLonger } from './longer-texts.ts'
import { eventually, settled } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'
import type { Visitor } from './open-page.ts'
import { setStage, sharedConsole } from './stage.ts'

const bookinfo = 'graph?namespaces=bookinfo&type=workload&refresh=paused'
const productpage = 'workload:Kubernetes/bookinfo/productpage-v1'
const details = 'workload:Kubernetes/bookinfo/details-v1'
const selecting = (id: string): string => `${bookinfo}&select=${encodeURIComponent(id)}`
const edge = `${productpage}→${details}`

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' })
const rowsOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name }).locator('tbody tr:not([aria-hidden])')

/** What the browser saved when the item was chosen. */
async function download(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [saved] = await Promise.all([page.waitForEvent('download'), press()])
  return await readFile(await saved.path())
}

describe.skipIf(!available('chromium'))('panel, tables and files', () => {
  const stage = setStage({ start: sharedConsole })

  const open = (path: string, visitor: Visitor = {}): Promise<Page> =>
    stage.open({ path, ...visitor })

  it('tells of an edge in each tab of its panel', async () => {
    const page = await open(selecting(edge))
    const panel = panelOf(page)
    await panel.getByRole('region', { name: 'HTTP requests' }).waitFor()
    await panel.getByRole('tab', { name: 'Codes and flags' }).click()
    await panel
      .getByRole('table', { name: 'HTTP requests by code and flag' })
      .getByRole('row', { name: /^200\s+[\d.]+ rps\s+\d/ })
      .waitFor()
    await panel.getByRole('tab', { name: 'Hosts' }).click()
    await panel.getByRole('row', { name: /^details\.bookinfo\.svc\.cluster\.local 200/ }).waitFor()
    const acting = panel.getByRole('region', { name: 'Configuration that acts here' })
    await acting
      .getByText(/For bookinfo\/details\.|^No object/)
      .first()
      .waitFor()
    await panel.getByText('All of it, as the destination’s proxy reports it').waitFor()
    await panel.getByRole('link', { name: /Open its traces/ }).waitFor()
    expect(await severeFindings(page)).toEqual([])
  })

  it('names what acts on a workload, and why a call is missing', async () => {
    const page = await open(selecting('workload:Kubernetes/bookinfo/reviews-v1'))
    const panel = panelOf(page)
    await panel.getByRole('tab', { name: 'Configuration' }).click()
    const acting = panel.getByRole('region', { name: 'Configuration that acts here' })
    await acting
      .getByText(/For bookinfo\/reviews\.$/)
      .first()
      .waitFor()
    await panel.getByRole('tab', { name: 'Why and traces' }).click()
    await panel.getByText(/series about it make its numbers/).waitFor()
    await panel.getByRole('tab', { name: 'Traffic' }).click()
    await panel.getByRole('table', { name: 'Answers In of reviews-v1' }).waitFor()
    await panel.getByRole('button', { name: 'Is a call missing here?' }).click()
    await panel.getByLabel('The other end').fill(details)
    await panel.getByRole('button', { name: 'Why is it not here?' }).click()
    await panel.getByText(/No proxy reported such calls in the last 1 min/).waitFor()
    expect(await severeFindings(page)).toEqual([])
  })

  it('leads from the picture to a namespace, from there to a node, and back', async () => {
    const page = await open(bookinfo)
    await settled(page)
    const panel = panelOf(page)
    const namespaces = panel.getByRole('region', { name: /^Namespaces \d/ })
    await namespaces.getByRole('button', { name: /bookinfo/ }).click()
    await panel.getByRole('heading', { name: 'bookinfo', exact: true }).waitFor()
    const drawn = panel.getByRole('region', { name: /^Drawn in it 6/ })
    await drawn.getByRole('button', { name: /ratings-v1/ }).click()
    await panel.getByRole('heading', { name: 'ratings-v1' }).waitFor()
    await panel.getByRole('button', { name: 'Only its neighbours' }).click()
    await eventually(async () => (await settled(page)).nodes).toBe(3)
    await panel.getByRole('button', { name: 'Whole graph' }).click()
    await eventually(async () => (await settled(page)).nodes).toBeGreaterThan(6)
    await panel.getByRole('heading', { name: 'ratings-v1' }).waitFor()
    await panel.getByRole('button', { name: 'Clear the selection' }).click()
    await panel.getByRole('heading', { name: /namespace/ }).waitFor()
    await page.getByRole('button', { name: 'Hide the panel' }).click()
    await panel.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show the panel' }).click()
    await panel.waitFor()
  })

  it('has the same rows in the tables as elements in the picture', async () => {
    const page = await open(bookinfo)
    const drawn = await settled(page)
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    await eventually(() => rowsOf(page, 'Edges').count()).toBe(drawn.edges)
    await page.getByRole('button', { name: 'Nodes', exact: true }).click()
    await eventually(() => rowsOf(page, 'Nodes').count()).toBe(drawn.nodes)
  })

  it('walks a table by keyboard, from the heading to an edge’s answers', async () => {
    const page = await open(`${bookinfo}&as=table`)
    await rowsOf(page, 'Edges').first().waitFor()
    await page.getByRole('button', { name: 'Errors' }).focus()
    await page.keyboard.press('Enter')
    await eventually(() => new URL(page.url()).searchParams.get('sort')).toBe('-errors')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await eventually(() => new URL(page.url()).searchParams.get('select')).not.toBeNull()
    await panelOf(page).getByRole('tab', { name: 'Codes and flags' }).waitFor()
    await eventually(async () => {
      await page.keyboard.press('Tab')
      return await page.evaluate('document.activeElement.textContent')
    }).toBe('Codes and flags')
    await page.keyboard.press('Enter')
    await panelOf(page)
      .getByRole('table', { name: /by code and flag/ })
      .waitFor()
  })

  it('keeps columns and order in the address', async () => {
    const page = await open(`${bookinfo}&as=nodes`)
    await page.getByRole('button', { name: 'Columns' }).click()
    // Not check(): the box follows the address, a moment later.
    await page.getByRole('menuitem', { name: 'Workload' }).getByRole('checkbox').click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Callers' }).click()
    await page.getByRole('columnheader', { name: 'Workload' }).waitFor()
    await eventually(() => new URL(page.url()).searchParams.has('sort')).toBe(true)
    await page.reload()
    await page.getByRole('columnheader', { name: 'Workload' }).waitFor()
    const sorted = page.getByRole('columnheader', { name: /Callers/ })
    await eventually(() => sorted.getAttribute('aria-sort')).toBe('descending')
    expect(await severeFindings(page)).toEqual([])
  })

  it('saves the table as CSV that says what is seen', async () => {
    const page = await open(`${bookinfo}&as=table&sort=target&columns=source,target,rate`)
    const rows = rowsOf(page, 'Edges')
    await rows.first().waitFor()
    const shown = await rows.allInnerTexts()
    const file = await download(page, () =>
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    )
    const [head, ...lines] = file.toString().trimEnd().split('\r\n')
    expect(head).toBe('"caller","callee","requestsPerSecond","tcpBytesPerSecond"')
    expect(lines.map((line) => line.split('","')[0]?.slice(1))).toEqual(
      shown.map((text) => text.split('\t')[0]?.trim()),
    )
  })

  it('saves the picture as PNG, SVG, JSON and DOT, each of which can be opened', async () => {
    const page = await open(bookinfo)
    const drawn = await settled(page)
    const save = (item: string): Promise<Buffer> =>
      download(page, async () => {
        await page.getByRole('button', { name: 'Save the picture' }).click()
        await page.getByRole('menuitem', { name: item }).click()
      })
    const png = await save('As PNG')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBeGreaterThan(300)
    const svg = (await save('As SVG')).toString()
    const parsed: unknown = await page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').documentElement.nodeName`,
    )
    expect(parsed).toBe('svg')
    expect(svg).toContain('productpage-v1')
    const graph = graphSchema.parse(JSON.parse((await save('As JSON')).toString()))
    expect([graph.nodes.length, graph.edges.length]).toEqual([drawn.nodes, drawn.edges])
    const dot = (await save('As DOT')).toString()
    expect([...dot.matchAll(/^ *"[^"]+" \[label=/gm)]).toHaveLength(drawn.nodes)
    expect([...dot.matchAll(/" -> "/g)]).toHaveLength(drawn.edges)
  })

  it('resets the view, and explains an option to the keyboard', async () => {
    const page = await open(`${bookinfo}&labels=rate,responseTime`)
    await settled(page)
    await page.getByRole('button', { name: 'Display', exact: true }).click()
    await page.getByRole('button', { name: /^Idle nodes: / }).focus()
    await page.getByRole('tooltip', { name: /nothing calls it in this window/ }).waitFor()
    expect(await severeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'This view' }).click()
    await page.getByRole('menuitem', { name: /^Reset the view/ }).click()
    await eventually(() => new URL(page.url()).search).toBe('')
  })

  it.each([800, 1440])('cuts off no text that is a third longer, at %i px', async (width) => {
    const page = await open(selecting(edge))
    await page.setViewportSize({ width, height: 900 })
    await panelOf(page)
      .getByRole('link', { name: /Open its traces/ })
      .waitFor()
    await panelOf(page).getByRole('tab', { name: 'Codes and flags' }).click()
    expect(await clippedWhenLonger(page)).toEqual([])
  })

  it.each([800, 1440])('cuts off no longer text in the table, at %i px', async (width) => {
    const page = await open(`${bookinfo}&as=nodes`)
    await page.setViewportSize({ width, height: 900 })
    await rowsOf(page, 'Nodes').first().waitFor()
    expect(await clippedWhenLonger(page)).toEqual([])
  })
})
