import { beforeEach, describe, expect, it } from 'vitest'
import type { SearchAnswer, SearchHit } from '#contract/search.ts'
import { buildSections, type Offers } from './build-sections.ts'
import { addressOf, placeAt, type Place } from './place.ts'
import { keepRecent, readRecent } from './recent-places.ts'
import { readTraceId } from './trace-id.ts'

const id32 = '4bf92f3577b34da6a3ce929d0e0e4736'

describe('the id of a trace', () => {
  it.each([
    { desc: '32 digits', text: ` ${id32.toUpperCase()} `, id: id32 },
    { desc: '16 digits', text: '00f067aa0ba902b7', id: '00f067aa0ba902b7' },
    { desc: 'a header traceparent', text: `00-${id32}-00f067aa0ba902b7-01`, id: id32 },
    { desc: 'digits with dashes', text: '4bf92f35-77b3-4da6-a3ce-929d0e0e4736', id: id32 },
    { desc: 'a name', text: 'reviews-v1', id: null },
    { desc: 'too few digits', text: '4bf92f35', id: null },
    { desc: 'only zeros', text: '0000000000000000', id: null },
  ])('is read from $desc', ({ text, id }) => {
    expect(readTraceId(text)).toBe(id)
  })
})

const object = { group: 'networking.example', kind: 'Gateway', namespace: 'shop', name: 'edge' }

describe('places', () => {
  const places: readonly Place[] = [
    { kind: 'workload', namespace: 'shop', name: 'cart-v1' },
    { kind: 'namespace', name: 'shop' },
    { kind: 'object', object },
    { kind: 'trace', id: id32 },
  ]

  it.each(places)('are known again by their address: $kind', (place) => {
    const { pathname, parameters } = addressOf(place)
    expect(placeAt(pathname, new URLSearchParams(parameters).toString())).toEqual(place)
  })

  it('are no pages of many things', () => {
    expect(placeAt('/workloads', '?find=cart')).toBeNull()
    expect(placeAt('/config', '?object=nonsense')).toBeNull()
    expect(placeAt('/namespaces/shop/gadgets/cart', '')).toBeNull()
  })

  describe('of late', () => {
    beforeEach(() => localStorage.clear())
    const whose = { context: null, user: 'ann' }
    const [one, other, third] = places as readonly [Place, Place, Place]

    it('stand the latest first, each once, for who was there', () => {
      for (const place of [one, other, third, one]) keepRecent(place, whose)
      expect(readRecent(whose)).toEqual([one, third, other])
      expect(readRecent({ ...whose, user: 'bob' })).toEqual([])
      expect(readRecent({ ...whose, context: 'west' })).toEqual([])
    })

    it('are forgotten where something else was stored', () => {
      localStorage.setItem('alidade.recent', '{"places": 3')
      expect(readRecent(whose)).toEqual([])
    })
  })
})

const aHit = (part: Partial<SearchHit>): SearchHit => ({
  ...{ kind: 'service', cluster: 'east', namespace: 'shop', name: 'cart', type: 'Service' },
  ...{ object: null, workload: null, marks: [] },
  ...part,
})

const offers: Offers = {
  pages: [
    {
      ...{ id: 'page graph', title: 'Graph', words: 'page', detail: '' },
      ...{ badge: { letters: 'p', kind: 'Page' }, goal: { pathname: '/graph', parameters: {} } },
    },
  ],
  commands: [
    {
      ...{ id: 'dark', title: 'Theme: dark', words: 'dark mode', detail: '' },
      ...{ badge: { letters: 'c', kind: 'Command' }, goal: { act: () => undefined } },
    },
  ],
}

const answerOf = (hits: readonly SearchHit[], matched = hits.length): SearchAnswer => ({
  groups: hits.length === 0 ? [] : [{ kind: hits[0]?.kind ?? 'app', matched, hits: [...hits] }],
  isInexact: false,
  warnings: [],
})

const titlesOf = (q: string, answer: SearchAnswer | null, recent: readonly Place[] = []) =>
  buildSections({ q, answer, recent, offers }).map(
    ({ title, items }) => `${title}: ${items.map((item) => item.title).join(', ')}`,
  )

describe('what the box shows', () => {
  it('begins with where one was, pages and commands', () => {
    expect(titlesOf(' ', null, [{ kind: 'object', object }])).toEqual([
      'Where you were: edge',
      'Pages: Graph',
      'Commands: Theme: dark',
    ])
  })

  it('puts names before pages and commands, unless their very words are typed', () => {
    const answer = answerOf([aHit({ name: 'graph-store' })])
    expect(titlesOf('gr', answer)).toEqual(['Services: graph-store', 'Pages: Graph'])
    expect(titlesOf('graph', answer)).toEqual(['Pages: Graph', 'Services: graph-store'])
    expect(titlesOf('mode dark', answerOf([]))).toEqual(['Commands: Theme: dark'])
  })

  it('offers the trace whose id is typed', () => {
    expect(titlesOf(id32, answerOf([]))).toEqual([`Traces: ${id32}`])
  })

  it.each([
    { desc: 'a service', hit: aHit({}), to: '/namespaces/shop/services/cart' },
    {
      desc: 'a pod: its workload',
      hit: aHit({ kind: 'pod', type: 'Pod', workload: 'cart-v1' }),
      to: '/namespaces/shop/workloads/cart-v1',
    },
    {
      desc: 'a host: the object that names it',
      hit: aHit({ kind: 'host', type: 'Gateway', object }),
      to: '/config?object=networking.example%2FGateway%2Fshop%2Fedge',
    },
  ])('leads to $desc', ({ hit, to }) => {
    const [item] =
      buildSections({ q: 'x', answer: answerOf([hit]), recent: [], offers })[0]?.items ?? []
    if (item === undefined || 'act' in item.goal) throw new Error('It leads nowhere')
    const search = new URLSearchParams(item.goal.parameters).toString()
    expect(item.goal.pathname + (search === '' ? '' : `?${search}`)).toBe(to)
  })

  it('leads to the list where there are more, if the list can be asked the same', () => {
    const sectionOf = (q: string) =>
      buildSections({ q, answer: answerOf([aHit({})], 41), recent: [], offers })[0]
    expect(sectionOf('car')?.items.at(-1)).toMatchObject({
      title: '40 more',
      goal: { pathname: '/services', parameters: { find: 'car' } },
    })
    expect(sectionOf('car')?.more).toBe(0)
    expect(sectionOf('shop/cart')?.items).toHaveLength(1)
    expect(sectionOf('shop/cart')?.more).toBe(40)
  })
})
