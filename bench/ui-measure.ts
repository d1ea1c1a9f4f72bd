import type { Browser, CDPSession, Page } from 'playwright-core'
import { z } from '#contract/setup.ts'
import { median, quantile } from './asking.ts'
import { measureChanges } from './ui-changes.ts'
import { probe, readRefresh, readScriptMs, readSizes } from './ui-probe.ts'

/** Times in ms, sizes in kB as they come over the wire, heap in MB. */
export interface UiMeasured {
  readonly nodes: number
  readonly edges: number
  /** From the address to the picture, the console's own answer among it. */
  readonly openMs: number
  /** From the answer to the first frame that shows it. */
  readonly settledMs: number
  readonly layoutMs: number
  readonly applyMs: number
  /** Of a refresh that changes nothing: the canvas alone, and all script of the page. */
  readonly refreshApplyMs: number
  readonly refreshScriptMs: number
  /** Of a refresh in which every rate is another one: canvas, and script of the page. */
  readonly numbersApplyMs: number
  readonly numbersScriptMs: number
  /** Of a refresh with ten new nodes, until the picture stands. */
  readonly newNodesMs: number
  readonly panP95Ms: number
  readonly zoomP95Ms: number
  readonly clickMs: number | null // null: nothing was hit
  readonly heapMb: number
  readonly scriptKb: number
  readonly workerKb: number
}

const viewport = { width: 1440, height: 900 }
const rounds = 3
const refreshes = 3
const idleMs = 2000
const patienceMs = 120_000
const numbers = z.array(z.number())

/**
 * Opens the page several times as somebody who was never there, then uses the last one.
 *
 * @param address of the console · @param path of the page below it, with its view
 */
export async function measurePage(
  browser: Browser,
  address: string,
  path: string,
): Promise<UiMeasured> {
  const url = `${address}/${path}`
  const opened: Awaited<ReturnType<typeof openOnce>>[] = []
  for (let round = 0; round < rounds; round += 1) {
    await opened.at(-1)?.page.context().close()
    opened.push(await openOnce(browser, url))
  }
  const last = opened.at(-1)
  if (last === undefined) throw new Error('No round was run')
  const { page } = last
  const [script = 0, worker = 0, heapMb = 0] = numbers.parse(await page.evaluate(readSizes))
  const figures = {
    nodes: last.nodes,
    edges: last.edges,
    openMs: median(opened.map(({ openMs }) => openMs)),
    settledMs: median(opened.map(({ settledMs }) => settledMs)),
    layoutMs: median(opened.map(({ layoutMs }) => layoutMs)),
    applyMs: median(opened.map(({ applyMs }) => applyMs)),
    ...(await measureRefresh(page)),
    panP95Ms: await measurePan(page),
    zoomP95Ms: await measureZoom(page),
    clickMs: await measureClick(page),
    heapMb,
    scriptKb: script / 1000,
    workerKb: worker / 1000,
  }
  await page.context().close()
  return { ...figures, ...(await measureChanges(browser, address, path)) }
}

async function openOnce(browser: Browser, url: string) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', bypassCSP: true })
  context.setDefaultTimeout(patienceMs)
  await context.addInitScript({ content: probe })
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction('benchProbe.first !== null')
  const [nodes = 0, edges = 0, layoutMs = 0, applyMs = 0, settledMs = 0, openMs = 0] =
    numbers.parse(await page.evaluate('benchProbe.first'))
  return { page, nodes, edges, layoutMs, applyMs, settledMs, openMs }
}

async function readSettled(page: Page) {
  await page.locator('.graph-canvas-stage[data-settled="true"]').waitFor()
  const [applyMs = 0, graphAt = 0] = numbers.parse(await page.evaluate(readRefresh))
  return { applyMs, graphAt }
}

/** Rates of the made mesh are constant: whatever is asked anew looks the same. */
async function measureRefresh(
  page: Page,
): Promise<Pick<UiMeasured, 'refreshApplyMs' | 'refreshScriptMs'>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const apply: number[] = []
  const script: number[] = []
  const button = await page.getByRole('button', { name: 'Refresh now' }).boundingBox()
  if (button === null) throw new Error('The button has no place on the page')
  await page.mouse.move(button.x + button.width / 2, button.y + button.height / 2)
  const idle = await readIdleShare(page, session)
  for (let round = 0; round < refreshes; round += 1) {
    await readSettled(page)
    const scriptBefore = await readScriptMs(session)
    const startedAt = performance.now()
    // No search for elements in between: it would be counted as script of the page.
    const isShown = page.evaluate('benchProbe.nextGraph()')
    await page.mouse.down()
    await page.mouse.up()
    await isShown
    const idleMs = idle * (performance.now() - startedAt)
    script.push(Math.max(0, (await readScriptMs(session)) - scriptBefore - idleMs))
    apply.push((await readSettled(page)).applyMs)
  }
  return { refreshApplyMs: median(apply), refreshScriptMs: median(script) }
}

/** Of the time, what a page takes that nothing happens to: it looks with each frame. */
async function readIdleShare(page: Page, session: CDPSession): Promise<number> {
  await page.waitForTimeout(idleMs)
  const before = await readScriptMs(session)
  await page.waitForTimeout(idleMs)
  return ((await readScriptMs(session)) - before) / idleMs
}

async function canvasBox(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator('.graph-canvas-stage').boundingBox()
  if (box === null) throw new Error('The canvas has no place on the page')
  return box
}

/** By the margin, where nothing is, to and fro. */
async function measurePan(page: Page): Promise<number> {
  const { x, y, width } = await canvasBox(page)
  const at = { x: x + width - 8, y: y + 8 }
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  await page.evaluate('benchProbe.watchFrames()')
  for (let step = 0; step <= 60; step += 1) {
    const turn = Math.sin((step / 60) * 2 * Math.PI)
    await page.mouse.move(at.x - 120 + 120 * Math.cos((step / 60) * 2 * Math.PI), at.y + 60 * turn)
  }
  const frames = numbers.parse(await page.evaluate('benchProbe.stopWatching()'))
  await page.mouse.up()
  return quantile(frames, 0.95)
}

/** Nearer and farther by the wheel, about the middle. */
async function measureZoom(page: Page): Promise<number> {
  const { x, y, width, height } = await canvasBox(page)
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.evaluate('benchProbe.watchFrames()')
  for (let step = 0; step < 16; step += 1) await page.mouse.wheel(0, step % 8 < 4 ? -120 : 120)
  const frames = numbers.parse(await page.evaluate('benchProbe.stopWatching()'))
  await page.getByRole('button', { name: 'Fit' }).click()
  return quantile(frames, 0.95)
}

/** Somewhere about the middle there is a node, an edge or a box. */
async function measureClick(page: Page): Promise<number | null> {
  const { x, y, width, height } = await canvasBox(page)
  for (const share of [0.5, 0.42, 0.58, 0.35, 0.65]) {
    await page.mouse.move(x + width * share, y + height * share)
    await page.waitForTimeout(500) // the pointer's own marks are not the click's
    await page.evaluate('benchProbe.watchClick()')
    await page.mouse.down()
    await page.mouse.up()
    const shown = page.getByRole('button', { name: 'Clear the selection' })
    const isHit = await shown.waitFor({ timeout: 8000 }).then(
      () => true,
      () => false,
    )
    if (!isHit) continue
    await page.waitForFunction('benchProbe.clickMs !== null')
    return z.number().parse(await page.evaluate('benchProbe.clickMs'))
  }
  return null
}
