import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { z } from '#contract/setup.ts'
import { available } from '../servers/availability.ts'
import { canvasOf, choose, eventually } from './open-page.ts'
import { settled, showAs } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'
import { setStage, sharedConsole } from './stage.ts'

interface Place {
  readonly x: number
  readonly y: number
}

const storedSchema = z.array(z.tuple([z.string(), z.number(), z.number()]))
const reviews = 'workload:Kubernetes/bookinfo/reviews-v2'
const ratings = 'workload:Kubernetes/bookinfo/ratings-v1'
const bookinfo = 'graph?namespaces=bookinfo&type=workload'

/** What the browser remembers of the map that was looked at last, by id. */
async function storedPlaces(page: Page): Promise<Record<string, Place>> {
  const text = await page.evaluate(`(() => {
    const [newest] = JSON.parse(localStorage.getItem('alidade.canvas.views') ?? '[]')
    return localStorage.getItem('alidade.canvas.view.' + newest) ?? '[]'
  })()`)
  const entries = storedSchema.parse(JSON.parse(z.string().parse(text)))
  return Object.fromEntries(entries.map(([id, x, y]) => [id, { x, y }]))
}

/** Where a node is on the page. */
async function placeOf(page: Page, id: string): Promise<Place> {
  await eventually(async () => Object.keys(await storedPlaces(page))).toContain(id)
  const at = (await storedPlaces(page))[id] ?? { x: NaN, y: NaN }
  const camera = await canvasOf(page).getAttribute('data-camera')
  const [zoom = NaN, panX = NaN, panY = NaN] = (camera ?? '').split(' ').map(Number)
  const box = await boxOf(canvasOf(page))
  return { x: box.x + at.x * zoom + panX, y: box.y + at.y * zoom + panY }
}

async function boxOf(locator: Locator): Promise<Place & { width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('It is not on the page')
  return box
}

/** Where it is once it has not moved for a moment. */
async function standingBoxOf(locator: Locator): ReturnType<typeof boxOf> {
  let last = await boxOf(locator)
  await eventually(async () => {
    const before = JSON.stringify(last)
    last = await boxOf(locator)
    return JSON.stringify(last) === before
  }).toBe(true)
  return last
}

const overviewOf = (page: Page): Locator => page.getByRole('application', { name: /^Overview/ })

const stopOf = (page: Page, stop: number): Locator =>
  page.getByRole('dialog').filter({ hasText: `${stop} of 8` })

