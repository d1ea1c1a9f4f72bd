import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'
import { launchBrowser, openPage, settled } from './open-page.ts'
import { severeFindings } from './severe-findings.ts'

const bookinfo = 'graph?namespaces=bookinfo&type=workload'
const edge = encodeURIComponent(
  'workload:Kubernetes/bookinfo/productpage-v1→workload:Kubernetes/bookinfo/details-v1',
)

const views = [
  { desc: 'the picture', path: bookinfo },
  { desc: 'the table', path: `${bookinfo}&as=table` },
  { desc: 'the table of nodes', path: `${bookinfo}&as=nodes` },
  { desc: 'the picture with an edge selected', path: `${bookinfo}&select=${edge}` },
]

describe.skipIf(!available('chromium'))('accessibility', () => {
  let server: ConsoleProcess
  let browser: Browser

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startConsoleProcess(), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    it.each(views)('has no severe finding in $desc', async ({ path }) => {
      const { page, close } = await openPage(browser, server.url, { path, scheme })
      if (path.includes('as='))
        await page.getByRole('region', { name: /^(Edges|Nodes)$/ }).waitFor()
      else await settled(page)
      if (path.includes('select=')) await page.getByText('All of it').waitFor()
      expect(await severeFindings(page)).toEqual([])
      await close()
    })

    it('has no severe finding with menus and pop-overs open', async () => {
      const { page, close } = await openPage(browser, server.url, { path: bookinfo, scheme })
      await settled(page)
      await page.getByRole('button', { name: /back ends reached/ }).click()
      await page.getByRole('dialog', { name: 'Back ends' }).getByText('istio').first().waitFor()
      expect(await severeFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Namespaces: / }).click()
      await page.getByRole('checkbox', { name: /^bookinfo/ }).waitFor()
      expect(await severeFindings(page)).toEqual([])
      await page.getByRole('button', { name: 'Apply' }).click()
      await page.getByRole('button', { name: 'Evidence for Traffic' }).click()
      const evidence = page.getByRole('dialog', { name: 'Evidence for Traffic' })
      await evidence
        .getByText(/over 1 min/)
        .first()
        .waitFor()
      expect(await severeFindings(page)).toEqual([])
      await close()
    })
  })
})
