import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { eventually } from './open-page.ts'
import { severeFindingsInEachScheme } from './severe-findings.ts'
import { setStage, sharedConsole } from './stage.ts'

const reviews = 'namespaces/bookinfo/workloads/reviews-v1'

describe.skipIf(!available('chromium'))('charts of the lab', () => {
  const { open } = setStage({ start: sharedConsole })

  /** What the page asks for of charts, from now on. */
  function watch(page: Page): URL[] {
    const asked: URL[] = []
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (/\/charts\/[^/]+$/.test(url.pathname)) asked.push(url)
    })
    return asked
  }

  const settledCharts = (page: Page): Promise<number> =>
    page.locator('.al-chart[data-settled="true"]').count()

  it('shows the marked time in all charts and in the address, and goes back', async () => {
    const page = await open({ path: `${reviews}?tab=inbound` })
    await eventually(() => settledCharts(page)).toBeGreaterThan(3)
    const asked = watch(page)
    const slider = page.getByRole('slider').first()
    // Brought into sight, and standing still, before the pointer goes there.
    await slider.hover({ position: { x: 100, y: 50 } })
    const box = await slider.boundingBox()
    if (box === null) throw new Error('No chart has a place on the page')
    await page.mouse.move(box.x + box.width * 0.3, box.y + 50)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.7, box.y + 50, { steps: 4 })
    // Every chart on the screen shows what is being marked.
    await eventually(() => page.locator('.al-chart-range').count()).toBeGreaterThan(3)
    await page.mouse.up()
    await page.waitForURL(/[?&]at=\d+/)
    const { searchParams } = new URL(page.url())
    const window = searchParams.get('window')
    expect(window).toMatch(/^\d+[sm]$/)
    // Live charts may have been asked for again before that.
    const marked = (): URL[] => asked.filter((url) => url.searchParams.has('at'))
    await eventually(() => new Set(marked().map(({ pathname }) => pathname)).size).toBeGreaterThan(
      3,
    )
    for (const name of ['window', 'at'])
      expect(new Set(marked().map((url) => url.searchParams.get(name)))).toEqual(
        new Set([searchParams.get(name)]),
      )
    await page.goBack()
    await eventually(() => page.url()).not.toContain('at=')
  })

  it('asks for nothing of a tab that is hidden, nor of charts that are out of sight', async () => {
    // A past time is asked for once: live charts are asked for again and again.
    const at = Math.floor(Date.now() / 1000) * 1000 - 60_000
    const page = await open({ path: `${reviews}?at=${at}` })
    const asked = watch(page)
    await page.getByRole('tab', { name: 'Inbound metrics' }).waitFor()
    expect(asked).toEqual([])
    await page.getByRole('tab', { name: 'Inbound metrics' }).click()
    await eventually(() => settledCharts(page)).toBeGreaterThan(3)
    const seen = new Set(asked.map(({ pathname }) => pathname))
    expect(asked.every((url) => url.searchParams.get('direction') === 'inbound')).toBe(true)
    expect([...seen].some((path) => path.endsWith('.tcpReceived'))).toBe(false)
    await page.getByRole('region', { name: 'TCP received' }).scrollIntoViewIfNeeded()
    await eventually(() => asked.some(({ pathname }) => pathname.endsWith('.tcpReceived'))).toBe(
      true,
    )
    // Once for each chart, whatever was scrolled.
    expect(asked.length).toBe(new Set(asked.map(({ pathname }) => pathname)).size)
  })

  it('groups, expands one and tells its numbers by keyboard', async () => {
    const page = await open({ path: 'namespaces/bookinfo/apps/productpage?tab=outbound' })
    await eventually(() => settledCharts(page)).toBeGreaterThan(3)
    await page.getByRole('button', { name: /^Group by/ }).click()
    await page.getByRole('checkbox', { name: 'Remote service' }).click()
    await page.keyboard.press('Escape')
    const legend = page.getByRole('table', { name: 'Series of Request volume' })
    await legend.getByText('reviews.bookinfo.svc.cluster.local').waitFor()
    await page.getByRole('button', { name: 'Expand Request volume' }).click()
    await eventually(() => page.locator('.al-chart').count()).toBe(1)
    const slider = page.getByRole('slider', { name: 'Instant in Request volume' })
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    await eventually(() => slider.getAttribute('aria-valuetext')).toMatch(/reviews\S+ [\d.]+ rps/)
  })

  it('finds what runs in the pods, and has a tab for each dashboard', async () => {
    const page = await open({ path: 'namespaces/istio-system/workloads/istiod?tab=runtime' })
    await page.getByRole('tab', { name: 'Istiod' }).click()
    await page.getByRole('table', { name: 'Series of Connected proxies' }).waitFor()
    await eventually(() => page.url()).toContain('runtimeBoard=istiod')
  })

  it('has no severe finding of axe, light or dark', async () => {
    const page = await open({ path: `${reviews}?tab=inbound&inboundBy=remoteApp` })
    await eventually(() => settledCharts(page)).toBeGreaterThan(3)
    expect(await severeFindingsInEachScheme(page)).toEqual([])
    await page.getByRole('tab', { name: 'Runtime' }).click()
    await page
      .getByText('The metric store has no metrics of these pods')
      .or(page.locator('.al-chart').first())
      .waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
