import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { eventually, eventuallyAnew, settled as pictureStands, type Visitor } from './open-page.ts'
import { severeFindings, severeFindingsInEachScheme } from './severe-findings.ts'
import { ownConsole, setStage } from './stage.ts'

const object = 'config?object=networking.istio.io/VirtualService/broken/nobody-home'
const editor = `${object}&task=edit`

interface Seen {
  readonly errors: string // of all, on the overview
  readonly isListed: boolean
  readonly isInGraph: boolean
}

describe.skipIf(!available('chromium'))('the editor on the lab', () => {
  const stage = setStage({ start: () => ownConsole() })

  async function open(visitor: Visitor): Promise<Page> {
    const page = await stage.open(visitor)
    await page.locator('.cm-content').waitFor()
    await settled(page)
    return page
  }

  /** What is said is said of the text that is there. */
  const settled = (page: Page): Promise<void> =>
    page.locator('.al-editor[data-checked="true"]').waitFor()

  const contentOf = (page: Page): Promise<string> => page.locator('.cm-content').innerText()

  /** Goes by keyboard to the end of the line that has this text. */
  async function toLine(page: Page, text: string): Promise<void> {
    await page.locator('.cm-line', { hasText: text }).first().click()
    await page.keyboard.press('End')
  }

  const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: 10 })

  /** Creates a route of bookinfo that anybody may break. */
  async function create(page: Page, name: string): Promise<void> {
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('networking.istio.io/Sidecar')
    await page.getByRole('combobox', { name: 'Namespace' }).selectOption('travel-portal')
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.locator('.cm-content').waitFor()
    await settled(page)
  }

  it('shows a finding at its line while it is typed, takes the repair, compares and saves', async () => {
    const page = await open({ path: editor })
    await page.getByText('MC200').first().waitFor()
    await eventually(() => page.locator('.cm-lint-marker-error').count()).toBeGreaterThan(0)
    await page
      .getByRole('button', { name: /^Repair/ })
      .first()
      .click()
    await settled(page)
    await eventually(() => contentOf(page)).not.toContain('odrers')
    await page.getByRole('button', { name: 'Difference' }).click()
    await eventually(() => page.locator('.cm-deletedText').allInnerTexts()).not.toEqual([])
    await page.locator('.cm-content').focus()
    await page.keyboard.press('Control+s')
    await page.getByText(/Saved/).first().waitFor()
    await page.getByRole('link', { name: 'Back to the object' }).click()
    await eventually(() => page.locator('.al-config').innerText()).not.toContain('MC200')
    await page.goto(stage.at('config?namespaces=broken&rules=MC200&find=nobody-home'))
    await page.getByText('Nothing fits').waitFor()
  })

  /** What the overview, the list and the picture say of the route of bookinfo. */
  async function seenOf(page: Page): Promise<Seen> {
    const goTo = (path: string): Promise<unknown> => page.goto(stage.at(path))
    await goTo('overview')
    const counts = page.getByRole('region', { name: 'Configuration' })
    const errors = await counts.getByRole('link', { name: /^\d+ errors$/ }).innerText()
    await goTo('config?namespaces=bookinfo&rules=MC211')
    await page.locator('.al-config[data-settled="true"]').waitFor()
    const isListed = (await page.getByRole('link', { name: 'bookinfo', exact: true }).count()) > 0
    const id = encodeURIComponent('workload:Kubernetes/bookinfo/productpage-v1')
    await goTo(`graph?namespaces=bookinfo&type=workload&open=all&select=${id}`)
    await pictureStands(page)
    const panel = page.getByRole('complementary', { name: 'Details' })
    await panel.getByRole('heading', { name: 'productpage-v1', exact: true }).waitFor()
    const beside = panel.getByRole('list', { name: 'Objects with findings' }).locator('li')
    const isInGraph = (await beside.allInnerTexts()).some((text) => text.includes('MC211'))
    return { errors, isListed, isInGraph }
  }

  it('shows what is broken at its line while it is typed, and everywhere until the repair is saved', async () => {
    const path = 'config?object=networking.istio.io/VirtualService/bookinfo/bookinfo&task=edit'
    const page = await stage.open()
    const before = await seenOf(page)
    expect(before).toMatchObject({ isListed: false, isInGraph: false })
    await page.goto(stage.at(path))
    await settled(page)
    await toLine(page, 'number: 9080')
    await page.getByRole('complementary', { name: 'Field of this line' }).waitFor()
    await type(page, '1')
    await settled(page)
    const line = page.locator('.cm-line', { hasText: 'number: 90801' })
    await line.locator('.cm-lintRange-error').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save all the same' }).click()
    await page.getByText(/Saved/).first().waitFor()
    await eventuallyAnew(() => seenOf(page)).toMatchObject({ isListed: true, isInGraph: true })
    expect((await seenOf(page)).errors).not.toBe(before.errors)

    await page.goto(stage.at(path))
    await settled(page)
    await page.getByRole('button', { name: 'Repair: Send to port 9080' }).click()
    await settled(page)
    await eventually(() => line.count()).toBe(0)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/Saved/).first().waitFor()
    await eventuallyAnew(() => seenOf(page)).toEqual(before)
  })

  it('creates from an example, completes by the schema, and shows it in the list', async () => {
    const page = await stage.open({ path: 'config' })
    await page.getByRole('link', { name: 'New object' }).click()
    await create(page, 'made-here')
    await toLine(page, 'spec:')
    await page.keyboard.press('Enter')
    await type(page, 'outb')
    const options = page.locator('.cm-tooltip-autocomplete')
    await options.getByText('outboundTrafficPolicy').click()
    await type(page, 'mode: REG')
    await options.getByText('REGISTRY_ONLY').click()
    await settled(page)
    await eventually(() => contentOf(page)).toMatch(/outboundTrafficPolicy:\s+mode: REGISTRY_ONLY/)
    await page.getByRole('button', { name: 'Dry run' }).click()
    await page.getByText('the cluster would take it').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const anyway = page.getByRole('button', { name: 'Save all the same' })
    const saved = page.getByText('An Event beside the object')
    await saved.or(anyway).first().waitFor()
    if (await anyway.isVisible()) await anyway.click()
    await saved.waitFor()
    await page.goto(stage.at('config?find=made-here'))
    await page.getByRole('link', { name: 'made-here' }).waitFor()
    await page.goto(
      stage.at('config?object=networking.istio.io/Sidecar/travel-portal/made-here&task=history'),
    )
    await page.getByText('by update').waitFor()
    await page.getByText('Created', { exact: true }).waitFor()
  })

  it('keeps a draft over a reload and gives it back only when asked', async () => {
    const path = 'config?object=networking.istio.io/DestinationRule/broken/gone&task=edit'
    const page = await open({ path })
    const before = await contentOf(page)
    await toLine(page, 'spec:')
    await page.keyboard.press('Enter')
    await type(page, '# a thought')
    await settled(page)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.getByText('A draft of yours').waitFor()
    expect(await contentOf(page)).toBe(before)
    await page.getByRole('button', { name: 'Take it up' }).click()
    await eventually(() => contentOf(page)).toContain('# a thought')
    await page.getByRole('link', { name: 'Configuration', exact: true }).first().click()
    const guard = page.getByRole('dialog', { name: 'Leave without saving?' })
    await guard.getByRole('button', { name: 'Stay' }).click()
    await page.getByRole('button', { name: 'Undo all' }).click()
    await eventually(() => contentOf(page)).toBe(before)
  })

  it('puts together what two have changed', async () => {
    const path = 'config?object=networking.istio.io/VirtualService/broken/orders&task=edit'
    const page = await open({ path })
    const other = await page.context().newPage()
    await other.goto(stage.at(path))
    await other.locator('.al-editor[data-checked="true"]').waitFor()
    await toLine(other, 'metadata:')
    await other.keyboard.press('Enter')
    await other.keyboard.type('labels:')
    await other.keyboard.press('Enter')
    await other.keyboard.type('theirs: "yes"')
    await settled(other)
    await other.getByRole('button', { name: 'Save', exact: true }).click()
    await other.getByText(/Saved/).first().waitFor()
    await other.close()
    await toLine(page, 'metadata:')
    await page.keyboard.press('Enter')
    await page.keyboard.type('annotations:')
    await page.keyboard.press('Enter')
    await page.keyboard.type('mine: "yes"')
    await settled(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = page.getByRole('region', { name: 'Conflict' })
    await conflict.getByRole('group', { name: 'What they changed' }).getByText('theirs').waitFor()
    await conflict.getByRole('button', { name: 'Put both together' }).click()
    await eventually(() => contentOf(page)).toMatch(/theirs[^]*mine|mine[^]*theirs/)
    await settled(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/Saved/).first().waitFor()
  })

  it('asks for the name before it deletes what others use', async () => {
    const page = await stage.open({
      path: 'config?object=networking.istio.io/DestinationRule/bookinfo/reviews',
    })
    await page.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    const remove = dialog.getByRole('button', { name: 'Delete' })
    await dialog
      .getByText(/Used by|would appear|Nobody is seen/)
      .first()
      .waitFor()
    const field = dialog.getByRole('textbox', { name: 'Name of the object' })
    if (await field.isVisible()) {
      expect(await remove.isEnabled()).toBe(false)
      await field.fill('reviews')
    }
    expect(await severeFindings(page)).toEqual([])
    await remove.click()
    await page.getByRole('heading', { level: 1, name: 'Configuration' }).waitFor()
  })

  it('has no severe finding of accessibility in the editor, light or dark', async () => {
    const path = 'config?object=networking.istio.io/VirtualService/broken/orders&task=edit'
    const page = await open({ path })
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