describe.skipIf(!available('chromium'))('the picture', () => {
  const stage = setStage({ start: sharedConsole })

  async function open(path = 'graph'): Promise<Page> {
    const page = await stage.open({ path })
    await settled(page)
    return page
  }

  const parameter = (page: Page, name: string): string | null =>
    new URL(page.url()).searchParams.get(name)

  it('shows an overview only of what is larger than the view, and is moved by it', async () => {
    const page = await open()
    const overview = overviewOf(page)
    await eventually(() => overview.isVisible()).toBe(false)
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('+')
    await overview.waitFor()
    expect(await severeFindings(page)).toEqual([])
    const frame = overview.locator('div')
    const before = await standingBoxOf(frame)
    const middle = { x: before.x + before.width / 2, y: before.y + before.height / 2 }
    await page.mouse.move(middle.x, middle.y)
    await page.mouse.down()
    await page.mouse.move(middle.x + 22, middle.y + 11, { steps: 4 })
    await page.mouse.up()
    const movedBy = (now: Place): number =>
      Math.max(Math.abs(now.x - before.x - 22), Math.abs(now.y - before.y - 11))
    await eventually(async () => movedBy(await boxOf(frame))).toBeLessThan(2)
    const dragged = await boxOf(frame)

    await overview.focus()
    await page.keyboard.press('ArrowLeft')
    await eventually(async () => (await boxOf(frame)).x).toBeLessThan(dragged.x - 3)
    await page.keyboard.press('-')
    await eventually(async () => (await boxOf(frame)).width).toBeGreaterThan(dragged.width)
    await page.keyboard.press('Home')
    await eventually(() => overview.isVisible()).toBe(true)
    await canvasOf(page).focus()
    await overview.waitFor({ state: 'hidden' })
  })

  it('shows no overview of a small graph', async () => {
    const page = await open(bookinfo)
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('+')
    await eventually(() => overviewOf(page).isVisible()).toBe(false)
  })

  it('asks for no frame while nothing changes, and is drawn again when it is zoomed', async () => {
    const page = await open(bookinfo)
    const framesAsked = (): Promise<unknown> =>
      page.evaluate(`new Promise((resolve) => {
        const ask = window.requestAnimationFrame
        let count = 0
        window.requestAnimationFrame = (step) => ((count += 1), ask.call(window, step))
        setTimeout(() => ((window.requestAnimationFrame = ask), resolve(count)), 500)
      })`)
    await eventually(framesAsked).toBe(0)
    const canvas = canvasOf(page)
    const { x, y, width } = await standingBoxOf(canvas)
    await page.mouse.move(x + width - 60, y + 60)
    const before = await canvas.screenshot()
    await page.mouse.wheel(0, -240)
    await eventually(async () => (await canvas.screenshot()).equals(before)).toBe(false)
  })

  it('is zoomed by the wheel, moved by dragging, and zoomed into an area with Shift', async () => {
    const page = await open(bookinfo)
    const camera = async (): Promise<readonly number[]> =>
      ((await canvasOf(page).getAttribute('data-camera')) ?? '').split(' ').map(Number)
    const { x, y, width } = await standingBoxOf(canvasOf(page))
    const corner = { x: x + width - 60, y: y + 60 }
    const [zoom = NaN] = await camera()
    await page.mouse.move(corner.x, corner.y)
    await page.mouse.wheel(0, -240)
    await eventually(async () => ((await camera())[0] ?? NaN) > zoom).toBe(true)
    const [zoomed = NaN] = await camera()
    await page.keyboard.press('f')
    await eventually(async () => (await camera())[0]).toBeLessThan(zoomed)
    const [, panX = NaN, panY = NaN] = await camera()
    await page.mouse.down()
    await page.mouse.move(corner.x - 80, corner.y + 30, { steps: 4 })
    await page.mouse.up()
    await eventually(async () => {
      const [, movedX = NaN, movedY = NaN] = await camera()
      return [movedX - panX, movedY - panY].map(Math.round)
    }).toEqual([-80, 30])
    const at = await placeOf(page, reviews)
    await page.keyboard.down('Shift')
    await page.mouse.move(at.x - 70, at.y - 60)
    await page.mouse.down()
    await page.mouse.move(at.x + 70, at.y + 60, { steps: 4 })
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await eventually(async () => ((await camera())[0] ?? NaN) > zoom * 1.5).toBe(true)
  })

  it('lets dots run along edges, but not for who asked for less motion', async () => {
    const flow = 'document.querySelector(".graph-canvas-ink").width > 0'
    const still = await open(`${bookinfo}&animate=true`)
    await still.waitForTimeout(300)
    expect(await still.evaluate(flow)).toBe(false)
    await still.emulateMedia({ reducedMotion: 'no-preference' })
    await still.reload()
    await settled(still)
    await eventually(() => still.evaluate(flow)).toBe(true)
  })

  it('lists its keys at ?, and takes none of them from who types', async () => {
    const page = await open()
    const legend = page.getByRole('region', { name: 'Legend' })
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    await keys.waitFor()
    expect(await severeFindings(page)).toEqual([])
    await page.keyboard.press('l')
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await eventually(() => legend.count()).toBe(0)
    await page.keyboard.press('l')
    await legend.waitFor()
    await page.keyboard.press('l')
    await legend.waitFor({ state: 'detached' })

    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    const camera = await canvasOf(page).getAttribute('data-camera')
    await page.keyboard.type('l+?f/-')
    await eventually(() => page.evaluate('document.activeElement.value')).toBe('l+?f/-')
    await eventually(() => legend.count()).toBe(0)
    await eventually(() => keys.count()).toBe(0)
    await eventually(() => canvasOf(page).getAttribute('data-camera')).toBe(camera)
  })

  it('is toured with the keyboard, once', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Help: new here?' }).press('Enter')
    await page.getByRole('menuitem', { name: /^Tour/ }).press('Enter')
    for (let stop = 1; stop <= 8; stop += 1) {
      const words = stopOf(page, stop)
      await words.waitFor()
      if (stop === 2) expect(await severeFindings(page)).toEqual([])
      await words.getByRole('button', { name: stop === 8 ? 'Done' : 'Next' }).press('Enter')
      await words.waitFor({ state: 'detached' })
    }
    await page.reload()
    await settled(page)
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Tour/ }).click()
    const first = stopOf(page, 1)
    await first.getByRole('button', { name: 'Next' }).press('ArrowRight')
    const second = stopOf(page, 2)
    await second.waitFor()
    await page.keyboard.press('Escape')
    await second.waitFor({ state: 'detached' })
  })

  it('is laid out as chosen, and keeps the choice in the address', async () => {
    const page = await open(bookinfo)
    for (const [word, name, axis] of [
      ['Top to bottom', 'topDown', 'y'],
      ['Breadth first', 'breadthFirst', 'y'],
      ['Layered', 'layered', 'x'],
    ] as const) {
      await choose(page, 'Layout', word)
      await eventually(() => parameter(page, 'layout')).toBe(name === 'layered' ? null : name)
      await settled(page)
      await eventually(async () => {
        const places = await storedPlaces(page)
        return (places[reviews]?.[axis] ?? NaN) < (places[ratings]?.[axis] ?? NaN)
      }).toBe(true)
    }
    for (const word of ['Force', 'Grid', 'Concentric']) {
      await choose(page, 'Layout', word)
      await settled(page)
      await eventually(async () => Object.keys(await storedPlaces(page))).toContain(reviews)
    }
    await page.reload()
    await page.getByRole('button', { name: 'Layout: Concentric' }).waitFor()
  })

  it('leaves a node where it was dragged, over a reload, until it is let go', async () => {
    const page = await open(bookinfo)
    const from = await placeOf(page, ratings)
    const before = await storedPlaces(page)
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 60, from.y + 90, { steps: 6 })
    await page.mouse.up()
    await eventually(async () => Object.keys(await storedPlaces(page))).toContain(`pin:${ratings}`)
    const dragged = await storedPlaces(page)
    expect(dragged[ratings]?.y).toBeGreaterThan(before[ratings]?.y ?? NaN)
    expect(dragged[reviews]).toEqual(before[reviews])

    await page.reload()
    await settled(page)
    expect((await storedPlaces(page))[ratings]).toEqual(dragged[ratings])
    const to = await placeOf(page, ratings)
    await page.mouse.click(to.x, to.y, { button: 'right' })
    await page.getByRole('menuitem', { name: 'Let it go where it belongs' }).click()
    await eventually(async () => Object.keys(await storedPlaces(page))).not.toContain(
      `pin:${ratings}`,
    )
    await eventually(async () => (await storedPlaces(page))[ratings]).not.toEqual(dragged[ratings])
    expect((await storedPlaces(page))[reviews]).toEqual(before[reviews])
  })

  it('is changed with the keyboard alone: moved, pinned, tidied up', async () => {
    const page = await open(bookinfo)
    await eventually(async () => Object.keys(await storedPlaces(page))).toContain(ratings)
    const before = await storedPlaces(page)
    await canvasOf(page).focus()
    await page.keyboard.press('ArrowRight')
    const spoken = canvasOf(page).locator('[aria-live]')
    await eventually(() => spoken.innerText()).not.toBe('')
    const name = (await spoken.innerText()).split('.')[0] ?? ''
    const id = Object.keys(before).find((key) => key.endsWith(`/${name}`)) ?? ''
    await page.keyboard.press('Shift+ArrowDown')
    await eventually(() => spoken.innerText()).toBe('Moved, and pinned')
    await eventually(async () => (await storedPlaces(page))[id]?.y).toBe((before[id]?.y ?? 0) + 20)
    await page.keyboard.press('p')
    await eventually(() => spoken.innerText()).toBe('Let go, beside its neighbours')
    await page.keyboard.press('p')
    await eventually(async () => Object.keys(await storedPlaces(page))).toContain(`pin:${id}`)
    await page.getByRole('button', { name: 'Tidy up: lay out anew' }).press('Enter')
    await eventually(async () => (await storedPlaces(page))[id]).toEqual(before[id])
    await eventually(async () => Object.keys(await storedPlaces(page))).not.toContain(`pin:${id}`)
  })

  it('tells who calls what the pointer rests on, and what it needs', async () => {
    const page = await open(bookinfo)
    const at = await placeOf(page, reviews)
    await page.mouse.move(at.x, at.y)
    const words = page.getByRole('tooltip').filter({ hasText: 'reviews-v2' })
    await words.waitFor()
    await eventually(() => words.innerText()).toMatch(
      /Called by 1, with their callers \d · Calls 1$/,
    )
    await page.mouse.click(at.x, at.y)
    await eventually(() => parameter(page, 'select')).toBe(reviews)
    await canvasOf(page).focus()
    await page.keyboard.press('[')
    await eventually(() => canvasOf(page).locator('[aria-live]').innerText()).toBe(
      'Paths of up to 9 calls',
    )
  })

  it('hides edges by choice and moves nothing for it', async () => {
    const page = await open('graph?refresh=paused') // what comes meanwhile would move something
    await eventually(async () => Object.keys(await storedPlaces(page)).length).toBeGreaterThan(20)
    const before = await storedPlaces(page)
    const camera = await canvasOf(page).getAttribute('data-camera')
    await choose(page, 'Edges drawn', 'No edges')
    await eventually(() => parameter(page, 'edges')).toBe('none')
    await choose(page, 'Edges drawn', 'Unhealthy edges')
    await eventually(() => parameter(page, 'edges')).toBe('unhealthy')
    await eventually(() => storedPlaces(page)).toEqual(before)
    await eventually(() => canvasOf(page).getAttribute('data-camera')).toBe(camera)
  })

  it('goes full screen without what is not the picture, and comes back', async () => {
    const page = await open()
    const masthead = page.getByRole('banner')
    const toolbar = page.getByRole('toolbar', { name: 'Graph' })
    await page.getByRole('button', { name: 'Full screen' }).click()
    await masthead.waitFor({ state: 'hidden' })
    await eventually(() => toolbar.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Leave full screen' }).click()
    await masthead.waitFor()
    await eventually(() => toolbar.isVisible()).toBe(true)
  })

  it('is embedded without masthead, and without toolbar when asked', async () => {
    const page = await open(`${bookinfo}&kiosk=true`)
    await eventually(() => page.getByRole('banner').count()).toBe(0)
    await eventually(() => page.getByRole('toolbar', { name: 'Graph' }).isVisible()).toBe(true)
    await showAs(page, 'Table')
    await eventually(() => parameter(page, 'kiosk')).toBe('true')
    await page.goto(stage.at(`${bookinfo}&kiosk=picture`))
    await settled(page)
    await eventually(() => page.getByRole('banner').count()).toBe(0)
    await eventually(() => page.getByRole('toolbar', { name: 'Graph' }).isVisible()).toBe(false)
  })
})
