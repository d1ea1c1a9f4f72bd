import { describe, expect, it } from 'vitest'
import type { NamespaceRow } from '#contract/catalog.ts'
import { facetOf, filterRows, isFiltered, readFilters, writeFilters } from './filters.ts'
import { readView } from './url.ts'

const aRow = (name: string, fields: Partial<NamespaceRow> = {}): NamespaceRow => ({
  ...{ cluster: 'east', name, node: `namespace:east/${name}`, status: 'healthy', labels: {} },
  ...{ workloads: {}, services: {}, apps: {}, worst: [], isControlPlane: false },
  ...{ dataPlane: 'sidecar', revision: null, hasRevision: null, servedBy: null },
  ...{ revisionUnknown: null, mtls: 'strict', mtlsFrom: 'mesh' },
  ...{ findings: { error: 0, warning: 0, info: 0 }, objects: 0 },
  ...fields,
})
const rows = [
  aRow('shop', { labels: { team: 'red', tier: 'front' }, status: 'failure' }),
  aRow('bank', { labels: { team: 'blue' }, mtls: 'permissive', dataPlane: 'ambient' }),
  aRow('root', { isControlPlane: true, dataPlane: null, mtls: null }),
]
const namesOf = (address: string): string[] =>
  filterRows(rows, readFilters(new URLSearchParams(address))).map(({ name }) => name)

describe('filters of namespaces', () => {
  it.each([
    { desc: 'nothing', address: '', names: ['shop', 'bank', 'root'] },
    { desc: 'a part of a name', address: 'find=ban', names: ['bank'] },
    { desc: 'what they are', address: 'find=control plane', names: ['root'] },
    { desc: 'health', address: 'health=failure', names: ['shop'] },
    {
      desc: 'mTLS, also where it does not apply',
      address: 'mtls=permissive,none',
      names: ['bank', 'root'],
    },
    { desc: 'type', address: 'types=controlPlane', names: ['root'] },
    { desc: 'mode', address: 'modes=ambient,unknown', names: ['bank', 'root'] },
    { desc: 'a label that is there', address: 'labels=team', names: ['shop', 'bank'] },
    {
      desc: 'a label with one of two values',
      address: 'labels=team=re,bl',
      names: ['shop', 'bank'],
    },
    { desc: 'all of two labels', address: 'labels=team=red tier=front', names: ['shop'] },
    {
      desc: 'any of two labels',
      address: 'labels=team=blue tier&labelMode=or',
      names: ['shop', 'bank'],
    },
    { desc: 'what cannot be read', address: 'health=splendid', names: ['shop', 'bank', 'root'] },
  ])('cut by $desc', ({ address, names }) => {
    expect(namesOf(address)).toEqual(names)
  })

  it('say of each choice what it would leave', () => {
    const filters = readFilters(new URLSearchParams('labels=team&mtls=strict'))
    expect(facetOf(rows, filters, 'mtls')).toEqual([
      { value: 'strict', count: 1 },
      { value: 'permissive', count: 1 },
    ])
    expect(facetOf(rows, filters, 'health')).toEqual([{ value: 'failure', count: 1 }])
  })

  it('are none where only the order is another one', () => {
    const { view } = readView(new URLSearchParams('sort=name&order=desc'))
    expect(isFiltered(view)).toBe(false)
    expect(isFiltered({ ...view, mtls: ['strict'] })).toBe(true)
  })

  it('stand in the address as short as they can, beside what is of others', () => {
    const others = new URLSearchParams('context=west&find=old')
    const filters = readFilters(
      new URLSearchParams('health=failure,degraded&labels=a b&labelMode=or'),
    )
    const written = writeFilters(filters, others)
    expect(Object.fromEntries(written)).toEqual({
      ...{ context: 'west', health: 'failure,degraded', labels: 'a b', labelMode: 'or' },
    })
    expect(readFilters(written)).toEqual(filters)
  })
})
