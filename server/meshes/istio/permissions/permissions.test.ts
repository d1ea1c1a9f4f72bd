import { describe, expect, it } from 'vitest'
import { anInventory, aServiceObject, aWorkloadObject } from '../../../../test/support/inventory.ts'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import type { Callee, PermittedCall } from '../../../seams/permissions.ts'
import { istio } from '../index.ts'

const groups = {
  AuthorizationPolicy: 'security.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
  Gateway: 'networking.istio.io/v1',
  VirtualService: 'networking.istio.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
} as const

function anObject(kind: keyof typeof groups, path: string, spec: unknown): ConfigObject {
  const [namespace = '', name = ''] = path.split('/')
  return { apiVersion: groups[kind], kind, metadata: { namespace, name }, spec }
}

const proxy = { name: 'istio-proxy', image: 'proxyv2', isInit: false, env: {} }
const app = { name: 'app', image: 'app', isInit: false, env: {} }

/** A workload with a sidecar, and an account called like its app. */
function aMember(path: string): Inventory['workloads'][number] {
  const plain = aWorkloadObject(path)
  const serviceAccountName = plain.podLabels['app'] ?? ''
  return { ...plain, containers: [app, proxy], podSettings: { serviceAccountName } }
}

const gateway = {
  ...aWorkloadObject('edge/ingress', { podLabels: { istio: 'ingress' } }),
  containers: [proxy],
}
const apiGateway = {
  ...aWorkloadObject('edge/front', {
    podLabels: { 'gateway.networking.k8s.io/gateway-name': 'front' },
  }),
  containers: [proxy],
}
const outsider = aWorkloadObject('shop/batch-v1', {
  containers: [app],
  podSettings: { serviceAccountName: 'cart' },
})

const workloads = [
  ...['shop/cart-v1', 'shop/search-v1', 'pay/ledger-v1', 'pay/ledger-v2', 'pay/bank-v1'].map(
    aMember,
  ),
  ...[gateway, apiGateway, outsider],
]
const services = ['shop/cart', 'shop/search', 'pay/ledger', 'pay/bank'].map((key) =>
  aServiceObject(key),
)

function permissionsOf(objects: readonly ConfigObject[]) {
  const config = Map.groupBy(objects, ({ kind }) => kind)
  return istio.readConfig(anInventory({ workloads, services, config })).permissions()
}

const nameOf = ({ isService, services: own, workloads: behind }: Callee): string =>
  isService ? `service ${own.join()} (${behind.join()})` : behind.join()

function grantsOf(...objects: readonly ConfigObject[]): readonly string[] {
  return permissionsOf(objects).grants.map(
    ({ callers, callees, because }) =>
      `${because.ground} ${callers.join()} → ${callees.map(nameOf).join()}`,
  )
}

const aPolicy = (spec: unknown, path = 'pay/policy'): ConfigObject =>
  anObject('AuthorizationPolicy', path, spec)

const from = (...sources: readonly unknown[]): unknown => [
  { from: sources.map((source) => ({ source })) },
]
const ledger = { selector: { matchLabels: { app: 'ledger' } } }

