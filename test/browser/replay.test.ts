import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { canvasOf, choose, eventually, settled } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'
import { consoleOnLab, setStage } from './stage.ts'

/** Something breaks so long before the page is opened: within the last five minutes. */
const brokenForSeconds = 150
const bookinfo = 'graph?namespaces=bookinfo&open=all'

describe.skipIf(!available('chromium'))('time', () => {
  let brokenAtMs: number
  const stage = setStage({
    start: async () => {
      const startMs = Date.now() - brokenForSeconds * 1000
      brokenAtMs = startMs
      const running = await consoleOnLab({ lab: { startMs, historySeconds: 500 } })
      const { lab } = running
      lab.objects.remove('Deployment.apps', 'bookinfo', 'details-v1')
      lab.advance((Date.now() - lab.clock.nowMs()) / 1000)
      return running
    },
  })

  async function open(path = bookinfo): Promise<Page> {
    const page = await stage.open({ path })
    await settled(page)
    return page
  }

  const frameOf = (page: Page): Locator => page.getByRole('slider', { name: 'Frame' })
  const toldBy = (page: Page): Promise<string | null> =>
    frameOf(page).getAttribute('aria-valuetext')
  const parameter = (page: Page, name: string): string | null =>
    new URL(page.url()).searchParams.get(name)

  async function startReplay(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    await frameOf(page).waitFor()
  }

  /** A replay in the middle of which it breaks, however long ago that is by now. */
  async function openReplay(): Promise<Page> {
    const from = Math.floor(brokenAtMs / 10_000) * 10_000 - brokenForSeconds * 1000
    const page = await open(`${bookinfo}&replay=5m&replayFrom=${from}&at=${from}`)
    await frameOf(page).waitFor()
    return page
  }

  it('replays the last five minutes in frames of ten seconds, and plays by itself', async () => {
    const page = await open()
    await startReplay(page)
    await eventually(() => parameter(page, 'replay')).toBe('5m')
    await eventually(() => toldBy(page)).toMatch(/\[\d\/31\]$/)
    await choose(page, 'Replay speed', 'Fast')
    await eventually(() => toldBy(page)).toMatch(/\[([3-9]|[12]\d)\/31\]$/)
    await page.getByRole('button', { name: 'Pause' }).click()
    const held = parameter(page, 'at')
    await page.waitForTimeout(1500)
    await eventually(() => parameter(page, 'at')).toBe(held)
    const from = Number(parameter(page, 'replayFrom'))
    expect((Number(held) - from) % 10_000).toBe(0)
  })

  it('is dragged to a frame, which pauses it, and offers to play again at the end', async () => {
    const page = await open()
    await startReplay(page)
    await frameOf(page).click() // in its middle
    await eventually(() => toldBy(page)).toMatch(/\[1[4-8]\/31\]$/)
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    await frameOf(page).press('End')
    await eventually(() => toldBy(page)).toMatch(/\[31\/31\]$/)
    await page.getByText('5:00 / 5:00').waitFor()
    await page.getByRole('button', { name: 'Play again' }).click()
    await eventually(() => toldBy(page)).toMatch(/\[\d\/31\]$/)
  })

  it('shows the numbers of the frame', async () => {
    const page = await openReplay()
    await frameOf(page).press('Home')
    const place = page.locator('.graph-canvas-stage')
    await eventually(() => place.getAttribute('data-nodes')).toBe('8')
    const requests = page.locator('figure').filter({ hasText: 'HTTP requests' }).locator('output')
    // A minute in which nothing failed at all has no curve of errors.
    await eventually(() => requests.innerText()).toMatch(/^[\d.]+ rps(, 0 rps errors)?$/)
    await frameOf(page).press('End')
    await eventually(() => requests.innerText()).toMatch(
      /^[\d.]+ rps, [\d.]*[1-9][\d.]* rps errors$/,
    )
    await settled(page)
    const unwell = page.getByRole('region', { name: 'Not well' })
    await eventually(() => unwell.innerText()).toContain('details')
  })

  it('takes another length and a start of one’s own, no earlier than the store remembers', async () => {
    const page = await open()
    await startReplay(page)
    await choose(page, 'Replay length', '1 min')
    await eventually(() => parameter(page, 'replay')).toBe('1m')
    await eventually(() => toldBy(page)).toMatch(/\/7\]$/)
    const latestStartMs = Number(parameter(page, 'replayFrom'))
    const start = page.getByLabel('Replay start')
    // A time without a zone: moved as if it were of Greenwich.
    const latest = Date.parse(`${(await start.getAttribute('max')) ?? ''}Z`)
    const earlier = new Date(latest - 120_000).toISOString().slice(0, 16)
    await start.fill(earlier)
    await eventually(() => Number(parameter(page, 'replayFrom'))).toBeLessThan(latestStartMs)
    await eventually(() => Number(parameter(page, 'replayFrom')) % 60_000).toBe(0)
    await eventually(() => start.inputValue()).toBe(earlier)
  })

  it('survives a reload, and ends without a trace in the address', async () => {
    const page = await open()
    await startReplay(page)
    await frameOf(page).press('End')
    await eventually(() => toldBy(page)).toMatch(/\[31\/31\]$/)
    const address = page.url()
    await page.reload()
    await settled(page)
    expect(page.url()).toBe(address)
    await eventually(() => toldBy(page)).toMatch(/\[31\/31\]$/)
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    await eventually(() => frameOf(page).count()).toBe(0)
    expect(['replay', 'replayFrom', 'at'].map((name) => parameter(page, name))).toEqual([
      null,
      null,
      null,
    ])
  })

  it('compares a frame with another, lists what broke, and flips between the two', async () => {
    const page = await openReplay()
    await frameOf(page).press('Home')
    await page.getByRole('button', { name: 'Compare with this moment' }).click()
    await frameOf(page).press('End')
    const changes = page.getByRole('region', { name: 'What changed' })
    await changes.getByText('details v1 (bookinfo)', { exact: true }).waitFor()
    await changes.getByText('gone').first().waitFor()
    await changes.getByText('fails more').first().waitFor()
    const both = await settled(page)
    expect(await severeFindings(page)).toEqual([])

    const sides = page.getByRole('group', { name: 'Which moment is shown' }).getByRole('button')
    await sides.nth(1).click()
    await eventually(async () => (await settled(page)).nodes).toBeLessThan(both.nodes)
    await eventually(() => parameter(page, 'side')).toBe('before')
    await page.goBack()
    await eventually(async () => (await settled(page)).nodes).toBe(both.nodes)

    await page.getByRole('button', { name: 'Stop comparing' }).click()
    await eventually(() => changes.count()).toBe(0)
    await eventually(() => parameter(page, 'before')).toBeNull()
  })

  it('reads a curve of the panel point by point with the keyboard', async () => {
    const page = await open()
    const curve = page.getByRole('slider', { name: 'HTTP requests over time' })
    await curve.waitFor()
    const told = (): Promise<string | null> => curve.getAttribute('aria-valuetext')
    await eventually(told).toMatch(/^[\d.]+ rps, [\d.]+ rps errors at /)
    const last = await told()
    await curve.press('Home')
    await eventually(() => curve.getAttribute('aria-valuenow')).toBe('0')
    await eventually(told).not.toBe(last)
    await page.getByRole('button', { name: 'Evidence for Over time' }).click()
    await page
      .getByRole('dialog')
      .getByText(/istio_requests_total/)
      .first()
      .waitFor()
  })

  it('copies a link that opens the same view at the same moment', async () => {
    const page = await open()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const shownAt = async (): Promise<number> =>
      Number(await canvasOf(page).getAttribute('data-graph-at'))
    const before = await shownAt()
    await page.getByRole('button', { name: 'Copy a link to this moment' }).click()
    const copied = (): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()')
    await eventually(copied).toMatch(/[?&]at=\d+/)
    const link = await copied()
    const at = Number(new URL(link).searchParams.get('at'))
    expect(at).toBeGreaterThanOrEqual(before)
    await eventually(shownAt).toBeGreaterThanOrEqual(at)
    await page.goto(link)
    await settled(page)
    await page.getByText('As of ').waitFor()
    expect(parameter(page, 'at')).toBe(String(at))
    await eventually(() => canvasOf(page).getAttribute('data-nodes')).toBe('8')
  })
})
