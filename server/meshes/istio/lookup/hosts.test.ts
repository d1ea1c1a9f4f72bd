import { describe, expect, it } from 'vitest'
import { viewOf } from '../../../../test/support/view-of.ts'
import { destinationRulesFor } from './destination-rules.ts'
import { egressScope, isImported } from './egress-scope.ts'
import { fqdnOf, serviceOf } from './fqdn.ts'
import { isKnownHost, portsOfHost } from './hosts.ts'
import { covers, overlaps, wildcardsAround } from './wildcards.ts'

describe('fqdnOf', () => {
  it.each([
    ['reviews', 'reviews.shop.svc.cluster.local'],
    ['reviews.shop', 'reviews.shop'],
    ['reviews.shop.svc', 'reviews.shop.svc'],
    ['reviews.other.svc.cluster.local', 'reviews.other.svc.cluster.local'],
    ['reviews.other.svc.acme.example', 'reviews.other.svc.cluster.local'],
    ['reviews.other.svc.cluster2.local', 'reviews.other.svc.cluster.local'],
    ['reviews.other.svc.cluster.loca', 'reviews.other.svc.cluster.loca'],
    ['reviews.other.svc.clusterset.local', 'reviews.other.svc.clusterset.local'],
    ['*.other.svc.acme.example', '*.other.svc.cluster.local'],
    ['*', '*'],
    ['*.local', '*.local'],
    ['api.example.com', 'api.example.com'],
    ['10.0.0.1', '10.0.0.1'],
    ['fd00::1', 'fd00::1'],
    ['', ''],
  ])('%s is %s', (host, expected) => {
    expect(fqdnOf(host, 'shop')).toBe(expected)
  })

  it('tells the service of a host of the cluster only', () => {
    expect(serviceOf('a.b.svc.cluster.local')).toEqual({ name: 'a', namespace: 'b' })
    expect(serviceOf('a.b.svc.clusterset.local')).toEqual({ name: 'a', namespace: 'b' })
    expect(serviceOf('*.b.svc.cluster.local')).toBeNull()
    expect(serviceOf('a.example.com')).toBeNull()
  })
})

describe('wildcards', () => {
  it('knows what covers what', () => {
    expect(wildcardsAround('a.b.c')).toEqual(['*.b.c', '*.c', '*'])
    expect(covers('*.b.c', 'a.b.c')).toBe(true)
    expect(covers('*.b.c', '*.a.b.c')).toBe(true)
    expect(covers('*.a.b.c', '*.b.c')).toBe(false)
    expect(covers('*.b.c', 'b.c')).toBe(false)
    expect(covers('*-eu.b.c', 'a-eu.b.c')).toBe(true)
    expect(overlaps('*.b.c', '*')).toBe(true)
    expect(overlaps('*.b.c', '*.d.c')).toBe(false)
  })
})

const registry = `
{apiVersion: v1, kind: Service, metadata: {name: reviews, namespace: shop}, spec: {ports: [{name: http, port: 9080}]}}
---
apiVersion: v1
kind: Service
metadata: {name: hidden, namespace: vault, annotations: {networking.istio.io/exportTo: '.'}}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: apis, namespace: shop}
spec: {hosts: ['*.example.com', exact.test, '*-eu.cloud.test'], ports: [{number: 443, name: tls, protocol: TLS}]}
---
apiVersion: networking.istio.io/v1beta1
kind: ServiceEntry
metadata: {name: own, namespace: shop}
spec: {hosts: [own.test], exportTo: ['.']}
`