describe('callers that policies let in', () => {
  it.each([
    {
      desc: 'by their account, without those that have no proxy',
      source: { principals: ['cluster.local/ns/shop/sa/cart'] },
      expected: ['admission shop/cart-v1 → pay/ledger-v1,pay/ledger-v2'],
    },
    {
      desc: 'by their namespace',
      source: { namespaces: ['shop'] },
      expected: ['admission shop/cart-v1,shop/search-v1 → pay/ledger-v1,pay/ledger-v2'],
    },
    {
      desc: 'by all accounts of a namespace',
      source: { principals: ['cluster.local/ns/shop/*'] },
      expected: ['admission shop/cart-v1,shop/search-v1 → pay/ledger-v1,pay/ledger-v2'],
    },
    {
      desc: 'by a service account of its own namespace',
      source: { serviceAccounts: ['bank'] },
      expected: ['admission pay/bank-v1 → pay/ledger-v1,pay/ledger-v2'],
    },
    {
      desc: 'without those that are excepted',
      source: { namespaces: ['shop'], notPrincipals: ['cluster.local/ns/shop/sa/cart'] },
      expected: ['admission shop/search-v1 → pay/ledger-v1,pay/ledger-v2'],
    },
    { desc: 'not everybody', source: { principals: ['*'] }, expected: [] },
    {
      desc: 'not those of another mesh',
      source: { principals: ['other.example/ns/shop/sa/cart'] },
      expected: [],
    },
    { desc: 'not by a token of the request', source: { requestPrincipals: ['*'] }, expected: [] },
  ])('are told $desc', ({ source, expected }) => {
    expect(grantsOf(aPolicy({ ...ledger, rules: from(source) }))).toEqual(expected)
  })

  it('reach a service that the policy is attached to', () => {
    const spec = {
      targetRefs: [{ kind: 'Service', name: 'bank' }],
      rules: from({ namespaces: ['shop'] }),
    }
    expect(grantsOf(aPolicy(spec))).toEqual([
      'admission shop/cart-v1,shop/search-v1 → service pay/bank (pay/bank-v1)',
    ])
  })

  it('reach the whole namespace of a policy that selects nobody', () => {
    const spec = { rules: from({ principals: ['cluster.local/ns/shop/sa/search'] }) }
    expect(grantsOf(aPolicy(spec))).toEqual([
      'admission shop/search-v1 → pay/ledger-v1,pay/ledger-v2,pay/bank-v1',
    ])
  })

  it('are none where the policy denies, allows nothing, or holds for the whole mesh', () => {
    const rules = from({ namespaces: ['shop'] })
    expect(grantsOf(aPolicy({ ...ledger, action: 'DENY', rules }))).toEqual([])
    expect(grantsOf(aPolicy({ ...ledger }))).toEqual([])
    expect(grantsOf(aPolicy({ rules }, 'istio-system/mesh-wide'))).toEqual([])
  })
})

describe('hosts that a Sidecar names', () => {
  it('are reached by the proxies of its namespace', () => {
    const hosts = ['./*', 'istio-system/*', '*/bank.pay.svc.cluster.local', 'pay/*']
    expect(grantsOf(anObject('Sidecar', 'shop/default', { egress: [{ hosts }] }))).toEqual([
      'reach shop/cart-v1,shop/search-v1 → service pay/bank (pay/bank-v1)',
      'reach shop/cart-v1,shop/search-v1 → service pay/ledger (pay/ledger-v1,pay/ledger-v2),service pay/bank (pay/bank-v1)',
    ])
  })

  it('are those of the Sidecar that selects the workload, where there are two', () => {
    const wide = anObject('Sidecar', 'shop/default', { egress: [{ hosts: ['pay/*'] }] })
    const own = anObject('Sidecar', 'shop/of-cart', {
      workloadSelector: { labels: { app: 'cart' } },
      egress: [{ hosts: ['pay/bank.pay.svc.cluster.local'] }],
    })
    expect(grantsOf(wide, own)).toEqual([
      'reach shop/search-v1 → service pay/ledger (pay/ledger-v1,pay/ledger-v2),service pay/bank (pay/bank-v1)',
      'reach shop/cart-v1 → service pay/bank (pay/bank-v1)',
    ])
  })

  it('are none where it says nothing of what goes out', () => {
    expect(grantsOf(anObject('Sidecar', 'shop/default', { ingress: [{}] }))).toEqual([])
  })
})

