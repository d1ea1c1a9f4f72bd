import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { canvasOf, eventually, settled, showAs } from './open-page.ts'
import { severeFindingsInEachScheme } from './severe-findings.ts'
import { ownConsole, setStage } from './stage.ts'

const bookinfo = 'graph?namespaces=bookinfo&type=workload&open=all'

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' })
const edgeRows = (page: Page): Locator =>
  page.getByRole('region', { name: 'Edges' }).locator('tbody tr')

/** All that is told in numbers of the picture as a whole, and of which moment. */
async function numbersOf(page: Page): Promise<Readonly<Record<string, unknown>>> {
  const panel = panelOf(page)
  const totals = panel.getByRole('table', { name: 'Traffic of the picture' })
  return {
    at: await canvasOf(page).getAttribute('data-graph-at'),
    traffic: await totals.innerText(),
    answers: await panel.getByRole('region', { name: 'Answers' }).innerText(),
    members: await panel.getByRole('region', { name: 'Members' }).innerText(),
  }
}

describe.skipIf(!available('chromium'))('calls that are allowed and that nobody makes', () => {
  // One round of questions serves the whole file: what differs is what the layer has changed.
  const { open } = setStage({ start: () => ownConsole(['--poll-seconds', '600']) })

  async function switchLayer(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Display', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Allowed, silent' }).click()
    await page.keyboard.press('Escape')
  }

  const isOn = (page: Page): boolean => new URL(page.url()).searchParams.get('silent') === 'true'

  it('are drawn when they are asked for, and change no number', async () => {
    const page = await open({ path: bookinfo })
    const without = await settled(page)
    const numbers = await numbersOf(page)
    await showAs(page, 'Table')
    await edgeRows(page).first().waitFor()
    const calls = await edgeRows(page).allInnerTexts()
    expect(calls.filter((row) => row.includes('silent'))).toEqual([])

    await switchLayer(page)
    await eventually(() => isOn(page)).toBe(true)
    await page.getByText(`${without.edges + 1} edges`, { exact: true }).waitFor()
    const rowsThat = async (areSilent: boolean): Promise<string[]> =>
      (await edgeRows(page).allInnerTexts()).filter(
        (row) => row.includes('allowed, silent') === areSilent,
      )
    await eventually(() => rowsThat(true)).toEqual([
      expect.stringMatching(/^reviews-v1 .*\tratings-v1 .*\tunknown$/s),
    ])
    await eventually(() => rowsThat(false)).toEqual(calls)

    await showAs(page, 'Picture')
    const drawn = { nodes: without.nodes, edges: without.edges + 1 }
    await eventually(() => settled(page)).toEqual(drawn)
    await eventually(() => numbersOf(page)).toEqual(numbers)
    await page.reload()
    await eventually(() => settled(page)).toEqual(drawn)
    await eventually(() => numbersOf(page)).toEqual(numbers)

    await switchLayer(page)
    await eventually(() => settled(page)).toEqual(without)
    await eventually(() => isOn(page)).toBe(false)
  })

  it('name the object that allows them, and lead to it and back', async () => {
    const page = await open({ path: `${bookinfo}&silent=true&as=table` })
    await edgeRows(page).filter({ hasText: 'allowed, silent' }).click()
    const panel = panelOf(page)
    await panel.getByText(/allows this call by name, and nobody made it/).waitFor()
    const allowed = panel.getByRole('region', { name: 'Allowed by' })
    await allowed.getByText('Lets the caller in.').waitFor()
    // Nothing is measured of it.
    expect(await panel.getByRole('region', { name: 'Mutual TLS' }).count()).toBe(0)
    const address = page.url()
    await allowed.getByRole('link', { name: 'ratings-from-reviews' }).click()
    await page
      .getByRole('heading', { level: 1, name: 'AuthorizationPolicy ratings-from-reviews' })
      .waitFor()
    await page.goBack()
    await allowed.waitFor()
    expect(page.url()).toBe(address)
  })

  it('are not drawn into the past, of which nobody knows what was allowed', async () => {
    const page = await open({ path: `${bookinfo}&silent=true` })
    const now = await settled(page)
    const at = await canvasOf(page).getAttribute('data-graph-at')
    await page.goto(`${page.url()}&at=${at ?? ''}`)
    await eventually(() => settled(page)).toEqual({ nodes: now.nodes, edges: now.edges - 1 })
  })

  it('have no severe finding of axe, light or dark', async () => {
    const page = await open({ path: `${bookinfo}&silent=true&as=table` })
    await edgeRows(page).filter({ hasText: 'allowed, silent' }).click()
    await panelOf(page).getByRole('region', { name: 'Allowed by' }).waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
