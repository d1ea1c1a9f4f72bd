import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from '#contract/setup.ts'
import { available } from '../servers/availability.ts'
import { freePort } from '../servers/ports.ts'
import { eventually, eventuallyAnew, settled, type Visitor } from './open-page.ts'
import { severeFindings, severeFindingsInEachScheme } from './severe-findings.ts'
import { ownConsole, setStage, sharedConsoleWithTokens } from './stage.ts'

const reviews = 'namespaces/bookinfo/workloads/reviews-v1'
const fraud = 'namespaces/payments/workloads/fraud-v2'

const search = (page: Page): URLSearchParams => new URL(page.url()).searchParams
const pathOf = (page: Page): string => new URL(page.url()).pathname
const rowsOf = (page: Page, name: string): Locator =>
  page.getByRole('grid', { name }).locator('tbody tr:not([aria-hidden])')
const cellsOf = (page: Page, column: string): Promise<string[]> =>
  page.locator(`tbody td[data-label="${column}"]`).allInnerTexts()
const settledPage = (page: Page): Promise<void> =>
  page.locator('[data-settled="true"]').first().waitFor()

/** What of a Deployment is needed to make it again. */
const deploymentSchema = z.object({
  ...{ apiVersion: z.string(), kind: z.string(), spec: z.unknown() },
  metadata: z.object({
    ...{ name: z.string(), namespace: z.string() },
    labels: z.record(z.string(), z.string()).optional(),
  }),
})

/** Records of a file whose texts are quoted and hold no line break. */
const readCsv = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    )

