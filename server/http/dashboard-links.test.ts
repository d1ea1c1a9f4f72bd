import { expect, it } from 'vitest'
import { anInventory, aServiceObject, aWorkloadObject } from '../../test/support/inventory.ts'
import { SourceUnavailableError } from '../errors.ts'
import { dashboardLinks, dashboardLinkSchema } from './dashboard-links.ts'
import { linkSubjectOf, type LinkSubject } from './link-subject.ts'

const links = [
  {
    title: 'Workload',
    path: '/d/abc/load?var-ns=$namespace&var-w=$name&from=$from',
    kinds: ['workload'],
  },
  { title: 'All', path: 'd/def?kind=$kind&other=$other' },
].map((link) => dashboardLinkSchema.parse(link))
const subject: LinkSubject = {
  ...{ kind: 'workload', namespace: 'shop', name: 'a&b' },
  ...{ app: 'a', service: null, workload: 'a&b', version: 'v1' },
}
const at = (base: string | null): Parameters<typeof dashboardLinks>[0] => ({ base, search: null })

it('fills the variables of links, and leaves the time to the page', async () => {
  const found = await dashboardLinks(at('https://ann:secret@graphs.example/base/'), links, subject)
  expect(found).toEqual([
    {
      title: 'Workload',
      url: 'https://graphs.example/base/d/abc/load?var-ns=shop&var-w=a%26b&from=$from',
    },
    { title: 'All', url: 'https://graphs.example/base/d/def?kind=workload&other=$other' },
  ])
})

it('has the links of its kind alone, and none without an address', async () => {
  const ofApp = await dashboardLinks(at('https://graphs.example'), links, {
    ...subject,
    kind: 'app',
  })
  expect(ofApp.map(({ title }) => title)).toEqual(['All'])
  expect(await dashboardLinks(at(null), links, subject)).toEqual([])
})

it('leads to dashboards of other products by their whole address', async () => {
  const perses = dashboardLinkSchema.parse({
    title: 'Perses',
    path: 'https://perses.example/projects/mesh/dashboards/load?var-ns=$namespace&start=$from',
  })
  for (const base of [null, 'https://graphs.example'])
    expect(await dashboardLinks(at(base), [perses], subject)).toEqual([
      {
        title: 'Perses',
        url: 'https://perses.example/projects/mesh/dashboards/load?var-ns=shop&start=$from',
      },
    ])
})

const parameters = '?var-app=$app&var-service=$service&var-workload=$workload&var-version=$version'

it('leaves out parameters whose variable there is not', async () => {
  const link = dashboardLinkSchema.parse({ title: 'One', path: `/d/x${parameters}&refresh=5s` })
  const [found] = await dashboardLinks(at('https://graphs.example'), [link], subject)
  expect(found?.url).toBe(
    'https://graphs.example/d/x?var-app=a&var-workload=a%26b&var-version=v1&refresh=5s',
  )
})

it('finds dashboards by their titles, and leads to the search where it cannot', async () => {
  const named = ['Mesh workloads', 'Gone', 'Away'].map((dashboard) =>
    dashboardLinkSchema.parse({ title: dashboard, dashboard, path: '?var-ns=$namespace' }),
  )
  const search = {
    find: (title: string): Promise<string | null> =>
      title === 'Away'
        ? Promise.reject(
            new SourceUnavailableError({ source: 'grafana', failure: 'timeout' }, 'It is away.'),
          )
        : Promise.resolve(title === 'Gone' ? null : 'd/uid-1'),
  }
  const found = await dashboardLinks({ base: 'https://graphs.example', search }, named, subject)
  expect(found.map(({ url }) => url)).toEqual([
    'https://graphs.example/d/uid-1?var-ns=shop',
    'https://graphs.example/dashboards?query=Gone',
    'https://graphs.example/dashboards?query=Away',
  ])
})

it('is about something: a path, or a title', () => {
  expect(dashboardLinkSchema.safeParse({ title: 'Nothing' }).success).toBe(false)
})

it('knows the app, the version and the one service of a workload', () => {
  const inventory = anInventory({
    workloads: [aWorkloadObject('shop/cart-v1')],
    services: [
      aServiceObject('shop/cart', { selector: { app: 'cart' } }),
      aServiceObject('shop/all', { selector: {} }),
      aServiceObject('pay/cart', { selector: { app: 'cart' } }),
    ],
  })
  const named = { kind: 'workload', namespace: 'shop', name: 'cart-v1' } as const
  expect(linkSubjectOf(named, inventory)).toEqual({
    ...{ ...named, app: 'cart', service: 'cart', workload: 'cart-v1', version: 'v1' },
  })
  const second = aServiceObject('shop/cart-v1', { selector: { version: 'v1' } })
  const two = { ...inventory, services: [...inventory.services, second] }
  expect(linkSubjectOf(named, two).service).toBeNull()
  const service = { kind: 'service', namespace: 'shop', name: 'cart' } as const
  expect(linkSubjectOf(service, inventory)).toMatchObject({
    ...{ app: 'cart', service: 'cart', workload: null, version: null },
  })
})
