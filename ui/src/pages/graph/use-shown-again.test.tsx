import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { smallMesh } from '../../../test-support/small-mesh.ts'
import { defaultView, type GraphView } from './url.ts'
import { useShown } from './use-shown.ts'

describe('useShown', () => {
  it('hands on the same lists and ranks where a refresh changed nothing but the head', () => {
    const view: GraphView = {
      ...defaultView,
      find: 'idle',
      hide: 'name = gate',
      rankBy: ['inbound'],
    }
    const before = smallMesh()
    const { result, rerender } = renderHook(({ graph }) => useShown(graph, view), {
      initialProps: { graph: before },
    })
    const first = result.current
    rerender({ graph: { ...before, at: before.at + 15_000 } })
    const second = result.current
    expect(second.drawn.at).toBe(before.at + 15_000)
    for (const list of ['nodes', 'edges', 'boxes'] as const)
      expect(second.drawn[list]).toBe(first.drawn[list])
    expect(second.ranks).toBe(first.ranks)
    expect(second.found).toBe(first.found)
  })
})
