import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { eventually, settled, type Visitor } from './open-page.ts'
import { severeFindingsInEachScheme } from './severe-findings.ts'
import { setStage, sharedConsole } from './stage.ts'

const specimens = 'config?namespaces=broken'
const orders = 'config?object=networking.istio.io/VirtualService/broken/orders'

describe.skipIf(!available('chromium'))('the configuration of the lab', () => {
  const stage = setStage({ start: sharedConsole })

  async function open(visitor: Visitor): Promise<Page> {
    const page = await stage.open(visitor)
    await page.locator('.al-config[data-settled="true"]').waitFor()
    return page
  }

  const rowsOf = (page: Page): Promise<string[]> =>
    page.getByRole('region', { name: 'Objects' }).locator('tbody tr').allInnerTexts()

  it('is reached from the graph, cut by state and text, and found again by its address', async () => {
    const page = await stage.open()
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Configuration').click()
    await page.getByRole('button', { name: /Errors$/ }).click()
    await page.getByRole('textbox', { name: 'Name, kind or message' }).fill('odrers')
    await eventually(() => rowsOf(page)).toEqual([expect.stringContaining('nobody-home')])
    await page.reload()
    await eventually(() => rowsOf(page)).toEqual([expect.stringMatching(/Error.*nobody-home/s)])
    await page.getByRole('button', { name: 'Show all' }).click()
    await eventually(async () => (await rowsOf(page)).length).toBeGreaterThan(50)
  })

  it('leads from a row to the object, its lines and its repair, and back', async () => {
    const page = await open({ path: specimens })
    await page.getByRole('link', { name: 'nobody-home' }).click()
    const text = page.getByRole('textbox', { name: 'VirtualService nobody-home as YAML' })
    await text.getByText(/^Error: MC200/).waitFor()
    await page.getByRole('button', { name: /^Repair/ }).click()
    const difference = page.getByRole('group', { name: 'What changes' })
    await eventually(() => difference.innerText()).toMatch(/odrers[^]*orders/)
    await page.goBack()
    await eventually(async () => (await rowsOf(page)).length).toBeGreaterThan(10)
  })

  it('brings the line of a finding into sight, by keyboard too', async () => {
    const page = await open({ path: orders })
    const link = page.getByRole('button', { name: /^line \d+$/ }).last()
    await page.locator('.cm-content').waitFor()
    await link.focus()
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.cm-editor.cm-focused').count()).toBe(1)
  })

  it('links what an object uses and who uses it', async () => {
    const page = await open({ path: 'config?object=/Service/broken/orders' })
    await page.getByRole('link', { name: 'orders-v1', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Deployment orders-v1' }).waitFor()
    await page.getByRole('link', { name: 'orders', exact: true }).waitFor()
  })

  it('shows as acknowledged what the object says to let be', async () => {
    const page = await open({
      path: 'config?object=networking.istio.io/DestinationRule/broken/gone',
    })
    await page.getByText('the service comes next week').first().waitFor()
    await eventually(() => page.locator('header .al-state-valid').count()).toBe(1)
  })

  it('leads from a finding to what it touches in the graph, and from there back', async () => {
    const page = await open({
      path: 'config?object=gateway.networking.k8s.io/HTTPRoute/broken/borrowed',
    })
    const touches = page.getByRole('list', { name: 'Touches' })
    await touches.getByRole('link', { name: 'bookinfo/reviews in the graph' }).click()
    await eventually(async () => (await settled(page)).nodes).toBeGreaterThan(0)
    const focus = new URL(page.url()).searchParams.get('focus') ?? ''
    expect(focus).toMatch(/^service:.*\/bookinfo\/reviews$/)
    await page.goto(`${page.url()}&select=${encodeURIComponent(focus)}`)
    const findings = page.getByRole('region', { name: 'Findings' })
    await findings.getByRole('link', { name: 'HTTPRoute borrowed' }).click()
    await page.getByRole('heading', { level: 1, name: 'HTTPRoute borrowed' }).waitFor()
  })

  it('says in the graph how much is wrong with a namespace, and leads to its list', async () => {
    const page = await stage.open({ path: 'graph?open=none&boxBy=' })
    await settled(page)
    const closed = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/validations/places')
      const { namespaces } = (await answer.json()) as {
        namespaces: { cluster: string; name: string }[]
      }
      return namespaces.find(({ name }) => name === 'istio-system') ?? null
    })
    expect(closed).not.toBeNull()
    const id = `namespace:${closed?.cluster ?? ''}/istio-system`
    await page.goto(`${page.url()}&select=${encodeURIComponent(id)}`)
    const findings = page.getByRole('region', { name: 'Findings' })
    await findings
      .getByText(/\d (error|warning|note)/)
      .first()
      .waitFor()
    await findings.getByRole('link').click()
    await eventually(() => rowsOf(page)).toContainEqual(expect.stringContaining('istio-system'))
  })

  it.each([
    { desc: 'the list', path: specimens },
    { desc: 'an object', path: orders },
  ])('has no severe finding of accessibility in $desc, light or dark', async ({ path }) => {
    const page = await open({ path })
    if (path === orders) {
      await page.locator('.cm-content').waitFor()
      await page.getByRole('button', { name: 'Why, and what to do' }).first().click()
      await page
        .getByRole('button', { name: /^Repair/ })
        .first()
        .click()
    } else {
      await page.getByRole('button', { name: 'Kinds: all' }).click()
    }
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
