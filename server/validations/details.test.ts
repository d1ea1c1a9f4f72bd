import { describe, expect, it } from 'vitest'
import type { ConfigDetails } from '#contract/config.ts'
import { aReport, seen } from '../../test/support/config-report.ts'
import { aViewerOf } from '../../test/support/graph.ts'
import type { Viewer } from '../seams/identity.ts'
import { noReferences } from '../seams/references.ts'
import { describeObject } from './details.ts'

const report = aReport(
  `
{apiVersion: example.io/v1, kind: Route, metadata: {name: a, namespace: shop, labels: {}, creationTimestamp: 1970-01-01T00:00:05Z}, spec: {needs: bank/vault, to: b}, status: {conditions: [{type: Accepted, status: 'False', reason: NoBackend, message: nobody, lastTransitionTime: 1970-01-01T00:00:07Z}], validationMessages: [{level: WARNING, type: {code: X1, name: Odd}}]}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: b, namespace: shop}, spec: {to: gone}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: vault, namespace: bank, labels: {app.kubernetes.io/managed-by: Helm}}, spec: {to: a}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {selector: {app: cart}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart-v1, namespace: shop}, spec: {template: {metadata: {labels: {app: cart, version: v1}}}}}
`,
  {
    readReferences: ({ kind, spec }) => {
      if (kind !== 'Route') return null
      const { to } = spec as { to: string }
      return {
        ...noReferences,
        objects: [{ group: 'example.io', kind: 'Route', namespace: 'shop', name: to }],
      }
    },
  },
)

const all: Viewer = { user: null, sees: 'all' }
const route = (name: string, namespace = 'shop') => ({
  group: 'example.io',
  kind: 'Route',
  namespace,
  name,
})
function describeRoute(name: string, viewer = all, namespace = 'shop'): ConfigDetails {
  const details = describeObject(seen(report, { viewer }), route(name, namespace))
  if (details === null) throw new Error(`there is no ${name}`)
  return details
}

describe('an object of the configuration', () => {
  it('is text in which each finding has its lines', () => {
    const { yaml, findings, createdAt, validity } = describeRoute('a')
    const [finding] = findings
    expect(yaml.split('\n')[(finding?.line ?? 0) - 1]).toBe('  needs: bank/vault')
    expect(yaml).not.toContain('labels')
    expect({ createdAt, validity, endLine: finding?.endLine }).toEqual({
      createdAt: 5000,
      validity: 'error',
      endLine: finding?.line,
    })
  })

  it('is shown as the fix would make it', () => {
    const { yaml, findings } = describeRoute('a')
    expect(findings[0]?.fixText).toBe(yaml.replace('  needs: bank/vault\n', ''))
  })

  it('names whom it names, who names it, and whether they are there', () => {
    expect(describeRoute('a')).toMatchObject({
      uses: [{ object: route('b'), exists: true }],
      usedBy: [{ object: route('vault', 'bank'), exists: true }],
    })
    expect(describeRoute('b').uses).toEqual([{ object: route('gone'), exists: false }])
  })

  it('finds what a service selects, and the service of what runs', () => {
    const service = { group: '', kind: 'Service', namespace: 'shop', name: 'cart' }
    const workload = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart-v1' }
    expect(describeObject(seen(report), service)?.uses).toEqual([
      { object: workload, exists: true },
    ])
    expect(describeObject(seen(report), workload)?.usedBy).toEqual([
      { object: service, exists: true },
    ])
  })

  it('shows what its controllers say', () => {
    expect(describeRoute('a').statements).toEqual([
      {
        by: 'status',
        type: 'Accepted',
        status: 'False',
        reason: 'NoBackend',
        message: 'nobody',
        at: 7000,
      },
      {
        by: 'analysis of the control plane',
        type: 'X1',
        status: 'WARNING',
        reason: 'Odd',
        message: '',
        at: null,
      },
    ])
  })

  it('says which tool keeps it', () => {
    expect(describeRoute('vault', all, 'bank').managedBy).toBe('Helm')
    expect(describeRoute('a').managedBy).toBeNull()
  })

  it('is not there for whoever does not see its namespace', () => {
    expect(
      describeObject(seen(report, { viewer: aViewerOf('shop') }), route('vault', 'bank')),
    ).toBeNull()
  })

  it('keeps the names of what a viewer does not see to itself', () => {
    const { findings, usedBy } = describeRoute('a', aViewerOf('shop'))
    expect(usedBy).toEqual([])
    expect(findings).toMatchObject([
      { message: 'It needs something', values: {}, related: [], fix: null, fixText: null },
    ])
  })
})
