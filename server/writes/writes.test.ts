import { describe, expect, it } from 'vitest'
import type { Finding } from '#contract/validations.ts'
import type { LiveObject } from '../seams/object-calls.ts'
import { consequencesOf } from './consequences.ts'
import { fixText } from './fix-text.ts'
import { writersOf } from './history.ts'
import { editable, withHidden } from './live-text.ts'
import { writePatch } from './merge-patch.ts'
import { mergeThree } from './merge.ts'
import { ownersOf } from './owners.ts'
import { readPath, writePath } from './places.ts'

const anObject = (metadata: Partial<LiveObject['metadata']> = {}): LiveObject => ({
  apiVersion: 'net.io/v1',
  kind: 'Route',
  metadata: { name: 'cart', namespace: 'shop', ...metadata },
  spec: { to: 'cart' },
})

describe('ownersOf', () => {
  it.each([
    {
      desc: 'Argo CD by its tracking id',
      metadata: {
        annotations: { 'argocd.argoproj.io/tracking-id': 'shop:net.io/Route:shop/cart' },
      },
      expected: [['Argo CD', 'shop']],
    },
    {
      desc: 'Flux by its label',
      metadata: { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } },
      expected: [['Flux', 'apps']],
    },
    {
      desc: 'Helm once, however it shows',
      metadata: {
        annotations: { 'meta.helm.sh/release-name': 'shop' },
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      },
      expected: [['Helm', 'shop']],
    },
    {
      desc: 'a controller by its reference',
      metadata: {
        ownerReferences: [{ apiVersion: 'a/v1', kind: 'Shop', name: 'main', controller: true }],
      },
      expected: [['Shop', 'main']],
    },
    {
      desc: 'Argo CD by what it wrote',
      metadata: { managedFields: [{ manager: 'argocd-controller', operation: 'Apply' }] },
      expected: [['Argo CD', null]],
    },
    {
      desc: 'nobody for a status alone',
      metadata: {
        managedFields: [{ manager: 'helm', operation: 'Update', subresource: 'status' }],
      },
      expected: [],
    },
  ])('sees $desc', ({ metadata, expected }) => {
    expect(ownersOf(anObject(metadata)).map(({ tool, name }) => [tool, name])).toEqual(expected)
  })
})

describe('mergeThree', () => {
  const base = {
    a: 1,
    list: [
      { name: 'x', v: 1 },
      { name: 'y', v: 1 },
    ],
    gone: true,
  }

  it.each([
    {
      desc: 'one change of each side',
      theirs: { ...base, a: 2 },
      mine: { ...base, b: 3 },
      value: { ...base, a: 2, b: 3 },
      clashes: [],
    },
    {
      desc: 'the same change of both',
      theirs: { ...base, a: 2 },
      mine: { ...base, a: 2 },
      value: { ...base, a: 2 },
      clashes: [],
    },
    {
      desc: 'two changes of one field',
      theirs: { ...base, a: 2 },
      mine: { ...base, a: 3 },
      value: { ...base, a: 3 },
      clashes: ['a'],
    },
    {
      desc: 'a field that one side took away',
      theirs: { a: 1, list: base.list },
      mine: { ...base, a: 2 },
      value: { a: 2, list: base.list },
      clashes: [],
    },
    {
      desc: 'elements by their names',
      theirs: {
        ...base,
        list: [
          { name: 'x', v: 2 },
          { name: 'y', v: 1 },
          { name: 'z', v: 1 },
        ],
      },
      mine: {
        ...base,
        list: [
          { name: 'x', v: 1 },
          { name: 'y', v: 3 },
        ],
      },
      value: {
        ...base,
        list: [
          { name: 'x', v: 2 },
          { name: 'y', v: 3 },
          { name: 'z', v: 1 },
        ],
      },
      clashes: [],
    },
    {
      desc: 'lists that cannot be told apart',
      theirs: { ...base, list: [1] },
      mine: { ...base, list: [2, 3] },
      value: { ...base, list: [2, 3] },
      clashes: ['list'],
    },
  ])('puts together $desc', ({ theirs, mine, value, clashes }) => {
    const merged = mergeThree({ base, theirs, mine })
    expect(merged.value).toEqual(value)
    expect(merged.clashes.map(({ path }) => path)).toEqual(clashes)
  })
})

describe('the text of an object', () => {
  it('leaves out what machines write, and loses none of it', () => {
    const hidden = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }
    const live = {
      ...anObject({ resourceVersion: '7', uid: 'u', annotations: { ...hidden, own: 'yes' } }),
      status: { ready: true },
    }
    const draft = editable(live)
    expect(draft).toEqual(anObject({ annotations: { own: 'yes' } }))
    expect(withHidden(draft, live)).toEqual(live)
  })

  it('keeps comments when a repair is made in it', () => {
    const text = 'spec:\n  to: crat # misspelt\n  others: []\n'
    const patch = [{ op: 'replace' as const, path: '/spec/to', value: 'cart' }]
    expect(fixText(text, patch)).toBe('spec:\n  to: cart # misspelt\n  others: []\n')
  })

  it('makes a patch of what differs, for the object that it is about', () => {
    const after = { ...anObject({ labels: { a: 'b' } }), spec: { via: 'x' } }
    expect(writePatch(anObject(), after)).toBe(
      'apiVersion: net.io/v1\nkind: Route\nmetadata:\n  name: cart\n  namespace: shop\n  labels:\n    a: b\nspec:\n  to: null\n  via: x\n',
    )
    expect(writePatch(after, after)).toBeNull()
  })

  it('reads paths back as it writes them', () => {
    const path = ['spec', 'http', 0, 'route', 'app.io/name']
    expect(writePath(path)).toBe('spec.http[0].route["app.io/name"]')
    expect(readPath(writePath(path))).toEqual(path)
  })
})

it('tells who wrote which fields, the latest first', () => {
  const fieldsV1 = { 'f:spec': { 'f:http': { 'k:{"name":"a"}': { '.': {}, 'f:weight': {} } } } }
  const first = { manager: 'kubectl', operation: 'Update', time: '2026-01-01T00:00:00Z', fieldsV1 }
  const second = { manager: 'alidade', operation: 'Update', time: '2026-02-01T00:00:00Z' }
  const writers = writersOf(anObject({ managedFields: [first, second] }))
  expect(writers.map(({ manager, fields }) => [manager, fields])).toEqual([
    ['alidade', []],
    ['kubectl', ['spec.http[name=a].weight']],
  ])
})

it('tells as new only what was not said before, and only to those who may read it', () => {
  const object = { group: '', kind: 'Route', namespace: 'shop', name: 'cart' }
  const finding = (message: string, namespace = 'shop'): Finding => ({
    ...{ rule: 'MC1', severity: 'error', message, object: { ...object, namespace } },
    ...{ path: ['spec'], values: {}, related: [], fix: null, acknowledged: null },
  })
  const judged = {
    before: [finding('old'), finding('kept')],
    after: [finding('kept'), finding('new'), finding('new', 'bank')],
  }
  const reader = {
    sees: ({ namespace }: { namespace: string }) => namespace === 'shop',
    cut: (one: Finding) => one,
  }
  const { appear, vanish } = consequencesOf(judged, reader)
  expect([appear, vanish].map((list) => list.map(({ message }) => message))).toEqual([
    ['new'],
    ['old'],
  ])
})
