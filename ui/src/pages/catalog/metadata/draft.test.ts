import { describe, expect, it } from 'vitest'
import type { ObjectTexts, TextClash } from '#contract/metadata.ts'
import { changesOf, problemsOf, rebase, rowsOf, textsOf, type DraftRow } from './draft.ts'

const state = (texts: Readonly<Record<string, string>>): ObjectTexts => ({
  object: { group: '', kind: 'Service', namespace: 'shop', name: 'cart' },
  ...{ uid: 'u', resourceVersion: '1' },
  parts: [
    {
      part: 'labels',
      texts: Object.entries(texts).map(([key, value]) => ({
        ...{ key, value, isOfMesh: false, fixed: null },
      })),
    },
  ],
})
const base = { app: 'cart', team: 'red' }
const row = (id: number, key: string, value = ''): DraftRow => ({ id, key, value, fixed: null })

describe('a draft of labels', () => {
  it('is told as what changes, key by key', () => {
    const rows = [row(0, 'app', 'basket'), row(2, 'tier', 'front')]
    expect(changesOf('labels', base, rows)).toEqual([
      { part: 'labels', key: 'app', from: 'cart', to: 'basket' },
      { part: 'labels', key: 'team', from: 'red', to: null },
      { part: 'labels', key: 'tier', from: null, to: 'front' },
    ])
    expect(changesOf('labels', base, rowsOf(state(base), 'labels'))).toEqual([])
  })

  it('names the field that is wrong, of new lines only', () => {
    const old = { 'not/a/key': 'x y', ...base }
    const rows = [
      row(0, 'not/a/key', 'x y'),
      ...[
        row(1, 'app', 'two words'),
        row(2, '', 'x'),
        row(3, 'team', 'red'),
        row(4, 'team', 'blue'),
      ],
    ]
    expect(Object.fromEntries(problemsOf('labels', old, rows))).toEqual({
      1: { field: 'value', problem: 'valueCharacters' },
      2: { field: 'key', problem: 'keyMissing' },
      3: { field: 'key', problem: 'duplicate' },
      4: { field: 'key', problem: 'duplicate' },
    })
    expect(problemsOf('labels', {}, [row(0, '')]).size).toBe(0)
    expect(changesOf('labels', {}, [row(0, '')])).toEqual([])
    expect(problemsOf('annotations', {}, [row(0, 'note', 'two words')]).size).toBe(0)
  })

  it('loses neither change when somebody was faster', () => {
    const changes = changesOf('labels', base, [row(0, 'app', 'basket'), row(1, 'new', 'x')])
    const theirs = state({ app: 'wagon', team: 'red', since: 'then' })
    const after = (side: 'mine' | 'theirs') => {
      const choice = ({ key }: Pick<TextClash, 'key'>) => (key === 'app' ? side : 'mine')
      return textsOf(rebase(theirs, changes, choice).get('labels') ?? [])
    }
    expect(after('mine')).toEqual({ app: 'basket', since: 'then', new: 'x' })
    expect(after('theirs')).toEqual({ app: 'wagon', since: 'then', new: 'x' })
  })
})
