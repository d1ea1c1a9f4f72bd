import { describe, expect, it } from 'vitest'
import { createPositionStore } from './positions.ts'
import type { PositionStorage } from './positions.ts'

function aStorage(): PositionStorage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

describe('createPositionStore', () => {
  it('reads back what was written, per view', () => {
    const store = createPositionStore(aStorage())
    store.write('a', { x: { x: 1, y: 2 } })
    expect([store.read('a'), store.read('b')]).toEqual([{ x: { x: 1, y: 2 } }, {}])
  })

  it('forgets a view', () => {
    const store = createPositionStore(aStorage())
    store.write('a', { x: { x: 1, y: 2 } })
    store.forget('a')
    expect(store.read('a')).toEqual({})
  })

  it('keeps a bounded number of views: those that were used last', () => {
    const storage = aStorage()
    const store = createPositionStore(storage)
    store.write('first', { x: { x: 1, y: 2 } })
    for (let view = 0; view < 40; view += 1) store.write(`view ${view}`, { x: { x: 1, y: 2 } })
    expect(storage.items.size).toBeLessThan(30)
    expect(store.read('first')).toEqual({})
    expect(store.read('view 39')).toEqual({ x: { x: 1, y: 2 } })
  })

  it.each([
    { desc: 'no storage', storage: null },
    {
      desc: 'a storage that throws',
      storage: {
        getItem: () => {
          throw new Error('SecurityError')
        },
        setItem: () => {
          throw new Error('QuotaExceededError')
        },
        removeItem: () => undefined,
      },
    },
    {
      desc: 'a storage with something else in it',
      storage: {
        getItem: () => '[["x"], 7, ["a", 1, "b"]]',
        setItem: () => undefined,
        removeItem: () => undefined,
      },
    },
  ])('does without memory with $desc', ({ storage }) => {
    const store = createPositionStore(storage)
    store.write('a', { x: { x: 1, y: 2 } })
    expect(store.read('a')).toEqual({})
  })
})
