import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { eventually, type Visitor } from './open-page.ts'
import { severeFindingsInEachScheme } from './severe-findings.ts'
import { consoleOnLab, isRefusal, setStage } from './stage.ts'

const route = 'config?object=networking.istio.io/VirtualService/bookinfo/bookinfo'
const foreign = 'config?object=networking.istio.io/VirtualService/payments/fraud'
const mayNot = (verb: string, place = 'bookinfo'): string =>
  `You may not ${verb} virtualservices.networking.istio.io in ${place}: ask for a role with that right.`

const rbac = 'rbac.authorization.k8s.io'
const editorOfTravel = {
  apiVersion: `${rbac}/v1`,
  kind: 'RoleBinding',
  metadata: { name: 'travel-edit', namespace: 'travel-agency' },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
  subjects: [{ apiGroup: rbac, kind: 'User', name: 'lab-travel' }],
}

const binding = [`RoleBinding.${rbac}`, 'travel-agency', 'travel-edit'] as const

describe.skipIf(!available('chromium'))('with the right to look at one namespace', () => {
  const stage = setStage({
    start: () => consoleOnLab({ args: ['--auth', 'token'] }),
    isMeant: isRefusal,
  })

  async function signIn(visitor: Visitor, token = 'lab-bookinfo'): Promise<Page> {
    const page = await stage.open(visitor)
    await page.getByRole('textbox', { name: 'Kubernetes bearer token' }).fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: token }).waitFor()
    return page
  }

  const button = (page: Page, name: string): Locator =>
    page.getByRole('button', { name, exact: true })

  it('shows an object to be read, and names the rights that are missing', async () => {
    const page = await signIn({ path: route })
    const look = page.getByRole('link', { name: 'Look at in the editor' })
    await look.waitFor()
    await eventually(() => look.getAttribute('title')).toBe(mayNot('update'))
    const remove = button(page, 'Delete')
    await eventually(() => remove.getAttribute('title')).toBe(mayNot('delete'))
    await eventually(() => remove.getAttribute('aria-disabled')).toBe('true')
    await remove.click({ force: true })
    expect(await page.getByRole('dialog').count()).toBe(0)

    await look.click()
    await page.locator('.al-editor[data-checked="true"]').waitFor()
    await page.getByText('Read only').waitFor()
    await page.getByText(mayNot('update'), { exact: true }).waitFor()
    await page.getByText(`Not judged: ${mayNot('update')}`).waitFor()
  })

  it('takes no letter into the editor, by any key', async () => {
    const page = await signIn({ path: `${route}&task=edit` })
    await page.locator('.al-editor[data-checked="true"]').waitFor()
    const content = page.locator('.cm-content')
    const before = await content.innerText()
    expect(await content.getAttribute('aria-readonly')).toBe('true')
    await page.locator('.cm-line', { hasText: 'spec:' }).click()
    for (const key of ['End', 'Enter', 'x', 'Tab', 'Backspace', 'Delete', 'Control+x', 'Control+s'])
      await page.keyboard.press(key)
    for (const name of ['Save', 'Dry run', 'Difference', 'Undo all'])
      expect(await button(page, name).isDisabled(), name).toBe(true)
    expect(await content.innerText()).toBe(before)
    expect(await page.getByText(/Not saved|^Saved/).count()).toBe(0)
    await page.getByRole('link', { name: 'Back to the object' }).click()
    await page.getByRole('link', { name: 'Look at in the editor' }).waitFor()
  })

  it('says whose objects may not even be read', async () => {
    const page = await signIn({ path: `${foreign}&task=edit` })
    await page.getByText(mayNot('get', 'payments')).waitFor()
    expect(await page.locator('.cm-content').count()).toBe(0)
    await page.goto(stage.at('config?namespaces=bookinfo,payments'))
    const rows = page.getByRole('region', { name: 'Objects' }).locator('tbody tr')
    await eventually(async () => (await rows.allInnerTexts()).length).toBeGreaterThan(2)
    expect((await rows.allInnerTexts()).filter((row) => row.includes('payments'))).toEqual([])
  })

  it('says before the first letter what may not be created', async () => {
    const page = await signIn({ path: 'config?task=create' })
    const kind = page.getByRole('combobox', { name: 'Kind' })
    await kind.selectOption('networking.istio.io/VirtualService')
    await page.getByRole('combobox', { name: 'Namespace' }).selectOption('bookinfo')
    await page.getByRole('textbox', { name: 'Name' }).fill('not-mine')
    await page.getByText('You may not create this here').waitFor()
    await page.getByText(mayNot('create')).waitFor()
    expect(await button(page, 'Begin').isDisabled()).toBe(true)
  })

  it('keeps what was typed when the right is taken away meanwhile, and says so', async () => {
    const { objects } = stage.served.lab
    if (objects.get(...binding) === null) objects.create(editorOfTravel)
    const path = 'config?object=networking.istio.io/VirtualService/travel-agency/cars&task=edit'
    const page = await signIn({ path }, 'lab-travel')
    const checked = page.locator('.al-editor[data-checked="true"]')
    await checked.waitFor()
    expect(await page.getByText('Read only').count()).toBe(0)
    objects.remove(...binding)

    await page.locator('.cm-line', { hasText: 'metadata:' }).click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('labels:', { delay: 10 })
    await page.keyboard.press('Enter')
    await page.keyboard.type('mine: "yes"', { delay: 10 })
    await checked.waitFor()
    await button(page, 'Save').click()
    await page.getByText('You may not do this').waitFor()
    await page.getByText(mayNot('update', 'travel-agency')).first().waitFor()
    expect(await page.locator('.cm-content').innerText()).toContain('mine: "yes"')
    const stored = objects.get('VirtualService.networking.istio.io', 'travel-agency', 'cars')
    expect(stored).not.toBeNull()
    expect(JSON.stringify(stored)).not.toContain('"mine"')
  })

  it('keeps a draft over a sign-in that has expired', async () => {
    const { objects } = stage.served.lab
    if (objects.get(...binding) === null) objects.create(editorOfTravel)
    const path = 'config?object=networking.istio.io/VirtualService/travel-agency/hotels&task=edit'
    const page = await signIn({ path }, 'lab-travel')
    await page.locator('.al-editor[data-checked="true"]').waitFor()
    await page.locator('.cm-line', { hasText: 'metadata:' }).click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('# a thought', { delay: 10 })
    const refused = { code: 'unauthenticated', message: 'The token has expired.', requestId: '1' }
    await page.route('**/api/v1/**', (route) =>
      route.fulfill({ status: 401, json: { error: refused } }),
    )
    await page.getByText('The token has expired.').waitFor()
    await page.unroute('**/api/v1/**')
    await page.getByRole('textbox', { name: 'Kubernetes bearer token' }).fill('lab-travel')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('A draft of yours').waitFor()
    await page.getByRole('button', { name: 'Take it up' }).click()
    await eventually(() => page.locator('.cm-content').innerText()).toContain('# a thought')
  })

  it('has no severe finding of axe, light or dark', async () => {
    const page = await signIn({ path: `${route}&task=edit` })
    await page.locator('.al-editor[data-checked="true"]').waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
