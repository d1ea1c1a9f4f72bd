import { describe, expect, it } from 'vitest'
import { compareResources } from './compare-resources.ts'

const compare = (here: unknown, there: unknown): ReturnType<typeof compareResources> =>
  compareResources(new Map([['one', here]]), new Map([['one', there]]))

describe('resources that differ', () => {
  it.each([
    {
      desc: 'in a field',
      here: { timeout: '1s', same: true },
      there: { timeout: '2s', same: true },
      fields: [{ path: 'timeout', here: '"1s"', there: '"2s"' }],
    },
    {
      desc: 'in what is there',
      here: { a: { b: null } },
      there: { a: {} },
      fields: [{ path: 'a.b', here: 'null', there: null }],
    },
    {
      desc: 'in a place of a list',
      here: { list: [1, 2] },
      there: { list: [1, 3, 4] },
      fields: [
        { path: 'list[1]', here: '2', there: '3' },
        { path: 'list[2]', here: null, there: '4' },
      ],
    },
    {
      desc: 'in a named thing, wherever it stands',
      here: { hosts: [{ name: 'a', port: 1 }, { name: 'b' }] },
      there: { hosts: [{ name: 'b' }, { name: 'a', port: 2 }] },
      fields: [{ path: 'hosts[a].port', here: '1', there: '2' }],
    },
    {
      desc: 'in their kind',
      here: { a: [1] },
      there: { a: { 0: 1 } },
      fields: [{ path: 'a', here: '[1]', there: '{"0":1}' }],
    },
  ])('$desc', ({ here, there, fields }) => {
    const changes = [{ resource: 'one', change: 'changed', fields }]
    expect(compare(here, there)).toEqual({ same: 0, changes, leftOut: 0 })
  })

  it('are named when one side alone has them, and those alike are counted', () => {
    const here = new Map<string, unknown>([
      ['both', { a: [1, { b: 2 }] }],
      ['mine', 1],
    ])
    const there = new Map<string, unknown>([
      ['both', { a: [1, { b: 2 }] }],
      ['yours', 1],
    ])
    expect(compareResources(here, there)).toEqual({
      same: 1,
      changes: [
        { resource: 'mine', change: 'onlyHere', fields: [] },
        { resource: 'yours', change: 'onlyThere', fields: [] },
      ],
      leftOut: 0,
    })
  })

  it('are told as far as anybody reads', () => {
    const many = new Map(Array.from({ length: 600 }, (_, index) => [`r${index}`, {}]))
    expect(compareResources(many, new Map())).toMatchObject({ leftOut: 100 })
    const long = compare({ a: 'x'.repeat(2000) }, { a: 'y' }).changes[0]?.fields[0]?.here ?? ''
    expect(long).toHaveLength(501)
    const wide = (value: number): object =>
      Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`f${index}`, value]))
    expect(compare(wide(1), wide(2)).changes[0]?.fields).toHaveLength(50)
  })
})
