import type { Locator, Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { graphSchema } from '#contract/graph.ts'
import { available } from '../servers/availability.ts'
import { eventually, eventuallyAnew, settled, showAs } from './open-page.ts'
import { consoleOnLab, setStage } from './stage.ts'

const namespace = 'bookinfo'
const group = 'networking.istio.io'

type Kind = 'Gateway' | 'VirtualService' | 'DestinationRule'

interface Manifest {
  readonly kind: Kind
  readonly name: string
  readonly version?: 'v1' | 'v1alpha3'
  readonly spec: unknown
}

const subsetsOf = (host: string, versions: readonly string[]): Manifest => ({
  kind: 'DestinationRule',
  name: host,
  version: 'v1alpha3',
  spec: { host, subsets: versions.map((name) => ({ name, labels: { version: name } })) },
})

const toReviews = (subset: string): object => ({ destination: { host: 'reviews', subset } })
const forJason = {
  name: 'jason',
  match: [{ headers: { 'end-user': { exact: 'jason' } } }],
  route: [toReviews('v2')],
}
const forOthers = { name: 'others', route: [toReviews('v1')] }
const reviewsBy = (http: readonly object[]): Manifest => ({
  kind: 'VirtualService',
  name: 'reviews',
  spec: { hosts: ['reviews'], http },
})

const detailsTo = (subset: string): Manifest => ({
  kind: 'VirtualService',
  name: 'details',
  spec: {
    hosts: ['details'],
    http: [{ route: [{ destination: { host: 'details', subset } }] }],
  },
})

const ratingsAborted: Manifest = {
  kind: 'VirtualService',
  name: 'ratings',
  spec: {
    hosts: ['ratings'],
    http: [
      {
        fault: { abort: { httpStatus: 500, percentage: { value: 100 } } },
        route: [{ destination: { host: 'ratings' } }],
      },
    ],
  },
}

const outside = 'outside.bookinfo.example'
const throughSideDoor: Manifest = {
  kind: 'VirtualService',
  name: 'bookinfo-outside',
  spec: {
    hosts: [outside],
    gateways: ['side-door'],
    http: [{ route: [{ destination: { host: 'productpage', port: { number: 9080 } } }] }],
  },
}
const sideDoor: Manifest = {
  kind: 'Gateway',
  name: 'side-door',
  spec: {
    selector: { istio: 'ingressgateway' },
    servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [outside] }],
  },
}