describe('isKnownHost', () => {
  const view = viewOf(registry)

  it.each([
    { host: 'reviews', namespace: 'shop', known: true },
    { host: 'reviews', namespace: 'vault', known: false },
    { host: 'reviews.shop.svc.cluster.local', namespace: 'vault', known: true },
    { host: 'reviews.shop', namespace: 'shop', known: false },
    { host: 'hidden', namespace: 'vault', known: true },
    { host: 'hidden.vault.svc.cluster.local', namespace: 'shop', known: false },
    { host: 'api.example.com', namespace: 'vault', known: true },
    { host: 'a.b.example.com', namespace: 'vault', known: true },
    { host: 'example.com', namespace: 'vault', known: false },
    { host: 'exact.test', namespace: 'vault', known: true },
    { host: 'api-eu.cloud.test', namespace: 'vault', known: true },
    { host: 'api-us.cloud.test', namespace: 'vault', known: false },
    { host: 'own.test', namespace: 'shop', known: true },
    { host: 'own.test', namespace: 'vault', known: false },
    { host: '*', namespace: 'vault', known: true },
    { host: '*.local', namespace: 'vault', known: true },
    { host: '*.shop.svc.cluster.local', namespace: 'vault', known: true },
    { host: '*.none.svc.cluster.local', namespace: 'vault', known: false },
    { host: '*.test', namespace: 'vault', known: true },
    { host: '*.org', namespace: 'vault', known: false },
  ])('$host seen from $namespace: $known', ({ host, namespace, known }) => {
    expect(isKnownHost(view, host, namespace)).toBe(known)
  })

  it('tells the ports of a host', () => {
    expect(portsOfHost(view, 'reviews', 'shop')).toEqual([{ number: 9080, name: 'http' }])
    expect(portsOfHost(view, 'a.example.com', 'vault')).toEqual([{ number: 443, name: 'tls' }])
    expect(portsOfHost(view, 'nowhere', 'shop')).toBeNull()
    expect(portsOfHost(view, 'hidden', 'vault')).toBeNull()
  })
})

describe('destinationRulesFor', () => {
  const rule = (name: string, host: string, exportTo = '*'): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: shop}
spec: {host: '${host}', exportTo: ['${exportTo}']}
`
  const view = viewOf(
    [
      rule('short', 'reviews'),
      rule('wide', '*.shop.svc.cluster.local'),
      rule('mesh', '*.local', '.'),
      rule('other', 'ratings'),
      rule('nobody', 'reviews', '~'),
    ].join('---'),
  )

  it('finds those of the host and of wildcards around it that are exported', () => {
    const namesFor = (namespace: string): string[] =>
      destinationRulesFor(view, 'reviews.shop.svc.cluster.local', namespace).map(
        ({ metadata }) => metadata.name,
      )
    expect(namesFor('shop')).toEqual(['nobody', 'short', 'wide', 'mesh'])
    expect(namesFor('web')).toEqual(['short', 'wide'])
    expect(
      destinationRulesFor(view, 'reviews', 'web').map(({ metadata }) => metadata.name),
    ).toEqual([])
  })
})

describe('egressScope', () => {
  const sidecar = (namespace: string, hosts: string, rest = ''): string => `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default, namespace: ${namespace}}
spec: {egress: [{hosts: [${hosts}]}]${rest}}
`
  const reviews = { owner: 'shop', host: 'reviews.shop.svc.cluster.local' }

  it('is everything without a Sidecar', () => {
    expect(isImported(egressScope(viewOf(''), 'web'), reviews)).toBe(true)
  })

  it.each([
    { hosts: '"./*"', namespace: 'shop', imported: true },
    { hosts: '"./*"', namespace: 'web', imported: false },
    { hosts: '"shop/*"', namespace: 'web', imported: true },
    { hosts: '"*/*.svc.cluster.local"', namespace: 'web', imported: true },
    { hosts: 'shop/ratings.shop.svc.cluster.local', namespace: 'web', imported: false },
    { hosts: '"~/*"', namespace: 'web', imported: false },
    { hosts: '', namespace: 'web', imported: true, egress: '' },
  ])('$hosts seen from $namespace: $imported', ({ hosts, namespace, imported, egress }) => {
    const yaml = sidecar(namespace, hosts)
    const view = viewOf(egress === undefined ? yaml : yaml.replace(/egress: .*\]/, 'egress: []'))
    expect(isImported(egressScope(view, namespace), reviews)).toBe(imported)
  })

  it('takes that of the root namespace where there is none, and none for chosen workloads', () => {
    const root = sidecar('istio-system', '"istio-system/*"')
    const chosen = sidecar('web', '"*/*"', ', workloadSelector: {labels: {app: web}}')
    const view = viewOf([root, chosen].join('---'))
    expect(isImported(egressScope(view, 'web'), reviews)).toBe(false)
    expect(egressScope(view, 'web').sidecar?.metadata.namespace).toBe('istio-system')
  })
})
