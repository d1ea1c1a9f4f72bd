import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphSchema } from '#contract/graph.ts'
import { available } from '../servers/availability.ts'
import { driftedBy } from '../support/drift.ts'
import { nextPath, startPacingProxy, type PacingProxy } from '../support/pacing-proxy.ts'
import { canvasOf, eventually, settled } from './open-page.ts'
import { setStage, sharedConsole } from './stage.ts'

/** Three hours, one refresh every fifteen seconds, as a console asks unless it is told otherwise. */
const refreshes = 3 * 240
/** Before the heap is measured first: what is made once is made by then, and compiled. */
const warmUp = 320
const runMs = 500_000
/** What a picture holds does not depend on its size; drawing it does. */
const viewport = { width: 640, height: 480 }

/** In the page: asks for the next graph when the last one stands, as often as it was told. */
const stepper = `
  window.stepsLeft = 0
  window.takeSteps = (count) => { stepsLeft = count; step() }
  const step = () => {
    if (stepsLeft <= 0) return
    stepsLeft -= 1
    fetch(${JSON.stringify(nextPath)})
  }
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.dataset.settled === 'true')) step()
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-settled'] })
`

async function readHeapMb(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

async function takeSteps(page: Page, count: number): Promise<void> {
  await page.evaluate(`takeSteps(${count})`)
  await page.waitForFunction('stepsLeft === 0', undefined, { timeout: runMs, polling: 500 })
  await settled(page)
}

describe.skipIf(!available('chromium'))('a page that is left open', () => {
  const stage = setStage({ start: sharedConsole })
  let proxy: PacingProxy

  beforeAll(async () => {
    const answer = await fetch(stage.at('api/v1/graph?type=workload&open=all'))
    const graph = graphSchema.parse(await answer.json())
    expect(graph.edges.length).toBeGreaterThan(30)
    proxy = await startPacingProxy(stage.url, (index) => driftedBy(index, graph))
  })
  afterAll(() => proxy.stop())

  it(
    'holds no more after three hours of refreshes than after the first',
    async () => {
      const page = await stage.browser.newPage({
        reducedMotion: 'reduce',
        bypassCSP: true,
        viewport,
      })
      await page.addInitScript({ content: stepper })
      await page.goto(`${proxy.url}/graph?type=workload&open=all`)
      await settled(page)
      const session = await page.context().newCDPSession(page)
      await takeSteps(page, warmUp)
      const before = await readHeapMb(session)
      await takeSteps(page, refreshes)
      const after = await readHeapMb(session)
      expect(proxy.sent()).toBeGreaterThan(refreshes)
      expect(after / before).toBeLessThan(1.12) // two kilobytes a refresh
      expect(after / before).toBeGreaterThan(0.5)
      await page.close()
    },
    runMs + 60_000,
  )

  it('leaves no worker and no drawing surface behind when it is left', async () => {
    const page = await stage.browser.newPage({ reducedMotion: 'reduce', bypassCSP: true })
    await page.goto(stage.at('graph'))
    await settled(page)
    await eventually(() => page.workers().length).toBe(1)
    const leave =
      "history.pushState({}, '', '/elsewhere'); dispatchEvent(new PopStateEvent('popstate'))"
    await page.evaluate(leave)
    await canvasOf(page).waitFor({ state: 'detached' })
    await eventually(() => page.workers().length).toBe(0)
    await eventually(() => page.locator('canvas').count()).toBe(0)
    await page.goBack()
    await settled(page)
    // Leaving in the midst of a layout ends it as well.
    await page.getByRole('button', { name: 'Tidy up: lay out anew' }).click()
    await page.evaluate(leave)
    await canvasOf(page).waitFor({ state: 'detached' })
    await eventually(() => page.workers().length).toBe(0)
    await page.close()
  })
})
