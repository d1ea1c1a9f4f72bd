import { describe, expect, it } from 'vitest'
import { suggestAt } from './complete.ts'
import { DraftStore } from './draft-store.ts'
import { indentAfter } from './indentation.ts'
import { indexSchema } from './schema-index.ts'
import { pathAt } from './yaml-path.ts'

const lines = [
  'metadata:',
  '  labels:',
  '    app: x',
  'spec:',
  '  http:',
  '  - route:',
  '    - host: a',
  '      weight: 1',
  '      ',
]

describe('pathAt', () => {
  it.each([
    { line: 2, column: 4, path: ['metadata', 'labels'] },
    { line: 5, column: 4, path: ['spec', 'http', '[]'] },
    { line: 7, column: 6, path: ['spec', 'http', '[]', 'route', '[]'] },
    { line: 8, column: 2, path: ['spec'] },
  ])('knows where line $line is at column $column', ({ line, column, path }) => {
    expect(pathAt(lines, line, column)).toEqual(path)
  })
})

const field = (path: string, type = 'string', choices: string[] = []) => ({
  ...{ path, type, choices, words: null, isRequired: false, usual: null },
})
const schema = indexSchema([
  field('spec', 'object'),
  field('spec.http', 'list of object'),
  field('spec.http[].route', 'list of object'),
  field('spec.http[].route[].host'),
  field('spec.http[].route[].weight', 'integer'),
  field('spec.http[].route[].mode', 'string', ['ON', 'OFF']),
  field('spec.http[].route[].match', 'object'),
])

describe('suggestAt', () => {
  it('offers the fields of the place that are not there yet', () => {
    const found = suggestAt(lines, { line: 8, column: 6 }, schema)
    expect(found?.all.map(({ label }) => label)).toEqual(['mode', 'match'])
    expect(found?.all[1]?.insert).toBe('match:\n  ')
  })

  it('offers the values of a field', () => {
    const typed = [...lines.slice(0, 8), '      mode: O']
    expect(suggestAt(typed, { line: 8, column: 13 }, schema)).toMatchObject({
      ...{ from: 12, all: [{ label: 'ON' }, { label: 'OFF' }] },
    })
  })

  it('offers nothing in a comment', () => {
    expect(suggestAt(['# spe'], { line: 0, column: 5 }, schema)).toBeNull()
  })
})

it.each([
  { before: 'spec:', indent: 2 },
  { before: '  - route:', indent: 6 },
  { before: '    - host: a', indent: 6 },
  { before: '  a: b', indent: 2 },
])('indents the line after "$before" by $indent', ({ before, indent }) => {
  expect(indentAfter(before)).toBe(indent)
})

describe('drafts', () => {
  const key = (user: string) => ({
    ...{ context: null, user, object: { group: '', kind: 'Route', namespace: 'a', name: 'b' } },
  })
  const draft = { text: 'new', base: 'old', resourceVersion: '1', at: 5 }

  it('are kept for the user that wrote them, and for nobody else', () => {
    const kept = new Map<string, string>()
    const store = new DraftStore({
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    })
    expect(store.keep(key('ann'), draft)).toBe(true)
    expect(store.read(key('ann'))).toEqual(draft)
    expect(store.read(key('bob'))).toBeNull()
    store.drop(key('ann'))
    expect(store.read(key('ann'))).toBeNull()
  })

  it('are simply not kept where the browser keeps nothing', () => {
    expect(new DraftStore(null).keep(key('ann'), draft)).toBe(false)
    const full = () => {
      throw new Error('full')
    }
    const store = new DraftStore({ getItem: () => '{', setItem: full, removeItem: full })
    expect(store.keep(key('ann'), draft)).toBe(false)
    expect(store.read(key('ann'))).toBeNull()
  })
})
