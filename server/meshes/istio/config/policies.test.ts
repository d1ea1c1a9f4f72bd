import { describe, expect, it } from 'vitest'
import { anInventory, aServiceObject } from '../../../../test/support/inventory.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import type { PolicyFacts } from '../../../seams/mesh.ts'
import { readConfig } from '../config.ts'

function anObject(path: string, spec: object = {}, group = 'security.istio.io'): KubeObject {
  const [kind = '', namespace = '', name = ''] = path.split('/')
  return { apiVersion: `${group}/v1`, kind, metadata: { name, namespace }, spec }
}

function policiesOf(...objects: KubeObject[]): PolicyFacts {
  return readConfig(
    anInventory({
      services: [aServiceObject('shop/cart')],
      config: Map.groupBy(objects, ({ kind }) => kind),
    }),
  ).policies
}

const cart = { namespace: 'shop', podLabels: { app: 'cart', version: 'v1' } }
const mtls = (mode: string): object => ({ mtls: { mode } })
const selector = (app: string): object => ({ selector: { matchLabels: { app } } })

describe('what policies say of a workload', () => {
  it.each([
    { desc: 'nobody says', objects: [], mode: 'permissive', reach: 'default' },
    {
      desc: 'the mesh says',
      objects: [anObject('PeerAuthentication/istio-system/all', mtls('STRICT'))],
      mode: 'strict',
      reach: 'mesh',
    },
    {
      desc: 'the namespace says',
      objects: [
        anObject('PeerAuthentication/istio-system/all', mtls('STRICT')),
        anObject('PeerAuthentication/shop/here', mtls('DISABLE')),
      ],
      mode: 'disabled',
      reach: 'namespace',
    },
    {
      desc: 'its own says',
      objects: [
        anObject('PeerAuthentication/shop/here', mtls('DISABLE')),
        anObject('PeerAuthentication/shop/cart', { ...selector('cart'), ...mtls('STRICT') }),
      ],
      mode: 'strict',
      reach: 'workload',
    },
  ])('takes callers as $desc', ({ objects, mode, reach }) => {
    expect(policiesOf(...objects).mtlsOfWorkload(cart)).toMatchObject({ mode, reach })
  })

  it('tells the ports that differ', () => {
    const policy = {
      ...selector('cart'),
      ...mtls('STRICT'),
      portLevelMtls: { 8080: { mode: 'DISABLE' } },
    }
    const found = policiesOf(anObject('PeerAuthentication/shop/cart', policy)).mtlsOfWorkload(cart)
    expect([...(found?.byPort ?? [])]).toEqual([[8080, 'disabled']])
  })

  it('names what acts on it, and by which words', () => {
    const { actingOnWorkload } = policiesOf(
      anObject('AuthorizationPolicy/shop/own', selector('cart')),
      anObject('AuthorizationPolicy/shop/other', selector('orders')),
      anObject('AuthorizationPolicy/shop/wide'),
      anObject('AuthorizationPolicy/istio-system/all'),
      anObject('AuthorizationPolicy/shop/targeted', {
        targetRefs: [{ kind: 'Service', name: 'cart' }],
      }),
      anObject('Gateway/edge/front', { selector: { app: 'cart' } }, 'networking.istio.io'),
    )
    const found = actingOnWorkload(cart).map(({ object, why, words }) => [object.name, why, words])
    expect(found).toEqual([
      ['own', 'selector', 'app=cart'],
      ['front', 'selector', 'app=cart'],
      ['wide', 'namespace', 'shop'],
      ['all', 'mesh', 'istio-system'],
    ])
  })

  it('names what acts on a service, by its host or as its target', () => {
    const { actingOnService } = policiesOf(
      anObject(
        'VirtualService/shop/cart',
        { hosts: ['cart'], http: [{ route: [] }] },
        'networking.istio.io',
      ),
      anObject(
        'DestinationRule/shop/all',
        { host: '*.shop.svc.cluster.local' },
        'networking.istio.io',
      ),
      anObject('AuthorizationPolicy/shop/targeted', {
        targetRefs: [{ kind: 'Service', name: 'cart' }],
      }),
    )
    const found = actingOnService('shop/cart').map(({ object, why, words }) => [
      object.name,
      why,
      words,
    ])
    expect(found).toEqual([
      ['cart', 'host', 'cart'],
      ['all', 'namespace', '*.shop.svc.cluster.local'],
      ['targeted', 'target', 'Service cart'],
    ])
  })

  it('says nothing of mTLS where the objects that say it are not known', () => {
    const unreadable = [
      { kind: 'PeerAuthentication', reason: 'forbidden' as const, message: '', sinceAt: 0 },
    ]
    const { policies } = readConfig(anInventory({ unreadable }))
    expect(policies.mtlsOfWorkload(cart)).toBeNull()
    expect(policies.mtlsOfNamespace('shop')).toBeNull()
  })
})
