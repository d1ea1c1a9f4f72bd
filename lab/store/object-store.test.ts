import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../seams.ts'
import type { StoreEvent } from './history.ts'
import { ObjectStore, StoreError } from './object-store.ts'

const nowMs = Date.UTC(2026, 0, 5)

function newStore(historyLimit = 3): ObjectStore {
  return new ObjectStore({ nowMs: () => nowMs, historyLimit })
}

function aMap(name: string, fields: Partial<KubeObject> = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'a' }, ...fields }
}

describe('ObjectStore', () => {
  it('gives what it stores an identity and a growing revision', () => {
    const store = newStore()
    const made = store.create(aMap('x'))
    const changed = store.update({ ...made, data: { a: '1' } })
    expect(made.metadata).toMatchObject({
      creationTimestamp: '2026-01-05T00:00:00Z',
      generation: 1,
      resourceVersion: String(store.revision() - 1),
    })
    expect(changed.metadata).toMatchObject({ uid: made.metadata.uid, generation: 2 })
    expect(store.get('ConfigMap', 'a', 'x')).toBe(changed)
  })

  it('keeps generation when only status or metadata change, and revision when nothing does', () => {
    const store = newStore()
    const made = store.create(aMap('x'))
    const told = store.update({ ...made, status: { ready: true } })
    expect(told.metadata['generation']).toBe(1)
    expect(store.update({ ...told })).toBe(told)
  })

  it.each([
    {
      desc: 'a second of one name',
      failure: 'exists',
      act: (s: ObjectStore) => s.create(aMap('x')),
    },
    {
      desc: 'an update of nothing',
      failure: 'missing',
      act: (s: ObjectStore) => s.update(aMap('y')),
    },
    {
      desc: 'an update of an older revision',
      failure: 'conflict',
      act: (s: ObjectStore) =>
        s.update(aMap('x', { metadata: { name: 'x', namespace: 'a', resourceVersion: '7' } })),
    },
    {
      desc: 'a removal of nothing',
      failure: 'missing',
      act: (s: ObjectStore) => s.remove('ConfigMap', 'a', 'y'),
    },
  ])('refuses $desc', ({ failure, act }) => {
    const store = newStore()
    store.create(aMap('x'))
    let thrown: unknown = null
    try {
      act(store)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(StoreError)
    expect(thrown).toMatchObject({ failure })
  })

  it('waits with removal until the last finalizer is gone', () => {
    const store = newStore()
    const made = store.create(
      aMap('x', { metadata: { name: 'x', namespace: 'a', finalizers: ['f'] } }),
    )
    const marked = store.remove('ConfigMap', 'a', 'x')
    expect(marked.metadata['deletionTimestamp']).toBe('2026-01-05T00:00:00Z')
    store.update({ ...marked, metadata: { ...marked.metadata, finalizers: [] } })
    expect(store.get('ConfigMap', 'a', made.metadata.name)).toBeNull()
  })

  it('lists by kind over groups, and one group by its full name', () => {
    const store = newStore()
    const metadata = { name: 'g', namespace: 'a' }
    store.create({ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata })
    store.create({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata })
    expect(store.list('Gateway')).toHaveLength(2)
    expect(store.list('Gateway.networking.istio.io', 'a')).toHaveLength(1)
    expect(store.list('Gateway', 'b')).toHaveLength(0)
  })

  it('tells listeners of each change with what was before', () => {
    const store = newStore()
    const events: StoreEvent[] = []
    const stop = store.subscribe((event) => events.push(event))
    const made = store.create(aMap('x'))
    store.update({ ...made, data: { a: '1' } })
    store.remove('ConfigMap', 'a', 'x')
    stop()
    store.create(aMap('y'))
    expect(events.map((event) => [event.type, event.previous?.['data'] ?? null])).toEqual([
      ['ADDED', null],
      ['MODIFIED', null],
      ['DELETED', { a: '1' }],
    ])
  })

  it('knows recent changes, and says when it has forgotten some', () => {
    const store = newStore(3)
    const start = store.revision()
    for (let number = 0; number < 5; number += 1) store.create(aMap(`x${number}`))
    expect(store.changesAfter('ConfigMap', start)).toHaveLength(5)
    store.create(aMap('x5'))
    expect(store.changesAfter('ConfigMap', start)).toBeNull()
    expect(store.changesAfter('ConfigMap', store.revision() - 1)).toHaveLength(1)
    store.forgetHistory()
    expect(store.changesAfter('ConfigMap', store.revision() - 1)).toBeNull()
    expect(store.changesAfter('Secret', store.revision())).toEqual([])
  })
})
