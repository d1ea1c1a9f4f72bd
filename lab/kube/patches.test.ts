import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyJsonPatch } from './json-patch.ts'
import { applyConfig, bookUpdate } from './managed-fields.ts'
import type { Manager } from './managed-fields.ts'
import { applyMergePatch, applyStrategicPatch } from './merge-patch.ts'
import { KubeStatusError } from './status.ts'

describe('applyJsonPatch', () => {
  const document = { a: { b: [1, 2] }, 'c/d': 'x' }

  it.each([
    {
      desc: 'adds a field',
      operation: { op: 'add', path: '/a/c', value: 3 },
      expected: { a: { b: [1, 2], c: 3 }, 'c/d': 'x' },
    },
    {
      desc: 'adds to the end of a list',
      operation: { op: 'add', path: '/a/b/-', value: 3 },
      expected: { a: { b: [1, 2, 3] }, 'c/d': 'x' },
    },
    {
      desc: 'inserts into a list',
      operation: { op: 'add', path: '/a/b/0', value: 0 },
      expected: { a: { b: [0, 1, 2] }, 'c/d': 'x' },
    },
    {
      desc: 'replaces',
      operation: { op: 'replace', path: '/c~1d', value: 'y' },
      expected: { a: { b: [1, 2] }, 'c/d': 'y' },
    },
    {
      desc: 'removes from a list',
      operation: { op: 'remove', path: '/a/b/0' },
      expected: { a: { b: [2] }, 'c/d': 'x' },
    },
    {
      desc: 'moves',
      operation: { op: 'move', from: '/c~1d', path: '/a/b' },
      expected: { a: { b: 'x' } },
    },
    {
      desc: 'tests what is so',
      operation: { op: 'test', path: '/a/b/1', value: 2 },
      expected: document,
    },
  ])('$desc', ({ operation, expected }) => {
    expect(applyJsonPatch(document, [operation])).toEqual(expected)
  })

  it.each([
    { desc: 'a replacement in nothing', operation: { op: 'replace', path: '/z/y', value: 1 } },
    { desc: 'a removal of nothing', operation: { op: 'remove', path: '/a/z' } },
    { desc: 'a test that fails', operation: { op: 'test', path: '/c~1d', value: 'y' } },
    { desc: 'an index beyond the end', operation: { op: 'add', path: '/a/b/7', value: 1 } },
    { desc: 'an unknown operation', operation: { op: 'paint', path: '/a' } },
  ])('refuses $desc', ({ operation }) => {
    expect(() => applyJsonPatch(document, [operation])).toThrow(KubeStatusError)
  })
})

describe('applyMergePatch', () => {
  it('merges records, removes by null and replaces the rest', () => {
    const patch = { a: { b: null, c: [3] }, d: 'y' }
    expect(applyMergePatch({ a: { b: 1, c: [1, 2] }, d: 'x' }, patch)).toEqual({
      a: { c: [3] },
      d: 'y',
    })
  })

  it('changes nothing when applied twice', () => {
    const anyJson = fc.jsonValue()
    fc.assert(
      fc.property(anyJson, anyJson, (document, patch) => {
        const once = applyMergePatch(document, patch)
        expect(applyMergePatch(once, patch)).toEqual(once)
      }),
    )
  })
})

describe('applyStrategicPatch', () => {
  const document = {
    containers: [
      { name: 'a', image: '1' },
      { name: 'b', image: '1' },
    ],
    args: ['x'],
  }

  it.each([
    {
      desc: 'merges items of one name',
      patch: { containers: [{ name: 'b', image: '2' }] },
      expected: {
        ...document,
        containers: [
          { name: 'a', image: '1' },
          { name: 'b', image: '2' },
        ],
      },
    },
    {
      desc: 'removes an item on request',
      patch: { containers: [{ name: 'a', $patch: 'delete' }] },
      expected: { ...document, containers: [{ name: 'b', image: '1' }] },
    },
    {
      desc: 'replaces lists without a key',
      patch: { args: ['y'] },
      expected: { ...document, args: ['y'] },
    },
  ])('$desc', ({ patch, expected }) => {
    expect(applyStrategicPatch(document, patch)).toEqual(expected)
  })
})

describe('managed fields', () => {
  const manager = (name: string): Manager => ({
    name,
    apiVersion: 'v1',
    time: 't',
    subresource: '',
  })

  it('book changes on their writer and take them from others', () => {
    const made = bookUpdate(null, { metadata: {}, data: { a: '1', b: '1' } }, manager('one'))
    const changed = bookUpdate(made, { ...made, data: { a: '2', b: '1' } }, manager('two'))
    expect(changed['metadata']).toEqual({
      managedFields: [
        expect.objectContaining({ manager: 'one', fieldsV1: { 'f:data': { 'f:b': {} } } }),
        expect.objectContaining({ manager: 'two', fieldsV1: { 'f:data': { 'f:a': {} } } }),
      ],
    })
  })

  it('drop what a manager no longer applies, and keep what others own', () => {
    const one = manager('one')
    const base = { live: { metadata: {} }, manager: one, isForced: false }
    const first = applyConfig({ ...base, config: { metadata: {}, data: { a: '1', b: '1' } } })
    const touched = bookUpdate(
      first,
      { ...first, data: { a: '1', b: '1', c: '1' } },
      manager('two'),
    )
    const second = applyConfig({
      ...base,
      live: touched,
      config: { metadata: {}, data: { a: '3' } },
    })
    expect(second['data']).toEqual({ a: '3', c: '1' })
  })
})