describe('destinations of routes at gateways', () => {
  const front = anObject('Gateway', 'edge/front-door', { selector: { istio: 'ingress' } })

  it('are called by the proxies of the gateway, delegates followed', () => {
    const main = anObject('VirtualService', 'edge/main', {
      hosts: ['shop.example.com'],
      gateways: ['front-door', 'mesh'],
      http: [
        { delegate: { name: 'carts', namespace: 'shop' } },
        { match: [{ gateways: ['mesh'] }], route: [{ destination: { host: 'bank.pay.svc' } }] },
        {
          route: [
            { destination: { host: 'search.shop.svc.cluster.local' }, weight: 100 },
            { destination: { host: 'ledger.pay.svc.cluster.local' }, weight: 0 },
          ],
        },
      ],
    })
    const delegate = anObject('VirtualService', 'shop/carts', {
      http: [{ route: [{ destination: { host: 'cart' } }] }],
    })
    expect(grantsOf(front, main, delegate)).toEqual([
      'route edge/ingress → service shop/cart (shop/cart-v1),service shop/search (shop/search-v1)',
    ])
  })

  it('are called by the pods of a Gateway of the API', () => {
    const route = anObject('HTTPRoute', 'shop/carts', {
      parentRefs: [
        { name: 'front', namespace: 'edge' },
        { kind: 'Service', name: 'search' },
      ],
      rules: [{ backendRefs: [{ name: 'cart' }, { name: 'search', weight: 0 }] }],
    })
    expect(grantsOf(route)).toEqual(['route edge/front → service shop/cart (shop/cart-v1)'])
  })
})

describe('what one object allows', () => {
  const call = (caller: string, workload: string, service: string): PermittedCall => ({
    caller,
    workload,
    services: [service],
  })
  const ofCart = call('shop/cart-v1', 'pay/ledger-v1', 'pay/ledger')
  const rules = from({ principals: ['cluster.local/ns/shop/sa/search'] })

  it.each([
    { desc: 'nothing speaks of it', objects: [], expected: false },
    {
      desc: 'a policy lets in others only',
      objects: [aPolicy({ ...ledger, rules })],
      expected: true,
    },
    {
      desc: 'one of several policies lets it in',
      objects: [
        aPolicy({ ...ledger, rules }),
        aPolicy({ rules: from({ namespaces: ['shop'] }) }, 'pay/wide'),
      ],
      expected: false,
    },
    { desc: 'a policy allows nothing', objects: [aPolicy({}, 'pay/nothing')], expected: true },
    {
      desc: 'a policy denies the caller',
      objects: [aPolicy({ ...ledger, action: 'DENY', rules: from({ namespaces: ['shop'] }) })],
      expected: true,
    },
    {
      desc: 'a policy denies some of its paths',
      objects: [
        aPolicy({
          ...ledger,
          action: 'DENY',
          rules: [{ to: [{ operation: { paths: ['/admin'] } }] }],
        }),
      ],
      expected: false,
    },
    {
      desc: 'a policy of the whole mesh allows nothing',
      objects: [aPolicy({}, 'istio-system/nothing')],
      expected: true,
    },
    {
      desc: 'a Sidecar does not name the callee',
      objects: [anObject('Sidecar', 'shop/default', { egress: [{ hosts: ['./*'] }] })],
      expected: true,
    },
    {
      desc: 'a Sidecar names it among all',
      objects: [anObject('Sidecar', 'shop/default', { egress: [{ hosts: ['*/*'] }] })],
      expected: false,
    },
  ])('another forbids: $desc', ({ objects, expected }) => {
    expect(permissionsOf(objects).isRefused(ofCart)).toBe(expected)
  })

  it('is not touched by objects that are malformed', () => {
    const shapes = [null, 7, 'x', [], { rules: 3 }, { rules: [null] }, { egress: [{ hosts: 1 }] }]
    const kinds = ['AuthorizationPolicy', 'Sidecar', 'Gateway', 'VirtualService'] as const
    const objects = kinds.flatMap((kind) =>
      shapes.map((spec, index) => anObject(kind, `shop/${index}`, spec)),
    )
    expect(permissionsOf(objects).grants).toEqual([])
  })
})
