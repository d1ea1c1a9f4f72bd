import { describe, expect, it } from 'vitest'
import type { TextChange } from '#contract/metadata.ts'
import type { LiveObject } from '../seams/object-calls.ts'
import {
  findChangeProblems,
  findClashes,
  findFixed,
  withTexts,
  writeTextPatch,
} from './metadata-change.ts'
import { placesOfKind, readTexts } from './metadata-parts.ts'

const cart: LiveObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    ...{ name: 'cart', namespace: 'shop', uid: 'u-1', resourceVersion: '7' },
    labels: { app: 'cart', team: 'red' },
  },
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    template: { metadata: { labels: { app: 'cart', version: 'v1' } } },
  },
}
const places = placesOfKind({ group: 'apps', kind: 'Deployment' }) ?? {}
const change = (fields: Partial<TextChange>): TextChange => ({
  ...{ part: 'labels', key: 'team', from: 'red', to: 'blue' },
  ...fields,
})

describe('a change of texts', () => {
  it.each([
    {
      desc: 'a value',
      changes: [change({})],
      steps: [{ op: 'replace', path: '/metadata/labels/team', value: 'blue' }],
    },
    {
      desc: 'a new key with a prefix',
      changes: [change({ key: 'example.io/tier', from: null, to: 'front' })],
      steps: [{ op: 'add', path: '/metadata/labels/example.io~1tier', value: 'front' }],
    },
    {
      desc: 'a key that is taken away',
      changes: [change({ to: null })],
      steps: [{ op: 'remove', path: '/metadata/labels/team' }],
    },
    {
      desc: 'the first two annotations, whose map is made once',
      changes: [
        change({ part: 'annotations', key: 'a', from: null, to: '1' }),
        change({ part: 'annotations', key: 'b', from: null, to: '2' }),
      ],
      steps: [
        { op: 'add', path: '/metadata/annotations', value: {} },
        { op: 'add', path: '/metadata/annotations/a', value: '1' },
        { op: 'add', path: '/metadata/annotations/b', value: '2' },
      ],
    },
    {
      desc: 'a label of the pods',
      changes: [change({ part: 'podLabels', key: 'version', from: 'v1', to: 'v2' })],
      steps: [{ op: 'replace', path: '/spec/template/metadata/labels/version', value: 'v2' }],
    },
  ])('writes $desc as a patch of this version alone', ({ changes, steps }) => {
    expect(writeTextPatch(cart, changes, places)).toEqual([
      { op: 'replace', path: '/metadata/resourceVersion', value: '7' },
      ...steps,
    ])
  })

  it('writes nothing where it is so already', () => {
    expect(writeTextPatch(cart, [change({ to: 'red' })], places)).toEqual([])
  })

  it('clashes with what another has changed otherwise, and with nothing else', () => {
    const theirs = { ...cart, metadata: { ...cart.metadata, labels: { team: 'green', new: 'x' } } }
    expect(findClashes(theirs, [change({})], places)).toEqual([
      { part: 'labels', key: 'team', base: 'red', theirs: 'green', mine: 'blue' },
    ])
    expect(findClashes(theirs, [change({ to: 'green' })], places)).toEqual([])
    expect(findClashes(theirs, [change({ key: 'app', from: 'cart', to: null })], places)).toEqual(
      [],
    )
    expect(findClashes(theirs, [change({ key: 'app', from: 'cart', to: 'x' })], places)).toEqual([
      { part: 'labels', key: 'app', base: 'cart', theirs: null, mine: 'x' },
    ])
  })

  it.each([
    { desc: 'a key twice', changes: [change({}), change({ to: 'green' })], says: /twice/ },
    { desc: 'a value of a label', changes: [change({ to: 'two words' })], says: /begins and ends/ },
    { desc: 'a key', changes: [change({ key: 'a/b/c' })], says: /one slash/ },
  ])('names the key where $desc cannot be', ({ changes, says }) => {
    const [problem] = findChangeProblems(changes, places)
    expect(problem?.message).toMatch(says)
    expect(problem?.key).toBe(changes[0]?.key)
  })

  it('takes a wrong key away, as long as it is there', () => {
    expect(findChangeProblems([change({ key: 'a/b/c', to: null })], places)).toEqual([])
  })

  it('keeps the parts of a kind to the kind', () => {
    const ofNamespace = placesOfKind({ group: '', kind: 'Namespace' }) ?? {}
    expect(findChangeProblems([change({ part: 'podLabels' })], ofNamespace)).toHaveLength(1)
    expect(placesOfKind({ group: '', kind: 'Secret' })).toBeNull()
  })

  it('leaves labels by which pods are selected', () => {
    const [problem] = findFixed(cart, [change({ part: 'podLabels', key: 'app' })], places)
    expect(problem).toMatchObject({ part: 'podLabels', key: 'app' })
    expect(findFixed(cart, [change({})], places)).toEqual([])
  })

  it('says how the object would be', () => {
    const changes = [
      change({ to: null }),
      change({ part: 'podAnnotations', key: 'note', from: null, to: 'x' }),
    ]
    const after = withTexts(cart, changes, places)
    expect(after.metadata.labels).toEqual({ app: 'cart' })
    expect(after.spec).toEqual({
      selector: { matchLabels: { app: 'cart' } },
      template: {
        metadata: { labels: { app: 'cart', version: 'v1' }, annotations: { note: 'x' } },
      },
    })
  })
})

describe('texts of an object', () => {
  it('come with those of its pods, those of the mesh first, without what repeats the object', () => {
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
      a: '1',
      'mesh.example/inject': 'true',
    }
    const live = { ...cart, metadata: { ...cart.metadata, annotations } }
    const { parts, uid } = readTexts(live, (key) => key.startsWith('mesh.example/'))
    expect(uid).toBe('u-1')
    expect(parts.map(({ part }) => part)).toEqual([
      ...['labels', 'annotations', 'podLabels', 'podAnnotations'],
    ])
    expect(parts[1]?.texts).toEqual([
      { key: 'mesh.example/inject', value: 'true', isOfMesh: true, fixed: null },
      { key: 'a', value: '1', isOfMesh: false, fixed: null },
    ])
    expect(parts[2]?.texts.map(({ key, fixed }) => [key, fixed !== null])).toEqual([
      ['app', true],
      ['version', false],
    ])
  })
})
