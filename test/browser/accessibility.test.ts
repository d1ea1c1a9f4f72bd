import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { settled } from './open-page.ts'
import { severeFindingsInEachScheme } from './severe-findings.ts'
import { setStage, sharedConsole } from './stage.ts'

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
  const { open } = setStage({ start: sharedConsole })

  it.each(views)('has no severe finding in $desc, light or dark', async ({ path }) => {
    const page = await open({ path })
    if (path.includes('as=')) await page.getByRole('region', { name: /^(Edges|Nodes)$/ }).waitFor()
    else await settled(page)
    if (path.includes('select=')) await page.getByText('All of it').waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })

  it('has no severe finding with menus and pop-overs open, light or dark', async () => {
    const page = await open({ path: bookinfo })
    await settled(page)
    await page.getByRole('button', { name: /back ends reached/ }).click()
    await page.getByRole('dialog', { name: 'Back ends' }).getByText('istio').first().waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Namespaces: / }).click()
    await page.getByRole('checkbox', { name: /^bookinfo/ }).waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: 'Evidence for Traffic' }).click()
    const evidence = page.getByRole('dialog', { name: 'Evidence for Traffic' })
    await evidence
      .getByText(/over 1 min/)
      .first()
      .waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })
})
