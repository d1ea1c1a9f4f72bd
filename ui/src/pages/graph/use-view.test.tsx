import { act, renderHook } from '@testing-library/react'
import { MemoryRouter, useLocation } from 'react-router'
import { describe, expect, it } from 'vitest'
import { useView } from './use-view.ts'

function useViewAndAddress(): { view: ReturnType<typeof useView>; search: string } {
  return { view: useView(), search: useLocation().search }
}

const openAt = (address: string) =>
  renderHook(useViewAndAddress, {
    wrapper: ({ children }) => <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>,
  })

describe('useView', () => {
  it('loses no change when two come before the address is shown', () => {
    const { result } = openAt('/graph')
    act(() => {
      result.current.view.change({ selection: 'workload:a/b/c' })
      result.current.view.change({ type: 'app' })
    })
    const { selection, type } = result.current.view.view
    expect({ selection, type }).toEqual({ selection: 'workload:a/b/c', type: 'app' })
  })

  it('takes back what was chosen a moment ago', () => {
    const { result } = openAt('/graph?type=app')
    act(() => {
      result.current.view.change({ selection: 'workload:a/b/c' })
      result.current.view.change({ selection: null })
    })
    expect(result.current.search).toBe('?type=app')
  })

  it('keeps a reset of everything, also of what could not be read', () => {
    const { result } = openAt('/graph?type=nonsense')
    expect(result.current.view.unread).toEqual(['type'])
    act(() => result.current.view.change({}))
    expect(result.current.view.unread).toEqual([])
  })
})
