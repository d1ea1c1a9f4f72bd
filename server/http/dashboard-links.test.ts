import { expect, it } from 'vitest'
import { dashboardLinks, dashboardLinkSchema } from './dashboard-links.ts'

const links = [
  {
    title: 'Workload',
    path: '/d/abc/load?var-ns=$namespace&var-w=$name&from=$from',
    kinds: ['workload'],
  },
  { title: 'All', path: 'd/def?kind=$kind&other=$other' },
].map((link) => dashboardLinkSchema.parse(link))
const subject = { kind: 'workload', namespace: 'shop', name: 'a&b' } as const

it('fills the variables of links, and leaves the time to the page', () => {
  expect(dashboardLinks('https://graphs.example/base/', links, subject)).toEqual([
    {
      title: 'Workload',
      url: 'https://graphs.example/base/d/abc/load?var-ns=shop&var-w=a%26b&from=$from',
    },
    { title: 'All', url: 'https://graphs.example/base/d/def?kind=workload&other=$other' },
  ])
})

it('has the links of its kind alone, and none without an address', () => {
  const titles = dashboardLinks('https://graphs.example', links, { ...subject, kind: 'app' })
  expect(titles.map(({ title }) => title)).toEqual(['All'])
  expect(dashboardLinks(null, links, subject)).toEqual([])
})

it('leads to dashboards of other products by their whole address', () => {
  const perses = dashboardLinkSchema.parse({
    title: 'Perses',
    path: 'https://perses.example/projects/mesh/dashboards/load?var-ns=$namespace&start=$from',
  })
  for (const base of [null, 'https://graphs.example'])
    expect(dashboardLinks(base, [perses], subject)).toEqual([
      {
        title: 'Perses',
        url: 'https://perses.example/projects/mesh/dashboards/load?var-ns=shop&start=$from',
      },
    ])
})
