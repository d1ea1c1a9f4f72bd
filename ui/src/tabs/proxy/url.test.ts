import { describe, expect, it } from 'vitest'
import { defaultView, readView, toPart, writeView, type ProxyView } from './url.ts'

const others = new URLSearchParams('tab=proxy&context=two')

describe('the view of a proxy in the address', () => {
  it.each<{ desc: string; view: ProxyView; written: string }>([
    { desc: 'writes nothing of what is as usual', view: defaultView, written: '' },
    {
      desc: 'reads back filters, order and what it is compared with',
      view: {
        ...{ pod: 'reviews-v1-abc', part: 'routes', row: 'a|b,c', isWhole: true },
        filters: { text: 'a b&c', name: '9080', domains: 'reviews' },
        ...{ sort: 'name', order: 'desc', against: { kind: 'pod', pod: 'reviews-v1-def' } },
      },
      written:
        '&proxy-pod=reviews-v1-abc&proxy-part=routes&proxy-sort=name&proxy-row=a%7Cb%2Cc&proxy-order=desc' +
        '&proxy-against=reviews-v1-def&proxy-whole=true&proxy-text=a+b%26c&proxy-name=9080&proxy-domains=reviews',
    },
    {
      desc: 'tells a moment that was kept from a pod',
      view: { ...defaultView, against: { kind: 'moment', snapshot: 'k3-x_1' } },
      written: '&proxy-against=%40k3-x_1',
    },
  ])('$desc', ({ view, written }) => {
    const search = writeView(view, others)
    expect(search.toString()).toBe(others.toString() + written)
    expect(readView(search)).toEqual(view)
  })

  it('takes what it cannot read for what is usual', () => {
    const search = new URLSearchParams({
      ...{ 'proxy-against': '@a b', 'proxy-order': 'sideways', 'proxy-whole': 'maybe' },
      'proxy-weather': 'rain',
    })
    expect(readView(search)).toEqual(defaultView)
  })

  it('goes to another part without the filters of the former one, and stays in the comparison', () => {
    const against = { kind: 'pod', pod: 'b' } as const
    const before = { ...defaultView, filters: { port: '80' }, sort: 'name', row: 'x', against }
    expect({ ...before, ...toPart('routes', { name: '9080' }) }).toEqual({
      ...defaultView,
      ...{ part: 'routes', filters: { name: '9080' }, against },
    })
  })
})