describe.skipIf(!available('chromium'))('lists and details on the lab', () => {
  let kubernetes: string
  const stage = setStage({
    start: async () => {
      const port = await freePort()
      kubernetes = `http://127.0.0.1:${port}`
      return await ownConsole(['--lab-kubernetes-port', String(port)])
    },
  })

  const open = (path: string, visitor: Visitor = {}): Promise<Page> =>
    stage.open({ path, ...visitor })

  it('leads from the menu to a list, cut, sorted and with chosen columns, and to the same as a file', async () => {
    const page = await open('')
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Workloads').click()
    await page.getByRole('button', { name: 'Namespaces: all' }).click()
    await page.getByRole('checkbox', { name: /^bookinfo/ }).click()
    await page.keyboard.press('Escape')
    await eventually(async () => [...new Set(await cellsOf(page, 'Namespace'))]).toEqual([
      'bookinfo',
    ])
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('re')
    await eventually(async () =>
      (await cellsOf(page, 'Name')).every((name) => name.includes('re')),
    ).toBe(true)
    await eventually(() => search(page).get('find')).toBe('re')
    await page.getByRole('columnheader', { name: 'Inbound' }).getByRole('button').click()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Versions' }).click()
    await page.getByRole('checkbox', { name: 'Labels' }).click()
    await page.keyboard.press('Escape')
    await eventually(() => Object.fromEntries(search(page))).toMatchObject({
      ...{ namespaces: 'bookinfo', find: 're', sort: 'rate' },
      columns: expect.stringContaining('versions') as string,
    })
    await page.getByRole('columnheader', { name: 'Labels' }).waitFor({ state: 'detached' })

    await page.reload()
    await page.getByRole('link', { name: 'reviews-v1' }).waitFor()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ])
    expect(saved.suggestedFilename()).toMatch(/^mesh-.*\.csv$/)
    const [head = [], ...records] = readCsv(await readFile(await saved.path(), 'utf8'))
    expect(head).toEqual(await page.getByRole('columnheader').allInnerTexts())
    const column = (name: string): string[] =>
      records.map((cells) => cells[head.indexOf(name)] ?? '')
    expect(column('Name').sort()).toEqual((await cellsOf(page, 'Name')).sort())
    expect(column('Name')).toContain('reviews-v3')
    expect(new Set(column('Versions'))).toContain('v3')
    const rates = column('Inbound').map(Number)
    expect(rates).toEqual([...rates].sort((one, other) => other - one))
    const byRate = page.getByRole('columnheader', { name: 'Inbound' })
    expect(await byRate.getAttribute('aria-sort')).toBe('descending')
    expect(Math.max(...rates)).toBeGreaterThan(0)
  })

  it('shows of a workload what it is, its charts, its lines and its traces, and goes back to the list as it was', async () => {
    const page = await open('workloads?namespaces=bookinfo&sort=name')
    await page.getByRole('link', { name: 'reviews-v1' }).click()
    await page.getByRole('heading', { level: 1, name: /reviews-v1/ }).waitFor()
    await page
      .getByRole('region', { name: 'Pods', exact: true })
      .getByText(/^reviews-v1-/)
      .first()
      .waitFor()
    await page.getByRole('region', { name: 'Called by' }).getByText('productpage-v1').waitFor()

    await page.getByRole('tab', { name: 'Inbound metrics' }).click()
    await eventually(() => page.locator('.al-chart[data-settled="true"]').count()).toBeGreaterThan(
      3,
    )
    await page.getByRole('tab', { name: 'Logs' }).click()
    await eventually(() => page.locator('.al-logs-row').count()).toBeGreaterThan(5)
    await page.getByRole('tab', { name: 'Traces' }).click()
    const traces = page.getByRole('region', { name: 'Found traces' }).getByRole('link')
    await eventually(() => traces.count()).toBeGreaterThan(0)

    for (const tab of ['logs', 'inbound', null]) {
      await page.goBack()
      await eventually(() => search(page).get('tab')).toBe(tab)
    }
    await page.getByRole('region', { name: 'What it is' }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'reviews-v2' }).waitFor()
    expect(`${pathOf(page)}?${search(page).toString()}`).toBe(
      '/workloads?namespaces=bookinfo&sort=name',
    )
  })

  it('leads from the overview to where the errors start, and to its place in the graph', async () => {
    const page = await open('overview?problems=all')
    const wrong = page.getByRole('region', { name: 'What is wrong now' })
    const start = wrong
      .getByRole('listitem')
      .filter({ hasText: 'It starts here' })
      .filter({ has: page.getByRole('link', { name: 'fraud-v2', exact: true }) })
      .first()
    await start
      .getByText(/% of .*requests|errors/)
      .first()
      .waitFor()
    await start.getByRole('link', { name: 'Graph' }).click()
    expect((await settled(page)).nodes).toBeGreaterThan(1)
    await page.goBack()
    await start.getByRole('link', { name: 'fraud-v2', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /fraud-v2/ }).waitFor()
    await page.getByRole('region', { name: 'Called by' }).getByRole('row').nth(1).waitFor()
    expect(pathOf(page)).toBe(`/${fraud}`)
  })

  it('leads from a count of the overview to the list that is cut to it', async () => {
    const page = await open('overview')
    const card = page.getByRole('region', { name: 'Workloads' })
    const failing = card.getByRole('link', { name: /failure$/ })
    const told = Number.parseInt(await failing.innerText(), 10)
    await failing.click()
    expect(told).toBeGreaterThan(0)
    await eventually(() => search(page).get('health')).toBe('failure')
    await eventually(() => rowsOf(page, 'Workloads').count()).toBeGreaterThan(0)
    await eventually(async () => [...new Set(await cellsOf(page, 'Health'))].join()).toMatch(
      /^Failure\s+of [^,]*(,Failure\s+of [^,]*)*$/,
    )
  })

  it('leads from the panel of the graph to the page of what is selected', async () => {
    const page = await open('graph?namespaces=payments&open=all&type=workload')
    await settled(page)
    const id = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/graph?namespaces=payments&open=all&type=workload')
      const { nodes } = (await answer.json()) as { nodes: { id: string }[] }
      return nodes.find((node) => node.id.endsWith('/fraud-v2'))?.id ?? ''
    })
    await page.goto(`${page.url()}&select=${encodeURIComponent(id)}`)
    await page
      .getByRole('navigation', { name: /^Pages about/ })
      .getByRole('link', { name: 'Overview' })
      .click()
    await page.getByRole('heading', { level: 1, name: /fraud-v2/ }).waitFor()
    expect(pathOf(page)).toBe(`/${fraud}`)
  })

  it('goes from the lock in the masthead to the mesh, by picture, panel and table', async () => {
    const page = await open('overview')
    await page.getByRole('link', { name: /^mTLS in part/ }).click()
    await page.getByRole('button', { name: /^istiod-1-30-0/ }).click()
    const panel = page.getByRole('complementary', { name: 'Details' })
    await panel.getByText('6 of 6 proxies connected').waitFor()
    await panel.getByRole('tab', { name: 'Settings' }).click()
    await panel.getByText(/rootNamespace: istio-system/).waitFor()
    expect(await severeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    await page.getByRole('grid', { name: 'Parts of the mesh' }).waitFor()
    await eventually(() => search(page).get('as')).toBe('table')
    const kinds = (): Promise<string[]> => cellsOf(page, 'Kind')
    await eventually(kinds).toEqual(
      expect.arrayContaining(['Data plane', 'Waypoint', 'Metric store']),
    )
    expect((await kinds()).filter((kind) => kind === 'Control plane')).toHaveLength(2)
    await panel.getByRole('tab', { name: 'Charts' }).click()
    // Charts out of sight are not asked for.
    await panel.locator('[aria-label="CPU"]').scrollIntoViewIfNeeded()
    await panel.locator('[aria-label="CPU"][data-settled="true"] path').first().waitFor()
    expect(await severeFindings(page)).toEqual([])
  })

  it('is sorted and gone through by keyboard', async () => {
    const page = await open('services?namespaces=bookinfo')
    await page.getByRole('link', { name: 'reviews', exact: true }).waitFor()
    const byName = page.getByRole('columnheader', { name: 'Name', exact: true })
    const focused = (): Promise<string> => page.locator(':focus').innerText()
    await byName.getByRole('button').focus()
    await page.keyboard.press('Enter')
    await eventually(() => byName.getAttribute('aria-sort')).toBe('ascending')
    await eventually(() => page.locator('.al-list').getAttribute('data-settled')).toBe('true')
    const isSorted = (names: readonly string[]): boolean =>
      names.length > 3 && [...names].sort().join() === names.join()
    await eventually(async () => isSorted(await cellsOf(page, 'Name'))).toBe(true)
    const sorted = await cellsOf(page, 'Name')
    // Who sorts stays where they are, and may turn the order round.
    expect(await focused()).toBe('Name')
    await page.keyboard.press('Enter')
    await eventually(() => search(page).get('order')).toBe('desc')
    await eventually(() => cellsOf(page, 'Name')).toEqual(sorted.toReversed())
    for (let step = 0; step < 40 && (await focused()) !== 'reviews'; step++)
      await page.keyboard.press('Tab')
    expect(await focused()).toBe('reviews')
    await page.keyboard.press('Enter')
    await eventually(() => pathOf(page)).toBe('/namespaces/bookinfo/services/reviews')
    const tab = page.getByRole('tab', { name: 'Overview' })
    await tab.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await eventually(() => search(page).get('tab')).toBe('traffic')
  })

  it('changes labels of a namespace, and loses nothing when somebody else was faster', async () => {
    const place = new URL('/api/v1/namespaces/travel-portal', kubernetes)
    const label = (labels: Readonly<Record<string, string | null>>): Promise<Response> =>
      fetch(place, {
        method: 'PATCH',
        headers: { 'content-type': 'application/merge-patch+json' },
        body: JSON.stringify({ metadata: { labels } }),
      })
    await label({ team: null, since: null }) // a second run begins as the first did
    const page = await open('namespaces')
    await page.getByRole('link', { name: 'travel-portal', exact: true }).click()
    await page.getByRole('region', { name: 'Details' }).waitFor()
    const labels = page.getByRole('region', { name: 'Labels' })
    await eventually(() => labels.innerText()).not.toMatch(/\bteam\b/)
    await page.getByRole('button', { name: 'Edit labels' }).click()
    await page.getByRole('button', { name: 'Add another' }).click()
    await page.keyboard.type('team')
    await page.keyboard.press('Tab')
    await page.keyboard.type('mine')
    expect((await label({ team: 'theirs', since: 'now' })).status).toBe(200)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = page.getByRole('region', { name: 'Conflict' })
    await conflict.getByText('not there').waitFor()
    await conflict.getByRole('radio', { name: /^Mine of team/ }).waitFor()
    expect(await severeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Go on with these' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await labels.getByText('Saved').first().waitFor()
    await eventually(async () => (await fetch(place)).json()).toMatchObject({
      metadata: { labels: { team: 'mine', since: 'now' } },
    })
  })

  it('shows in small who calls whom in a namespace and around a service', async () => {
    const page = await open('namespaces/bookinfo')
    expect((await settled(page)).edges).toBeGreaterThan(2)
    await page.goto(stage.at('namespaces/bookinfo/services/reviews'))
    expect((await settled(page)).nodes).toBeGreaterThan(2)
  })

  /** What is wider than its place at 800 px. */
  async function expectNarrow(page: Page): Promise<void> {
    await page.setViewportSize({ width: 800, height: 900 })
    await settledPage(page)
    const tooWide = (): Promise<string[]> =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll('html, main, main > *, .al-catalog')]
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.tagName + ' ' + one.className)`,
      )
    await eventually(tooWide).toEqual([])
  }

  it.each(['overview', 'namespaces', 'namespaces/payments', 'workloads', 'services', reviews])(
    'needs no sideways scrolling of the page at 800 px: %s',
    async (path) => expectNarrow(await open(path)),
  )

  it('has room for a name of 253 characters with 300 labels, and changes one of them', async () => {
    const name = 'n'.repeat(253)
    const labels = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`label-${index}`, 'v'.repeat(63)]),
    )
    const post = async (path: string, object: object): Promise<void> => {
      const headers = { 'content-type': 'application/json' }
      const ask = { method: 'POST', headers, body: JSON.stringify(object) }
      // 409: a second run begins as the first did.
      expect([201, 409]).toContain((await fetch(new URL(path, kubernetes), ask)).status)
    }
    await post('/api/v1/namespaces', {
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'wide' } },
    })
    await post('/apis/apps/v1/namespaces/wide/deployments', {
      ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
      metadata: { name, namespace: 'wide', labels },
      spec: {
        ...{ replicas: 0, selector: { matchLabels: { app: 'wide' } } },
        template: {
          metadata: { labels: { app: 'wide' } },
          spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
        },
      },
    })
    const page = await open('workloads?namespaces=wide')
    await eventuallyAnew(async () => {
      await page.reload()
      await settledPage(page)
      return cellsOf(page, 'Name')
    }).toEqual([name])
    await expectNarrow(page)
    await page.getByRole('link', { name }).click()
    await page.getByRole('region', { name: 'What it is' }).waitFor()
    await expectNarrow(page)
    await page.getByRole('button', { name: 'Edit labels', exact: true }).click()
    const last = page.getByRole('textbox', { name: 'Value of label-299' })
    await last.fill('w')
    await page.getByText('1 change', { exact: true }).waitFor()
    await expectNarrow(page)
    await last.fill('v'.repeat(63))
    await page.getByText('Nothing is changed').waitFor()
  })

  it.each(['overview', 'namespaces/payments', 'workloads?namespaces=bookinfo,payments', reviews])(
    'has no severe finding of accessibility, light or dark: %s',
    async (path) => {
      const page = await open(path)
      await settledPage(page)
      if (path === reviews) await page.getByRole('region', { name: 'Pods', exact: true }).waitFor()
      expect(await severeFindingsInEachScheme(page)).toEqual([])
    },
  )

  it('says of a page that is open that its object has been deleted, and keeps what was known', async () => {
    const place = '/apis/apps/v1/namespaces/travel-portal/deployments'
    const own = new URL(`${place}/viaggi-v1`, kubernetes)
    const { apiVersion, kind, metadata, spec } = deploymentSchema.parse(
      await (await fetch(own)).json(),
    )
    onTestFinished(async () => {
      const { name, namespace, labels } = metadata
      const again = { apiVersion, kind, metadata: { name, namespace, labels }, spec }
      const headers = { 'content-type': 'application/json' }
      const ask = { method: 'POST', headers, body: JSON.stringify(again) }
      // 409: it was not deleted.
      expect([201, 409]).toContain((await fetch(new URL(place, kubernetes), ask)).status)
    })
    const page = await open('namespaces/travel-portal/workloads/viaggi-v1')
    await page.getByRole('region', { name: 'What it is' }).waitFor()
    expect((await fetch(own, { method: 'DELETE' })).status).toBe(200)
    await page
      .getByRole('alert')
      .getByText(/^Workload viaggi-v1 is there no more/)
      .waitFor({ timeout: 45_000 })
    await page.getByRole('region', { name: 'What it is' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Not there' }).waitFor()
    // The browser itself writes the refusals down.
    expect(stage.takeComplaints().filter((one) => !one.includes('404'))).toEqual([])
  })
})

describe.skipIf(!available('chromium'))('lists and details with few rights', () => {
  const stage = setStage({
    start: sharedConsoleWithTokens,
    isMeant: (complaint) => / status of 40[134] /.test(complaint),
  })

  async function signIn(token: string, path: string): Promise<Page> {
    const page = await stage.open({ path })
    await page.getByRole('textbox', { name: 'Kubernetes bearer token' }).fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: token }).waitFor()
    return page
  }

  it('shows who may see nothing that there is nothing for them', async () => {
    const page = await signIn('lab-nobody', 'workloads')
    await page.getByRole('heading', { name: 'You may see no namespace' }).waitFor()
    await page.goto(stage.at(reviews))
    await page.getByRole('heading', { name: 'Not there' }).waitFor()
    await eventually(() => page.getByRole('tab').count()).toBe(0)
    await page.goto(stage.at('overview'))
    await page.getByRole('heading', { name: 'You may see no namespace' }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toMatch(/fraud|bookinfo|payments|Nothing/)
  })

  it('shows who may see one namespace that one, in full, and no name of another', async () => {
    const page = await signIn('lab-bookinfo', 'workloads')
    await page.getByRole('link', { name: 'reviews-v1' }).waitFor()
    await eventually(async () => [...new Set(await cellsOf(page, 'Namespace'))]).toEqual([
      'bookinfo',
    ])
    await page.getByRole('link', { name: 'reviews-v1' }).click()
    await page
      .getByRole('region', { name: 'Pods', exact: true })
      .getByText(/^reviews-v1-/)
      .first()
      .waitFor()
    await page.goto(stage.at(fraud))
    await page.getByRole('heading', { name: 'Not there' }).waitFor()
    await page.goto(stage.at('overview'))
    await page.getByRole('region', { name: 'Workloads' }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toMatch(/fraud|payments|travel/)
  })
})
