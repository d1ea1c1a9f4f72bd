import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { eventually, settled, showAs, tableRows } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'
import { setStage, sharedConsole } from './stage.ts'

/** A still picture, so that what is counted twice is the same. */
const bookinfo = 'graph?namespaces=bookinfo&type=workload&refresh=paused'

const field = (page: Page, name: 'Find' | 'Hide'): Locator =>
  page.getByRole('combobox', { name, exact: true })
const parameter = (page: Page, name: string): string | null =>
  new URL(page.url()).searchParams.get(name)

describe.skipIf(!available('chromium'))('find and hide', () => {
  const stage = setStage({ start: sharedConsole })

  async function open(path = bookinfo): Promise<Page> {
    const page = await stage.open({ path })
    await settled(page)
    return page
  }

  it('finds without a pointer, and lets go', async () => {
    const page = await open()
    await page.keyboard.press('/')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('wl startswith rev')
    await page.keyboard.press('Enter')
    await page.getByText('3 found').waitFor()
    await eventually(() => parameter(page, 'find')).toBe('wl startswith rev')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await eventually(() => parameter(page, 'find')).toBeNull()
    await eventually(() => page.getByText('3 found').count()).toBe(0)
  })

  it('completes words, names and operators by Tab', async () => {
    const page = await open()
    await field(page, 'Find').focus()
    await page.keyboard.type('workl')
    await page.getByRole('option', { name: /^workload / }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('= rat')
    await page.getByRole('option', { name: /^ratings-v1/ }).waitFor()
    await page.keyboard.press('Tab')
    await eventually(async () => (await field(page, 'Find').inputValue()).trim()).toBe(
      'workload = ratings-v1',
    )
    await page.keyboard.press('Enter')
    await eventually(() => parameter(page, 'find')).toBe('workload = ratings-v1')
    await page.getByText('1 found').waitFor()
  })

  it('hides from picture and table alike, leaves the totals, and shows again', async () => {
    const page = await open()
    const whole = await settled(page)
    const totals = page
      .getByRole('table', { name: 'Traffic of the picture' })
      .getByRole('row', { name: /^All/ })
    await totals.first().waitFor()
    const sums = await totals.allInnerTexts()
    await field(page, 'Hide').fill('wl = reviews-v2')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^1 node and 2 edges hidden: show$/ }).waitFor()
    await eventually(() => settled(page)).toEqual({
      nodes: whole.nodes - 1,
      edges: whole.edges - 2,
    })
    await eventually(() => totals.allInnerTexts()).toEqual(sums)
    await showAs(page, 'Table')
    await eventually(async () => (await tableRows(page)).length).toBe(whole.edges - 2)
    expect((await tableRows(page)).filter((row) => row.includes('reviews-v2'))).toEqual([])

    await page.reload()
    await eventually(async () => (await tableRows(page)).length).toBe(whole.edges - 2)
    await page.getByRole('button', { name: /hidden: show$/ }).click()
    await eventually(async () => (await tableRows(page)).length).toBe(whole.edges)
    await eventually(() => parameter(page, 'hide')).toBeNull()
    await page.goBack()
    await eventually(() => field(page, 'Hide').inputValue()).toBe('wl = reviews-v2')
  })

  it('says under the field what it cannot read, where, and the way out', async () => {
    const page = await open()
    await field(page, 'Find').fill('ns = bookinfo and htpin > 1')
    await page.keyboard.press('Enter')
    const alert = page.getByRole('alert').filter({ hasText: 'Find:' })
    await alert.waitFor()
    await eventually(() => alert.innerText()).toBe(
      'Find: There is no “htpin” to ask for: did you mean httpin?',
    )
    await eventually(() => page.locator('mark').innerText()).toBe('htpin')
    expect(await severeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'httpin', exact: true }).click()
    await eventually(() => parameter(page, 'find')).toBe('ns = bookinfo and httpin > 1')
    await eventually(() => alert.count()).toBe(0)
  })

  it('takes a preset, shows what it looks at, and keeps both over a reload', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Presets to find' }).click()
    await page.getByRole('menuitem', { name: /^Nodes with the most edges/ }).click()
    await eventually(() => parameter(page, 'rank')).toBe('inbound,outbound')
    await eventually(() => parameter(page, 'find')).toBe('rank <= 2')
    await page.getByText('Ranks are written on nodes now').waitFor()
    await page.getByText(/^[1-9]\d* found$/).waitFor()
    const found = await page.getByText(/^\d+ found$/).innerText()
    await page.reload()
    await settled(page)
    await eventually(() => page.getByText(/^\d+ found$/).innerText()).toBe(found)
    await eventually(() => field(page, 'Find').inputValue()).toBe('rank <= 2')
  })

  it('writes facets as expressions', async () => {
    const page = await open()
    const { edges } = await settled(page)
    await page.getByRole('button', { name: 'Facets' }).click()
    const facets = page.getByRole('dialog', { name: 'Facets' })
    const http = facets.getByRole('checkbox', { name: /^HTTP \d+$/ })
    await http.click()
    await eventually(() => parameter(page, 'find')).toBe('protocol = http')
    const amount = Number(/\d+$/.exec(await facets.getByText(/^HTTP \d+$/).innerText())?.[0])
    await page.getByText(`${amount} found`).waitFor()
    expect(amount).toBeLessThanOrEqual(edges)
    expect(await severeFindings(page)).toEqual([])
    await http.click()
    await eventually(() => parameter(page, 'find')).toBeNull()
    await facets.getByRole('button', { name: 'Hide all of' }).click()
    await facets.getByRole('checkbox', { name: /^bookinfo \d+$/ }).click()
    await page.keyboard.press('Escape')
    await page.getByText('All of it is hidden').waitFor()
    await page.getByRole('button', { name: 'Show what is hidden' }).click()
    await eventually(async () => (await settled(page)).edges).toBe(edges)
  })

  it('explains the language, and tries an example', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Presets to hide' }).click()
    await page.getByRole('menuitem', { name: 'How to write your own' }).click()
    const help = page.getByRole('dialog', { name: 'Find and hide' })
    for (const tab of ['Nodes', 'Edges', 'Operators', 'Usage notes', 'Examples']) {
      await help.getByRole('tab', { name: tab }).click()
    }
    expect(await severeFindings(page)).toEqual([])
    await help.getByRole('button', { name: 'httpin > 0.5' }).click()
    await eventually(() => parameter(page, 'find')).toBe('httpin > 0.5')
    await eventually(() => page.getByText(/^\d+ found$/).count()).toBe(1)
  })

  it('finds by labels, which are asked for only then', async () => {
    const page = await open()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await field(page, 'Find').fill('label:version = v2')
    await page.keyboard.press('Enter')
    await page.getByText('1 found').waitFor()
    expect(asked.filter((url) => url.includes('labels=true')).length).toBeGreaterThan(0)
  })

  it('draws unhealthy edges alone, in the table too', async () => {
    const page = await open('graph?type=workload&open=all&refresh=paused&edges=unhealthy')
    const hidden = page.getByRole('button', { name: /hidden: show$/ })
    await hidden.waitFor()
    const isLeft = async (): Promise<boolean> => {
      const { edges } = await settled(page)
      const words = (await hidden.getAttribute('aria-label')) ?? ''
      return edges > 0 && edges < Number(/(\d+) edges? hidden/.exec(words)?.[1])
    }
    await eventually(isLeft).toBe(true)
    const left = (await settled(page)).edges
    await showAs(page, 'Table')
    await eventually(async () => (await tableRows(page)).length).toBe(left)
    await page.getByRole('button', { name: /hidden: show$/ }).click()
    await eventually(async () => (await tableRows(page)).length).toBeGreaterThan(left)
  })
})
