import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPositionStore, type PositionStorage } from '../positions.ts'
import { PlaceMemory } from './place-memory.ts'

function aStorage(): PositionStorage {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

const at = (x: number) => ({ x, y: 0 })

describe('PlaceMemory', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('tells the store a little later, all at once, and of a map that is left before the next', () => {
    const store = createPositionStore(aStorage())
    const memory = new PlaceMemory(store)
    memory.open('one')
    memory.add({ a: at(1) })
    memory.pin('b', at(2))
    expect(store.read('one')).toEqual({})
    vi.runAllTimers()
    expect(store.read('one')).toEqual({ a: at(1), b: at(2), 'pin:b': at(2) })
    memory.add({ a: at(3) })
    memory.open('two')
    expect(store.read('one')['a']).toEqual(at(3))
    expect(memory.places).toEqual({})
    memory.open('one')
    expect([memory.places['a'], memory.pinned]).toEqual([at(3), ['b']])
  })

  it('keeps what is not drawn any more, and forgets what is let go, with its pin', () => {
    const memory = new PlaceMemory(createPositionStore(aStorage()))
    memory.open('one')
    memory.pin('a', at(1))
    memory.add({ b: at(2) })
    memory.forgetNode('a')
    memory.add({ c: at(3) })
    expect(memory.places).toEqual({ b: at(2), c: at(3) })
    memory.forgetAll()
    expect([memory.places, memory.mapKey]).toEqual([{}, 'one'])
  })

  it('keeps pins and what is drawn when there is too much of what was', () => {
    const store = createPositionStore(aStorage())
    const memory = new PlaceMemory(store)
    memory.open('one')
    memory.pin('mine', at(7))
    const count = 1000
    for (let batch = 0; batch < 5; batch += 1)
      memory.add(
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [`${batch}/${index}`, at(index)]),
        ),
      )
    memory.write()
    const kept = store.read('one')
    const names = ['4/0', 'pin:mine', 'mine', '0/0']
    expect(names.map((name) => kept[name])).toEqual([at(0), at(7), at(7), undefined])
  })
})
