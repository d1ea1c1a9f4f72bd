import { describe, expect, it } from 'vitest'
import type { Inventory } from '../../seams/inventory.ts'
import type { ConfigObject } from '../../seams/inventory.ts'
import {
  anInventory,
  aPod,
  aServiceObject,
  aWorkloadObject,
} from '../../../test/support/inventory.ts'
import { namesOf, type Name } from './names.ts'
import { searchNames } from './search.ts'

const anObject = (kind: string, path: string, spec: unknown): ConfigObject => {
  const [namespace = '', name = ''] = path.split('/')
  return { apiVersion: 'networking.example/v1', kind, metadata: { namespace, name }, spec }
}

const place = (name: string): Inventory['namespaces'][number] => ({
  ...{ name, namespace: '', labels: {}, annotations: {} },
})

const inventory = anInventory({
  namespaces: ['bookinfo', 'shop', 'reviews-staging'].map(place),
  workloads: ['bookinfo/reviews-v1', 'bookinfo/reviews-v2', 'shop/cart-v1', 'shop/reviews-v1'].map(
    (path) => aWorkloadObject(path),
  ),
  services: ['bookinfo/reviews', 'bookinfo/productpage', 'shop/cart', 'shop/reviews'].map((path) =>
    aServiceObject(path),
  ),
  pods: [
    aPod('bookinfo/reviews-v1-7d4b9c-x2x', {
      workload: { kind: 'Deployment', name: 'reviews-v1' },
    }),
  ],
  config: new Map([
    [
      'VirtualService',
      [
        anObject('VirtualService', 'bookinfo/reviews', { hosts: ['reviews'] }),
        anObject('VirtualService', 'shop/checkout', {
          hosts: ['shop.example.com', 'cart.shop.svc.cluster.local'],
        }),
      ],
    ],
    [
      'Gateway',
      [anObject('Gateway', 'shop/edge', { servers: [{ hosts: ['shop/pay.example.com'] }] })],
    ],
  ]),
})

interface Asking {
  readonly limit?: number
  readonly sees?: (name: Name) => boolean
}

const ask = (q: string, { limit = 10, sees = () => true }: Asking = {}) =>
  searchNames([{ cluster: 'east', lists: namesOf(inventory), sees }], { q, limit })

/** `service bookinfo/reviews` of every hit, in order. */
const found = (q: string, asking: Asking = {}): readonly string[] =>
  ask(q, asking).groups.flatMap(({ hits }) =>
    hits.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`),
  )

describe('a search', () => {
  it('puts what is called so before what begins so, by kind', () => {
    expect(found('reviews')).toEqual([
      'app bookinfo/reviews',
      'app shop/reviews',
      'service bookinfo/reviews',
      'service shop/reviews',
      'config bookinfo/reviews',
      'workload bookinfo/reviews-v1',
      'workload shop/reviews-v1',
      'workload bookinfo/reviews-v2',
      'namespace reviews-staging/reviews-staging',
      'pod bookinfo/reviews-v1-7d4b9c-x2x',
    ])
  })

  it.each([
    { desc: 'namespace and name', q: 'shop/reviews', first: 'app shop/reviews' },
    { desc: 'name and namespace', q: 'reviews shop', first: 'app shop/reviews' },
    { desc: 'kind and name', q: 'svc cart', first: 'service shop/cart' },
    { desc: 'a kind by its initials', q: 'vs reviews', first: 'config bookinfo/reviews' },
    {
      desc: 'the address of a service',
      q: 'reviews.shop.svc.cluster.local',
      first: 'app shop/reviews',
    },
    { desc: 'a whole address', q: 'http://cart.shop:8080/items?id=3', first: 'app shop/cart' },
    { desc: 'capitals', q: ' ProductPage ', first: 'service bookinfo/productpage' },
    { desc: 'a host of an object', q: 'shop.example.com', first: 'host shop/shop.example.com' },
    {
      desc: 'a host of the servers of a gateway',
      q: 'pay.example',
      first: 'host shop/pay.example.com',
    },
    { desc: 'a slip', q: 'prodcutpage', first: 'service bookinfo/productpage' },
    { desc: 'some of its letters', q: 'prdpg', first: 'service bookinfo/productpage' },
    {
      desc: 'the name of a pod',
      q: 'reviews-v1-7d4b9c-x2x',
      first: 'pod bookinfo/reviews-v1-7d4b9c-x2x',
    },
  ])('finds by $desc', ({ q, first }) => {
    expect(found(q)[0]).toBe(first)
  })

  it('does not take services of the cluster for hosts', () => {
    expect(ask('cart').groups.map(({ kind }) => kind)).toEqual(['app', 'service', 'workload'])
  })

  it('says when only something near was found', () => {
    expect(ask('reviews').isInexact).toBe(false)
    expect(ask('reveiws').isInexact).toBe(true)
    expect(ask('nothing-like-it')).toEqual({ groups: [], isInexact: false })
    expect(ask('  /  ')).toEqual({ groups: [], isInexact: false })
  })

  it('counts what it does not tell', () => {
    const [group] = ask('v', { limit: 1 }).groups
    expect(group?.hits).toHaveLength(1)
    expect(ask('reviews-v', { limit: 2 }).groups[0]).toMatchObject({ kind: 'workload', matched: 3 })
  })

  it('neither tells nor counts what the viewer may not see', () => {
    const sees = ({ namespace, listedAs }: Name): boolean =>
      namespace === 'bookinfo' && listedAs !== 'networking.example/VirtualService'
    expect(found('reviews', { sees }).filter((one) => one.includes('shop'))).toEqual([])
    expect(
      ask('reviews', { sees }).groups.map(({ kind, matched }) => `${matched} ${kind}`),
    ).toEqual(['1 app', '1 service', '2 workload', '1 pod'])
    expect(found('checkout', { sees })).toEqual([])
  })

  it('leads from a pod to its workload and from a host to the object that names it', () => {
    const [pod] = ask('reviews-v1-7d4').groups.flatMap(({ hits }) => hits)
    expect(pod?.workload).toBe('reviews-v1')
    const [host] = ask('pay.example.com').groups.flatMap(({ hits }) => hits)
    expect(host?.object).toEqual({
      ...{ group: 'networking.example', kind: 'Gateway', namespace: 'shop', name: 'edge' },
    })
  })

  it('keeps the names of parts that have not changed', () => {
    const before = namesOf(inventory)
    const after = namesOf({ ...inventory, revision: 2, services: [aServiceObject('shop/new')] })
    expect(after.filter((names) => before.includes(names))).toHaveLength(before.length - 1)
  })
})
