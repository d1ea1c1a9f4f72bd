import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from '../servers/availability.ts'
import { startConsoleProcess } from '../support/console-process.ts'
import { startSeveralClusters, type SeveralClusters } from '../support/several-clusters.ts'
import { eventually, settled, tableRows } from './open-page.ts'
import { severeFindingsInEachScheme } from './severe-findings.ts'
import { setStage } from './stage.ts'

describe.skipIf(!available('chromium'))('a kubeconfig of several contexts', () => {
  let clusters: SeveralClusters
  const stage = setStage({
    start: async () => {
      clusters = await startSeveralClusters()
      const served = await startConsoleProcess(clusters.args)
      const stop = async (): Promise<void> => {
        await served.stop()
        await clusters.stop()
      }
      return { url: served.url, stop }
    },
    // The browser itself writes down that a context cannot be opened.
    isMeant: (complaint) => complaint.startsWith('Failed to load resource: '),
  })

  async function chooseContext(page: Page, from: string, to: string): Promise<void> {
    await page.getByRole('button', { name: `Context: ${from}` }).click()
    await page.getByRole('option', { name: new RegExp(`^${to}`) }).click()
    await page.getByRole('button', { name: `Context: ${to}` }).waitFor()
  }

  /** What the status says of everything behind the console. */
  async function readStatus(page: Page): Promise<string> {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /back end|reached|No / })
      .click()
    const details = page.getByRole('dialog', { name: 'Back ends' })
    await details.getByRole('heading', { name: 'Meshes' }).waitFor()
    const text = await details.innerText()
    await page.keyboard.press('Escape')
    await details.waitFor({ state: 'detached' })
    return text
  }

  const namespaceChoices = async (page: Page): Promise<string> => {
    await page.getByRole('button', { name: /^Namespaces: / }).click()
    await page.getByRole('checkbox').first().waitFor()
    const text = (await page.getByRole('menuitem').allInnerTexts()).join('\n')
    await page.keyboard.press('Escape')
    return text
  }

  it('switches from one cluster to another and leaves no row of the old one', async () => {
    const { onlyInWest } = clusters
    const page = await stage.open({
      path: 'graph?type=workload&open=all&as=table&context=west',
    })
    await eventually(async () => (await tableRows(page)).join('\n')).toContain(`(${onlyInWest})`)
    await eventually(() => readStatus(page)).toContain(clusters.west.prometheusUrl)
    await eventually(() => namespaceChoices(page)).toContain(onlyInWest)
    await page
      .getByRole('button', { name: new RegExp(`\\(${onlyInWest}\\) calls`) })
      .first()
      .press('Enter')
    await eventually(() => new URL(page.url()).searchParams.get('select')).toContain(onlyInWest)

    await chooseContext(page, 'west', 'east')
    await eventually(() => new URL(page.url()).search).toBe('?context=east&type=workload&as=table')
    await page.getByRole('button', { name: /^live, / }).waitFor()
    await eventually(async () => (await tableRows(page)).length).toBeGreaterThan(5)
    expect(await page.locator('body').innerText()).not.toContain(onlyInWest)
    expect(await namespaceChoices(page)).not.toContain(onlyInWest)
    await eventually(() => readStatus(page)).toContain(clusters.east.prometheusUrl)
    expect(await readStatus(page)).not.toContain(clusters.west.prometheusUrl)

    await page.getByRole('button', { name: 'Picture', exact: true }).click()
    expect((await settled(page)).nodes).toBeGreaterThan(5)
    expect(await page.locator('body').innerText()).not.toContain(onlyInWest)
    await page.goBack()
    await page.goBack()
    await page.getByRole('button', { name: 'Context: west' }).waitFor()
    await eventually(async () => (await tableRows(page)).join('\n')).toContain(`(${onlyInWest})`)
    expect(stage.takeComplaints()).toEqual([])
  })

  it('says of a cluster without a mesh what was looked for, and shows nothing of another', async () => {
    const page = await stage.open({ path: 'graph?as=table' })
    await eventually(async () => (await tableRows(page)).length).toBeGreaterThan(5)
    await chooseContext(page, 'east', 'empty')
    await page.getByRole('heading', { name: 'No mesh found' }).waitFor()
    expect(await tableRows(page)).toEqual([])
    const main = page.getByRole('main')
    await eventually(() => main.innerText()).toMatch(/Looked for: .*app=istiod/)
    expect(await main.innerText()).not.toMatch(/productpage|bookinfo/)
    await eventually(() => readStatus(page)).toMatch(/No mesh found[^]*Looked for:[^]*app=istiod/)
    await eventually(() => readStatus(page)).toContain('No metric store was found in this cluster.')
  })

  it('finds the mesh in another namespace, with its components and older proxies', async () => {
    const page = await stage.open({
      path: 'graph?context=elsewhere',
    })
    await page.getByRole('button', { name: 'Context: elsewhere' }).waitFor()
    await page.getByRole('button', { name: '1 back end reached' }).waitFor()
    await eventually(() => readStatus(page)).toMatch(
      /mesh-control\/istiod 1\.29\.1\s+control plane, 2 of 2 ready/,
    )
    await eventually(() => readStatus(page)).toMatch(
      /3 proxies 1\.28\.4\s+older than the control plane, still supported/,
    )
  })

  it('says what is wrong with a context that cannot be opened, and leads back', async () => {
    const page = await stage.open({ path: 'graph?context=broken' })
    await page.getByRole('heading', { name: 'This context cannot be looked at' }).waitFor()
    await page.getByText(/names the cluster "broken-cluster", which is not there/).waitFor()
    await page.getByRole('button', { name: 'Back to east' }).click()
    expect((await settled(page)).nodes).toBeGreaterThan(5)
  })

  it('has no severe finding with the menu or the status open, light or dark', async () => {
    const page = await stage.open({ path: 'graph?context=elsewhere' })
    await page.getByRole('button', { name: 'Context: elsewhere' }).click()
    await page.getByRole('option', { name: /^west/ }).waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '1 back end reached' }).click()
    await page.getByRole('list', { name: 'Proxies by version' }).waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
    await page.goto(stage.at('graph?context=broken'))
    await page.getByRole('heading', { name: 'This context cannot be looked at' }).waitFor()
    expect(await severeFindingsInEachScheme(page)).toEqual([])
  })

  it('needs no write for any of it', () => {
    const asked = clusters.requests()
    expect(asked.length).toBeGreaterThan(50)
    expect(asked.filter((line) => !/^\w+ GET /.test(line))).toEqual([])
  })
})