describe.skipIf(!available('chromium'))('what somebody else applies to Bookinfo', () => {
  const stage = setStage({ start: consoleOnLab })

  const open = (path: string): Promise<Page> => stage.open({ path })

  const urlOf = ({ kind, name, version = 'v1' }: Manifest): URL =>
    new URL(
      `apis/${group}/${version}/namespaces/${namespace}/${kind.toLowerCase()}s/${name}`,
      stage.served.lab.kubernetesUrl,
    )

  /** As `kubectl apply --server-side` does, beside the console. */
  async function applyAt(place: URL, object: object): Promise<void> {
    const answer = await fetch(`${place.href}?fieldManager=somebody&force=true`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: JSON.stringify(object),
    })
    expect(answer.status, await answer.text()).toBeLessThan(300)
  }

  async function apply(manifest: Manifest): Promise<void> {
    const { kind, name, version = 'v1', spec } = manifest
    await applyAt(urlOf(manifest), {
      ...{ apiVersion: `${group}/${version}`, kind, spec },
      metadata: { name, namespace },
    })
  }

  const inCluster = (path: string): URL => new URL(path, stage.served.lab.kubernetesUrl)

  /** As `kubectl delete --ignore-not-found` does. */
  async function remove(manifest: Manifest): Promise<void> {
    expect([200, 404]).toContain((await fetch(urlOf(manifest), { method: 'DELETE' })).status)
  }

  /** State, kind, name and what is said of each object of the list, asked anew each time. */
  async function listed(page: Page, rule: string): Promise<readonly string[]> {
    await page.goto(stage.at(`config?namespaces=${namespace}&rules=${rule}`))
    await page.locator('.al-config[data-settled="true"]').waitFor()
    const rows = page.getByRole('region', { name: 'Objects' }).locator('tbody tr')
    const texts = await rows.allInnerTexts()
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).sort()
  }

  const cardsOf = (page: Page): Locator => page.locator('.al-config article')

  /** The findings of the panel of a workload, in a picture that is opened for it. */
  async function besideWorkload(page: Page, name: string): Promise<readonly string[]> {
    const id = encodeURIComponent(`workload:Kubernetes/${namespace}/${name}`)
    const path = `graph?namespaces=${namespace}&type=workload&open=all&select=${id}`
    await page.goto(stage.at(path))
    await settled(page)
    const panel = page.getByRole('complementary', { name: 'Details' })
    await panel.getByRole('heading', { name, exact: true }).waitFor()
    return panel.getByRole('list', { name: 'Objects with findings' }).locator('li').allInnerTexts()
  }

  async function objectPage(page: Page, kind: Kind, name: string): Promise<void> {
    await page.goto(stage.at(`config?object=${group}/${kind}/${namespace}/${name}`))
    await page.getByRole('heading', { level: 1, name: `${kind} ${name}` }).waitFor()
  }

  const nothingWrong = (page: Page): Locator =>
    page.getByText('Nothing is wrong with it as far as the rules can tell.')

  it('S02: a control plane that is gone, told with what it is held against, until it is back', async () => {
    const place = inCluster('apis/apps/v1/namespaces/istio-system/deployments/istiod-1-30-0')
    const scale = async (replicas: number): Promise<void> => {
      const headers = { 'content-type': 'application/merge-patch+json' }
      const body = JSON.stringify({ spec: { replicas } })
      expect((await fetch(place, { method: 'PATCH', headers, body })).status).toBe(200)
    }
    await scale(1) // what a run that failed half-way has left
    onTestFinished(() => scale(1))
    const page = await open('mesh?part=controlPlane:Kubernetes/istio-system/istiod-1-30-0')
    const why = page.getByRole('list', { name: 'Why' }).getByRole('listitem')
    const said = async (): Promise<readonly string[]> => {
      await page.reload()
      await why.first().waitFor()
      return (await why.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())
    }
    // Ready, in step with its proxies, trusted: each with its own verdict.
    await eventuallyAnew(said).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/1 of 1 pods ready/),
        expect.stringMatching(/proxies connected/),
        expect.stringMatching(/kinds of its configuration are served/),
        expect.stringMatching(/Certificate good for [\d,]+ days: ConfigMap istio-system/),
        expect.stringMatching(
          /Certificate good for [\d,]+ days: Webhook istio-revision-tag-canary/,
        ),
      ]),
    )
    await scale(0)
    await eventuallyAnew(async () => (await said())[0]).toMatch(
      /^Failure Nobody wants any of its pods/,
    )
    await page.goto(stage.at('mesh?as=table&shown=unwell'))
    const gone = page.getByRole('row').filter({ hasText: 'Revision 1-30-0' })
    await gone.getByText('No control plane of revision 1-30-0 runs').waitFor()
    // What its proxies had still holds, and so do their numbers.
    await page.goto(stage.at('workloads?namespaces=payments'))
    await page.getByRole('link', { name: 'fraud-v2' }).waitFor()
    await scale(1)
    await page.goto(stage.at('mesh?part=controlPlane:Kubernetes/istio-system/istiod-1-30-0'))
    await eventuallyAnew(said).toContainEqual(expect.stringMatching(/^Healthy 1 of 1 pods ready/))
  })

  it('S05: who is in the mesh by hand and who is not, whatever the namespace asks for', async () => {
    const byHand = 'by-hand'
    await applyAt(inCluster(`api/v1/namespaces/${byHand}`), {
      ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: byHand } },
    })
    const deploy = (name: string, sidecars: readonly object[], annotations = {}): Promise<void> =>
      applyAt(inCluster(`apis/apps/v1/namespaces/${byHand}/deployments/${name}`), {
        ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: byHand } },
        spec: {
          selector: { matchLabels: { app: name } },
          template: {
            metadata: { labels: { app: name, version: 'v1' }, annotations },
            spec: { containers: [{ name: 'app', image: 'example.com/app:1' }, ...sidecars] },
          },
        },
      })
    const status = { 'sidecar.istio.io/status': '{"containers":["istio-proxy"]}' }
    const proxy = { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.29.1' }
    await deploy('with-proxy', [proxy], status)
    await deploy('without', [])
    const page = await open(`workloads?namespaces=${byHand}`)
    const names = (): Promise<string[]> => page.locator('td[data-label="Name"]').allInnerTexts()
    await eventuallyAnew(async () => {
      await page.reload()
      await page.locator('.al-list[data-settled="true"]').waitFor()
      return (await names()).sort()
    }).toEqual(['with-proxy', 'without'])
    await page.getByRole('button', { name: /^Mesh: / }).click()
    await page.getByRole('checkbox', { name: /^Not in mesh/ }).click()
    await page.keyboard.press('Escape')
    await eventually(names).toEqual(['without'])
    await page.goto(stage.at(`workloads?namespaces=${byHand}&memberships=sidecar`))
    await eventually(names).toEqual(['with-proxy'])
    // The call to who has no proxy: an open lock, and why it is open.
    const picture = 'graph?namespaces=legacy&type=workload&open=all'
    const bareCall = async (): Promise<string> => {
      const { edges } = graphSchema.parse(await (await fetch(stage.at(`api/v1/${picture}`))).json())
      return edges.find(({ target }) => target.endsWith('/mainframe-bridge-v1'))?.id ?? ''
    }
    await eventually(bareCall).not.toBe('')
    const chosen = encodeURIComponent(await bareCall())
    await page.goto(stage.at(`${picture}&select=${chosen}`))
    await page.getByText(/Plain text, .*: mainframe-bridge-v1 has no proxy/).waitFor()
  })

  it('S06: a route to a gateway that is missing, until there is one', async () => {
    // What a run that failed half-way has left.
    await remove(throughSideDoor)
    await remove(sideDoor)
    const page = await open(`config?namespaces=${namespace}&rules=MC201`)
    await page.getByText('Nothing fits').waitFor()
    await apply(throughSideDoor)
    // The open list asks again by itself, four times a minute.
    await page.getByRole('link', { name: 'bookinfo-outside' }).waitFor({ timeout: 60_000 })
    expect(await listed(page, 'MC201')).toEqual([
      expect.stringMatching(
        /^Error VirtualService bookinfo-outside bookinfo There is no Gateway side-door in namespace bookinfo/,
      ),
    ])
    await eventuallyAnew(() => besideWorkload(page, 'productpage-v1')).toContainEqual(
      expect.stringMatching(/^VirtualService bookinfo-outside.*MC201/s),
    )
    await page.getByRole('link', { name: 'VirtualService bookinfo-outside' }).click()
    await cardsOf(page).getByText('There is no Gateway side-door').waitFor()
    const uses = page.getByRole('listitem').filter({ hasText: 'Gateway side-door' })
    await uses.getByText('not there').waitFor()

    await apply(sideDoor)
    await eventuallyAnew(() => listed(page, 'MC201')).toEqual([])
    await objectPage(page, 'VirtualService', 'bookinfo-outside')
    await nothingWrong(page).waitFor()
    await uses.getByRole('link', { name: 'side-door', exact: true }).waitFor()
    await eventuallyAnew(() => besideWorkload(page, 'productpage-v1')).not.toContainEqual(
      expect.stringContaining('bookinfo-outside'),
    )
  })

  it('S08: subsets, of which exactly those without pods are told', async () => {
    await remove(detailsTo('v1')) // what a run that failed half-way has left
    const page = await open('config')
    await apply(subsetsOf('productpage', ['v1']))
    await apply(subsetsOf('reviews', ['v1', 'v2', 'v3']))
    await apply(subsetsOf('ratings', ['v1', 'v2', 'v2-mysql', 'v2-mysql-vm']))
    await apply(subsetsOf('details', ['v1', 'v2']))
    const about = (host: string): unknown =>
      expect.stringMatching(new RegExp(`^Warning DestinationRule ${host} bookinfo Nothing behind`))
    await eventuallyAnew(() => listed(page, 'MC242')).toEqual([about('details'), about('ratings')])
    await page.getByRole('link', { name: 'ratings', exact: true }).click()
    await eventually(() => cardsOf(page).allInnerTexts()).toEqual(
      ['v2', 'v2-mysql', 'v2-mysql-vm'].map((version): unknown =>
        expect.stringMatching(
          new RegExp(`^Warning.*version=${version}; nothing is sent there yet`, 's'),
        ),
      ),
    )
    await eventuallyAnew(() => besideWorkload(page, 'ratings-v1')).toContainEqual(
      expect.stringMatching(/^DestinationRule ratings.*MC242 · 3 warnings/s),
    )

    await apply(detailsTo('v2'))
    await eventuallyAnew(async () => (await listed(page, 'MC242'))[0]).toMatch(
      /^Error DestinationRule details bookinfo .*version=v2; VirtualService.* sends requests there/,
    )
    await page.getByRole('link', { name: 'details', exact: true }).click()
    await cardsOf(page).getByRole('link', { name: 'VirtualService details' }).click()
    await page.getByRole('heading', { level: 1, name: 'VirtualService details' }).waitFor()
    await eventuallyAnew(() => besideWorkload(page, 'details-v1')).toContainEqual(
      expect.stringMatching(/^DestinationRule details.*MC242 · 1 error/s),
    )

    await apply(detailsTo('v1'))
    await apply(subsetsOf('details', ['v1']))
    await apply(subsetsOf('ratings', ['v1']))
    await eventuallyAnew(() => listed(page, 'MC242')).toEqual([])
    expect(await besideWorkload(page, 'ratings-v1')).toEqual([])
  })

  it('S12: a rule that comes too late, until the order is right', async () => {
    const page = await open('config')
    await apply(subsetsOf('reviews', ['v1', 'v2', 'v3']))
    await apply(reviewsBy([forOthers, forJason]))
    await eventuallyAnew(() => listed(page, 'MC212')).toEqual([
      expect.stringMatching(
        /^Warning VirtualService reviews bookinfo No request reaches rule jason: http\[0\] \(others\) before it/,
      ),
    ])
    await eventuallyAnew(() => besideWorkload(page, 'reviews-v2')).toContainEqual(
      expect.stringMatching(/^VirtualService reviews.*MC212 · 1 warning/s),
    )
    await page.getByRole('link', { name: 'VirtualService reviews' }).click()
    await eventually(() => page.locator('.al-yaml-line').allInnerTexts()).toEqual([
      expect.stringContaining('- name: jason'),
    ])

    await apply(reviewsBy([forJason, forOthers]))
    await eventuallyAnew(() => listed(page, 'MC212')).toEqual([])
    await objectPage(page, 'VirtualService', 'reviews')
    await nothingWrong(page).waitFor()
    expect(await besideWorkload(page, 'reviews-v2')).not.toContainEqual(
      expect.stringContaining('VirtualService reviews'),
    )
  })

  /** The last: what it breaks stays in the metrics for a while. */
  it('S15: an abort is told at the caller, by its flag, and is no fault of who was not called', async () => {
    onTestFinished(() => remove(ratingsAborted))
    // The shorter the window the sooner most of what is in it has failed.
    const view = 'namespaces=bookinfo&type=workload&open=all&window=30s'
    const page = await open(`graph?${view}`)
    await remove(reviewsBy([])) // of another test: it keeps requests from those that ask for ratings
    await apply(ratingsAborted)
    await showAs(page, 'Table')
    const failing = page
      .getByRole('region', { name: 'Edges' })
      .locator('tbody tr')
      .filter({ hasText: /^\s*reviews-v[23]/ }) // as the caller
      .filter({ hasText: 'Failure' })
    await failing.first().waitFor({ timeout: 60_000 })
    await failing.first().click()
    await page.getByRole('tab', { name: 'Codes and flags' }).click()
    const flags = page.getByRole('table', { name: 'HTTP requests by code and flag' })
    const injected = flags.getByRole('row', { name: /^500 FI/ })
    await injected.getByText('aborted by fault injection').waitFor()
    await page.getByRole('link', { name: 'The newest with an error' }).click()
    const span = page.getByRole('complementary', { name: 'Span' })
    await span.getByText('FI: aborted by fault injection').waitFor()

    const id = encodeURIComponent('workload:Kubernetes/bookinfo/ratings-v1')
    await page.goto(stage.at(`graph?${view}&select=${id}`))
    const panel = page.getByRole('complementary', { name: 'Details' })
    await panel.getByRole('heading', { name: 'ratings-v1', exact: true }).waitFor()
    await settled(page)
    expect(await panel.locator('.al-panel-actions').innerText()).not.toContain('Failure')
  })
})
