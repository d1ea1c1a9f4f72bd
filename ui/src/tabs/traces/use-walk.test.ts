import { renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { useWalk } from './use-walk.ts'

function walkFrom(chosen: number) {
  const onChoose = vi.fn()
  const { result, rerender } = renderHook((now: number) => useWalk(now, onChoose), {
    initialProps: chosen,
  })
  const step = (): void => result.current.goTo(result.current.at() + 1)
  const back = (): void => result.current.goTo(result.current.at() - 1)
  return { onChoose, step, back, draw: rerender, at: () => result.current.at() }
}

describe('a walk through spans', () => {
  it('takes every step, though none is drawn yet', () => {
    const { step, onChoose, at } = walkFrom(3)
    step()
    step()
    step()
    expect(onChoose.mock.calls).toEqual([[4], [5], [6]])
    expect(at()).toBe(6)
  })

  it('goes on from the last step while an earlier one is drawn', () => {
    const { step, draw, at } = walkFrom(3)
    step()
    step()
    draw(4)
    step()
    expect(at()).toBe(6)
    draw(6)
    step()
    expect(at()).toBe(7)
  })

  it('begins again where something else was chosen', () => {
    const { step, draw, at } = walkFrom(3)
    step()
    draw(20)
    expect(at()).toBe(20)
    step()
    expect(at()).toBe(21)
  })

  it('forgets a step that was taken back before it was drawn', () => {
    const { step, back, draw, at } = walkFrom(3)
    step()
    back()
    expect(at()).toBe(3)
    draw(4) // chosen elsewhere
    expect(at()).toBe(4)
  })

  it('is where it led when steps back and forth are drawn at once', () => {
    const { step, back, draw, at } = walkFrom(3)
    step()
    step()
    back()
    draw(4)
    expect(at()).toBe(4)
    draw(5) // chosen elsewhere
    expect(at()).toBe(5)
  })

  it('asks for nothing where there is no further step', () => {
    const onChoose = vi.fn()
    const { result } = renderHook(() => useWalk(3, onChoose))
    result.current.goTo(3)
    expect(onChoose).not.toHaveBeenCalled()
  })
})
