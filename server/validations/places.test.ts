import { describe, expect, it } from 'vitest'
import type { ValidationPlaces } from '#contract/places.ts'
import { aReport, seen } from '../../test/support/config-report.ts'
import { aViewerOf } from '../../test/support/graph.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import { noReferences, type References } from '../seams/references.ts'
import { describeObject } from './details.ts'
import { listPlaces } from './places.ts'

/** Routes speak of a host, or select by an app. */
function readReferences({ kind, metadata, spec }: KubeObject): References | null {
  if (kind !== 'Route') return null
  const { host, app } = spec as { host?: string; app?: string }
  const { namespace = '' } = metadata
  return {
    ...noReferences,
    hosts: host === undefined ? [] : [host],
    selects: app === undefined ? null : { namespace, labels: { app } },
  }
}

const report = aReport(
  `
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {selector: {app: cart}}}
---
{apiVersion: v1, kind: Service, metadata: {name: vault, namespace: bank}, spec: {selector: {app: vault}, needs: bank/none}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart-v1, namespace: shop}, spec: {template: {metadata: {labels: {app: cart, version: v1}}}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart-v2, namespace: shop}, spec: {template: {metadata: {labels: {app: cart, version: v2}}}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: vault, namespace: bank}, spec: {template: {metadata: {labels: {app: vault}}}}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: to-cart, namespace: shop}, spec: {needs: shop/none, host: cart.shop.svc.cluster.local}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: to-vault, namespace: shop}, spec: {needs: bank/none, host: vault.bank.svc.cluster.local}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: to-outside, namespace: shop}, spec: {needs: shop/none, host: api.example.com}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: of-vault, namespace: bank, annotations: {alidade.dev/ignore: MC901=later}}, spec: {needs: bank/none, app: vault}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: well, namespace: shop}, spec: {host: cart.shop.svc.cluster.local}}
`,
  { readReferences },
)

const error = (count: number, acknowledged = 0): ValidationPlaces['objects'][number]['counts'] => ({
  ...{ error: count, warning: 0, info: 0, acknowledged },
})
const namesOf = ({ objects }: ValidationPlaces, indexes: readonly number[] = []): string[] =>
  indexes.map((index) => objects[index]?.object.name ?? '?').sort()

describe('places that findings touch', () => {
  const places = listPlaces([seen(report)])

  it('are the services whose hosts an object with findings speaks of, or that are it', () => {
    expect(
      places.services.map(({ name, counts, touchedBy }) => ({
        ...{ name, counts, by: namesOf(places, touchedBy) },
      })),
    ).toEqual([
      { name: 'vault', counts: error(2), by: ['to-vault', 'vault'] },
      { name: 'cart', counts: error(1), by: ['to-cart'] },
    ])
  })

  it('are the workloads that it selects, and those behind the services, told apart', () => {
    const rows = places.workloads.map((one) => ({
      ...{ name: one.name, app: one.app, version: one.version, counts: one.counts },
      ...{ by: namesOf(places, one.touchedBy), called: namesOf(places, one.calledBy) },
    }))
    const cart = { app: 'cart', counts: error(1), by: ['to-cart'], called: ['to-cart'] }
    expect(rows.sort((one, other) => (one.name < other.name ? -1 : 1))).toEqual([
      { name: 'cart-v1', version: 'v1', ...cart },
      { name: 'cart-v2', version: 'v2', ...cart },
      {
        ...{ name: 'vault', app: 'vault', version: null, counts: error(2, 1) },
        ...{ by: ['of-vault', 'to-vault', 'vault'], called: ['to-vault', 'vault'] },
      },
    ])
  })

  it('are hosts that no service has, and namespaces with the objects in them', () => {
    expect(places.hosts.map(({ host, counts }) => [host, counts])).toEqual([
      ['api.example.com', error(1)],
    ])
    expect(places.namespaces.map(({ name, counts }) => [name, counts])).toEqual([
      ['bank', error(1, 1)],
      ['shop', error(3)],
    ])
  })

  it('name what is worst with each object, and count nothing that is acknowledged', () => {
    const of = places.objects.find(({ object }) => object.name === 'of-vault')
    expect(of).toMatchObject({ validity: 'valid', counts: error(0, 1), worst: { rule: 'MC901' } })
  })

  it('say nothing of what a viewer does not see, neither by namespace nor by kind', () => {
    const limited = listPlaces([seen(report, { viewer: aViewerOf('shop') })])
    expect(JSON.stringify(limited)).not.toMatch(/"vault"|bank/)
    expect(limited.workloads.map(({ name }) => name).sort()).toEqual(['cart-v1', 'cart-v2'])
    const mayList = (kind: string): boolean => kind !== 'example.io/Route'
    const withoutRoutes = listPlaces([seen(report, { mayList })])
    expect(withoutRoutes.objects.map(({ object }) => object.kind)).toEqual(['Service'])
    const withoutWorkloads = listPlaces([
      seen(report, { mayList: (kind) => kind !== 'apps/Deployment' }),
    ])
    expect(withoutWorkloads.workloads).toEqual([])
    expect(withoutWorkloads.services).toHaveLength(2)
  })

  it('are named with each object, as nodes of the graph', () => {
    const id = { group: 'example.io', kind: 'Route', namespace: 'shop', name: 'to-cart' }
    const touches = describeObject(seen(report), id)?.touches
    expect(touches?.services.map(({ node }) => node)).toEqual(['service:east/shop/cart'])
    expect(touches?.workloads.map(({ node }) => node)).toEqual([
      'workload:east/shop/cart-v1',
      'workload:east/shop/cart-v2',
    ])
    const other = describeObject(seen(report, { viewer: aViewerOf('shop') }), {
      ...id,
      name: 'to-vault',
    })
    expect(other?.touches).toEqual({ services: [], workloads: [], hosts: [], isCut: false })
  })
})
