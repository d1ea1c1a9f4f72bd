import { describe, expect, it } from 'vitest'
import { viewOf } from '../../../../test/support/view-of.ts'
import {
  areClientsMutual,
  isMutualTlsPossible,
  namespaceMode,
  reachOf,
  workloadMode,
} from './mtls.ts'

const policy = (place: string, spec: string, createdAt = '2026-01-01T00:00:00Z'): string => {
  const [namespace, name] = place.split('/')
  return `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: ${name ?? ''}, namespace: ${namespace ?? ''}, creationTimestamp: "${createdAt}"}, spec: ${spec}}\n---\n`
}

const rule = (place: string, host: string, mode: string): string => {
  const [namespace, name] = place.split('/')
  return `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name ?? ''}, namespace: ${namespace ?? ''}}, spec: {host: "${host}", trafficPolicy: {tls: {mode: ${mode}}}}}\n---\n`
}

const manual = `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "enableAutoMtls: false"}}\n---\n`

const strict = '{mtls: {mode: STRICT}}'
const cartStrict = '{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}}'

describe('the mode of servers', () => {
  it.each([
    { desc: 'is permissive by default', yaml: '', mode: 'PERMISSIVE' },
    { desc: "is the mesh's", yaml: policy('istio-system/default', strict), mode: 'STRICT' },
    {
      desc: "is the namespace's before the mesh's",
      yaml: policy('istio-system/a', strict) + policy('shop/b', '{mtls: {mode: DISABLE}}'),
      mode: 'DISABLE',
    },
    {
      desc: 'is inherited where a namespace says UNSET',
      yaml: policy('istio-system/a', strict) + policy('shop/b', '{mtls: {mode: UNSET}}'),
      mode: 'STRICT',
    },
    { desc: "is the workload's first", yaml: policy('shop/cart', cartStrict), mode: 'STRICT' },
    {
      desc: 'is not that of other workloads',
      yaml: policy('shop/pay', '{selector: {matchLabels: {app: pay}}, mtls: {mode: STRICT}}'),
      mode: 'PERMISSIVE',
    },
    {
      desc: 'is not that of a selector in the root namespace',
      yaml: policy('istio-system/cart', cartStrict),
      mode: 'PERMISSIVE',
    },
    {
      desc: 'is that of the oldest',
      yaml:
        policy('shop/a', strict, '2026-02-01T00:00:00Z') +
        policy('shop/b', '{mtls: {mode: DISABLE}}', '2025-02-01T00:00:00Z'),
      mode: 'DISABLE',
    },
    {
      desc: 'is the usual where it is nonsense',
      yaml: policy('shop/a', '{mtls: 7}'),
      mode: 'PERMISSIVE',
    },
  ])('$desc', ({ yaml, mode }) => {
    expect(workloadMode(viewOf(yaml), 'shop', { app: 'cart' }).mode).toBe(mode)
  })

  it('knows ports that differ', () => {
    const spec =
      '{selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}, portLevelMtls: {80: {mode: DISABLE}, 90: {mode: UNSET}}}'
    const { byPort } = workloadMode(viewOf(policy('shop/cart', spec)), 'shop', { app: 'cart' })
    expect([...byPort]).toEqual([
      [80, 'DISABLE'],
      [90, 'STRICT'],
    ])
  })

  it('says who says so', () => {
    const from = namespaceMode(viewOf(policy('istio-system/default', strict)), 'shop').from
    expect(from?.metadata.name).toBe('default')
  })
})

describe('reachOf', () => {
  it.each([
    ['*.local', 'mesh'],
    ['*', 'mesh'],
    ['*.shop.svc.cluster.local', 'namespace'],
    ['*.com', 'some'],
    ['reviews', 'some'],
    ['reviews.shop.svc.cluster.local', 'some'],
  ])('%s is of %s', (host, kind) => {
    expect(reachOf(host).kind).toBe(kind)
  })
})

describe('clients', () => {
  it.each([
    { desc: 'use mutual TLS by themselves', yaml: '', expected: true },
    { desc: 'do not without auto mTLS', yaml: manual, expected: false },
    {
      desc: 'are told by a rule for the mesh',
      yaml: manual + rule('istio-system/all', '*.local', 'ISTIO_MUTUAL'),
      expected: true,
    },
    {
      desc: 'obey the rule for the namespace first',
      yaml:
        rule('istio-system/all', '*.local', 'ISTIO_MUTUAL') +
        rule('shop/all', '*.shop.svc.cluster.local', 'DISABLE'),
      expected: false,
    },
  ])('$desc', ({ yaml, expected }) => {
    expect(areClientsMutual(viewOf(yaml), 'shop')).toBe(expected)
  })

  it('cannot where the server does not', () => {
    const view = viewOf(policy('shop/default', '{mtls: {mode: DISABLE}}'))
    expect(isMutualTlsPossible(view, 'shop', {})).toBe(false)
  })
})
