import { describe, expect, it } from 'vitest'
import { graphSchema, type Graph } from '#contract/graph.ts'
import { available } from '../servers/availability.ts'
import { canvasOf, choose, chooseNamespace, eventually } from './open-page.ts'
import { settled, showAs, tableRows } from './open-page.ts'
import { setStage, sharedConsole } from './stage.ts'

const workloads = [
  'details-v1',
  'productpage-v1',
  'ratings-v1',
  'reviews-v1',
  'reviews-v2',
  'reviews-v3',
]

const calls = [
  ['productpage-v1', 'details-v1'],
  ['productpage-v1', 'reviews-v1'],
  ['productpage-v1', 'reviews-v2'],
  ['productpage-v1', 'reviews-v3'],
  ['reviews-v2', 'ratings-v1'],
  ['reviews-v3', 'ratings-v1'],
] as const

describe.skipIf(!available('chromium'))('the console on the lab', () => {
  const stage = setStage({ start: sharedConsole })

  const { open } = stage

  async function askGraph(query: string): Promise<Graph> {
    const answer = await fetch(stage.at(`api/v1/graph?${query}`))
    return graphSchema.parse(await answer.json())
  }

  it('draws the mesh at the root of its address', async () => {
    const page = await open()
    const drawn = await settled(page)
    expect(drawn.nodes).toBeGreaterThan(5)
    expect(drawn.edges).toBeGreaterThan(5)
    expect(new URL(page.url()).pathname).toBe('/graph')
    await eventually(() => page.title()).toBe('Graph · Alidade')
  })

  it('says which mesh and which back ends it found', async () => {
    const page = await open()
    await page.getByRole('button', { name: '3 back ends reached' }).click()
    const details = page.getByRole('dialog', { name: 'Back ends' })
    await details.getByText('istio', { exact: true }).waitFor()
    for (const said of [
      /istiod 1\.\d+\.\d+, revision default\s+control plane, 1 of 1 ready/,
      /\d+ proxies 1\.\d+\.\d+\s+the control plane’s version/,
      /Prometheus\s+3\.\d+\.\d+\s+reached/,
      /Kubernetes\s+1\.\d+\.\d+\S*\s+reached/,
      /Jaeger\s+reached/,
    ])
      await eventually(() => details.innerText()).toMatch(said)
    const text = await details.innerText()
    expect(text.match(/http:\/\/127\.0\.0\.1:\d+/g)).toHaveLength(3)
  })

  it('shows Bookinfo as it is', async () => {
    const page = await open()
    await chooseNamespace(page, 'bookinfo')
    await choose(page, 'Graph of', 'Workloads')
    await choose(page, 'Window', 'Last 5 min')
    await showAs(page, 'Table')
    const place = (name: string): string => `${name} (bookinfo)`
    const inside = calls.map(([from, to]) => `${place(from)} → ${place(to)}`)
    await eventually(async () =>
      (await tableRows(page)).filter((row) => row.startsWith('istio-ingressgateway')),
    ).toEqual([`istio-ingressgateway (istio-system) → ${place('productpage-v1')}`])
    await eventually(async () =>
      (await tableRows(page)).filter((row) => inside.includes(row)),
    ).toEqual(inside)
    const others = (await tableRows(page)).filter((row) => !inside.includes(row))
    for (const row of others)
      expect(row).toMatch(/^(istio-ingressgateway \(istio-system\)|unknown) → productpage-v1 \(/)

    const graph = await askGraph('namespaces=bookinfo&type=workload&window=5m&open=all')
    const members = graph.nodes.filter(({ namespace }) => namespace === 'bookinfo')
    expect(members.map(({ workload }) => workload).sort()).toEqual(workloads)
    const reviews = graph.edges.filter(({ target }) => target.includes('/reviews-v'))
    const rates = reviews.map(({ http }) => http?.requestsPerSecond ?? 0)
    const all = rates.reduce((sum, rate) => sum + rate, 0)
    expect(rates).toHaveLength(3)
    for (const rate of rates) expect(Math.abs(rate / all - 1 / 3)).toBeLessThan(0.07)
  })

  it('keeps the view in the address', async () => {
    const page = await open({ path: 'graph?namespaces=bookinfo' })
    await settled(page)
    await choose(page, 'Graph of', 'Services')
    await choose(page, 'Window', 'Last 10 min')
    const search = (): string => new URL(page.url()).search
    await eventually(search).toBe('?namespaces=bookinfo&type=service&window=10m')
    await page.reload()
    await page.getByRole('button', { name: 'Graph of: Services' }).waitFor()
    await page.getByRole('button', { name: 'Window: Last 10 min' }).waitFor()
    await settled(page)
    await page.goBack()
    await page.getByRole('button', { name: 'Window: Last 1 min' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Graph of: Versioned apps' }).waitFor()
    await page.goForward()
    await page.getByRole('button', { name: 'Graph of: Services' }).waitFor()
    expect(search()).toBe('?namespaces=bookinfo&type=service')
  })

  it('opens and closes a namespace without changing the totals', async () => {
    const { at } = await askGraph('type=workload')
    const page = await open({ path: `graph?type=workload&at=${at}&open=none` })
    const closed = await settled(page)
    const totals = page
      .getByRole('table', { name: 'Traffic of the picture' })
      .getByRole('row', { name: /^All/ })
    await totals.first().waitFor()
    const before = await totals.allInnerTexts()

    await showAs(page, 'Table')
    await page.getByRole('button', { name: 'istio-system calls bookinfo' }).click()
    const panel = page.getByRole('complementary', { name: 'Details' })
    await panel.getByRole('button', { name: 'bookinfo', exact: true }).click()
    await showAs(page, 'Picture')
    await panel.getByRole('button', { name: 'Open it' }).click()
    await eventually(() => new URL(page.url()).searchParams.get('open')).toBe(
      'none,+Kubernetes/bookinfo',
    )
    await eventually(async () => (await settled(page)).nodes).toBe(closed.nodes + 5)
    await eventually(() => totals.allInnerTexts()).toEqual(before)

    const address = new URL(page.url())
    address.searchParams.set('select', 'box:namespace/Kubernetes/bookinfo')
    await page.goto(address.href)
    await panel.getByRole('button', { name: 'Close it' }).click()
    await eventually(async () => (await settled(page)).nodes).toBe(closed.nodes)
    await eventually(() => totals.allInnerTexts()).toEqual(before)
  })

  it('tells of an edge what it knows, and where from', async () => {
    const page = await open({ path: 'graph?namespaces=bookinfo&type=workload&as=table' })
    await page
      .getByRole('button', { name: 'productpage-v1 (bookinfo) calls details-v1 (bookinfo)' })
      .press('Enter')
    const panel = page.getByRole('complementary', { name: 'Details' })
    await panel.getByRole('tab', { name: 'Codes and flags' }).click()
    const codes = panel.getByRole('table', { name: 'HTTP requests by code and flag' })
    await codes.getByRole('row', { name: /^200\s+[\d.]+ rps\s+\d/ }).waitFor()
    await panel.getByText('All of it, as the destination’s proxy reports it').waitFor()
    await panel.getByText(/^Healthy$/).waitFor()
    await panel.getByRole('tab', { name: 'Traffic' }).click()
    await panel.getByRole('button', { name: 'Evidence for HTTP requests' }).click()
    const evidence = page.getByRole('dialog', { name: 'Evidence for HTTP requests' })
    await evidence.getByRole('list', { name: 'What each proxy said' }).waitFor()
    for (const said of [
      /rate\(istio_requests_total\[60s\]\)/,
      /over 1 min/,
      /Counted by the (caller’s proxy|proxy of the one that is called)\./,
    ])
      await eventually(() => evidence.innerText()).toMatch(said)
  })

  it('is walked with the keyboard', async () => {
    const page = await open({ path: 'graph?namespaces=bookinfo&type=workload' })
    await settled(page)
    const selected = (): string | null => new URL(page.url()).searchParams.get('select')
    await canvasOf(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await eventually(selected).toMatch(/^(workload|unknown):/)
    const panel = page.getByRole('complementary', { name: 'Details' })
    await panel.getByRole('table', { name: /^Traffic of / }).waitFor()
    await page.keyboard.press('Escape')
    await eventually(selected).toBeNull()
  })

  it('goes dark and German, and stays so', async () => {
    const page = await open()
    await settled(page)
    await page.getByRole('button', { name: 'Theme: As the system' }).click()
    await page.getByRole('menuitem', { name: 'Dark' }).click()
    const dark = page.locator('html.pf-v6-theme-dark')
    await dark.waitFor({ state: 'attached' })
    await page.reload()
    await dark.waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Theme: Dark' }).waitFor()
    expect((await settled(page)).nodes).toBeGreaterThan(5)
    // The language is kept as well, and loads the page again with the same view.
    await page.getByRole('button', { name: 'Language: English' }).click()
    await page.getByRole('menuitem', { name: 'Deutsch' }).click()
    await page.getByRole('link', { name: 'Konfiguration' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    expect((await settled(page)).nodes).toBeGreaterThan(5)
    // Formats that a module holds are German too: the language comes before the first of them.
    await page.goto(stage.at('namespaces/bookinfo/workloads/reviews-v1?tab=logs'))
    await page.getByRole('button', { name: 'Zeilen: 1.000' }).waitFor()
  })
})
