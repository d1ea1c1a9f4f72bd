import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useTyped } from './use-typed.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('tells when the typing pauses, however often it is drawn anew meanwhile', () => {
  const told: string[] = []
  const { result, rerender } = renderHook(() => useTyped('', (text) => told.push(text)))
  act(() => result.current[1]('err'))
  act(() => void vi.advanceTimersByTime(200))
  act(() => result.current[1]('error'))
  for (let drawn = 0; drawn < 3; drawn += 1) {
    act(() => void vi.advanceTimersByTime(90))
    rerender()
  }
  expect(told).toEqual([])
  act(() => void vi.advanceTimersByTime(40))
  expect(told).toEqual(['error'])
})

it('follows what it is set to', () => {
  const { result, rerender } = renderHook(({ text }) => useTyped(text, () => undefined), {
    initialProps: { text: 'cart' },
  })
  rerender({ text: '' })
  expect(result.current[0]).toBe('')
})
