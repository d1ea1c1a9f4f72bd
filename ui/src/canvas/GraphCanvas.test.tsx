import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef } from 'react'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import type { GraphCanvasHandle, GraphCanvasProps } from './canvas-props.ts'
import { bookinfo } from './fixtures/bookinfo.ts'
import { meshOf } from './fixtures/mesh.ts'
import { GraphCanvas } from './GraphCanvas.tsx'

const labels = ['rate'] as const

function show(graph: Graph, over: Partial<GraphCanvasProps> = {}) {
  const onSelect = vi.fn()
  const onToggleNamespace = vi.fn()
  const props: GraphCanvasProps = {
    graph,
    theme: 'light',
    labels,
    selection: null,
    onSelect,
    onToggleNamespace,
    viewKey: 'test',
    ...over,
  }
  const { rerender } = render(<GraphCanvas {...props} />)
  const again = (changed: Partial<GraphCanvasProps>): void => {
    rerender(<GraphCanvas {...props} {...changed} />)
  }
  return { onSelect, onToggleNamespace, again, canvas: screen.getByRole('application') }
}

/** Sorted: in which order they are written says nothing. */
function storedPlaces(): string {
  const places: unknown = JSON.parse(
    localStorage.getItem('alidade.canvas.view.test|layered') ?? '[]',
  )
  return Array.isArray(places) ? places.map(String).sort().join(' ') : ''
}

beforeEach(() => localStorage.clear())

describe('GraphCanvas', () => {
  it('says on its element what is drawn, and when it stands', async () => {
    const { canvas } = show(bookinfo())
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    expect(canvas.dataset).toMatchObject({ nodes: '14', edges: '14', boxes: '2' })
  })

  it('walks with arrow keys, tells where, and selects with Enter', async () => {
    const user = userEvent.setup()
    const { canvas, onSelect } = show(bookinfo())
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    canvas.focus()
    await user.keyboard('{ArrowRight}')
    expect(canvas).toHaveTextContent('istio-ingressgateway')
    await user.keyboard('{ArrowRight}{Enter}')
    expect(onSelect).toHaveBeenCalledWith('service:main/bookinfo/productpage')
  })

  it('opens a closed namespace with Enter, and lets go with Escape', async () => {
    const user = userEvent.setup()
    const graph = meshOf({ namespaces: 3, perNamespace: 4, open: 0 })
    const { canvas, onSelect, onToggleNamespace } = show(graph, { selection: 'x' })
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    canvas.focus()
    await user.keyboard('{ArrowRight}{Enter}{Escape}')
    expect(onToggleNamespace).toHaveBeenCalledWith(expect.stringMatching(/^namespace:east-0\//))
    expect(onSelect).toHaveBeenCalledWith(null)
  })

  it('steps through the edges of a node, tells which, and selects one with Enter', async () => {
    const user = userEvent.setup()
    const { canvas, onSelect } = show(bookinfo())
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    canvas.focus()
    await user.keyboard('{ArrowRight}{ArrowRight}e')
    expect(canvas).toHaveTextContent(/^Edge 1 of 2\. productpage calls productpage/)
    await user.keyboard('e')
    expect(canvas).toHaveTextContent(/^Edge 2 of 2\. istio-ingressgateway calls productpage/)
    await user.keyboard('{Enter}')
    expect(onSelect).toHaveBeenCalledWith(
      'workload:main/istio-system/istio-ingressgateway→service:main/bookinfo/productpage',
    )
    await user.keyboard('{ArrowLeft}')
    expect(canvas).toHaveTextContent(/^istio-ingressgateway/)
  })

  it('climbs to the box around a node, and closes it with O', async () => {
    const user = userEvent.setup()
    const { canvas, onSelect, onToggleNamespace } = show(bookinfo())
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    canvas.focus()
    await user.keyboard('{ArrowRight}{ArrowRight}b')
    expect(canvas).toHaveTextContent(/^bookinfo\. namespace: 8 workloads/)
    await user.keyboard('{Enter}o')
    expect(onSelect).toHaveBeenCalledWith('box:namespace/main/bookinfo')
    expect(onToggleNamespace).toHaveBeenCalledWith('box:namespace/main/bookinfo')
  })

  it('goes along with a namespace that the keyboard opened', async () => {
    const user = userEvent.setup()
    const shape = { namespaces: 2, perNamespace: 4 }
    const { canvas, again } = show(meshOf({ ...shape, open: 0 }))
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    canvas.focus()
    await user.keyboard('{ArrowRight}{Enter}')
    const [name] = canvas.textContent.split('.')
    again({ graph: meshOf({ ...shape, open: 2 }) })
    await waitFor(() => expect(canvas).toHaveTextContent(`${name ?? ''}. namespace: 4 workloads`))
  })

  it('follows the graph, and remembers positions per view', async () => {
    const { canvas, again } = show(bookinfo())
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    await waitFor(() => expect(storedPlaces()).toContain('app:main/bookinfo/ratings@v1'))
    const stored = storedPlaces()
    again({ graph: bookinfo(true) })
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    expect(storedPlaces()).toBe(stored)
  })

  it('moves nothing from frame to frame of a replay, nor what comes back in one', async () => {
    const whole = bookinfo()
    const ratings = 'app:main/bookinfo/ratings@v1'
    const without = { ...whole, nodes: whole.nodes.filter(({ id }) => id !== ratings) }
    const { canvas, again } = show(whole)
    const stands = async (nodes: number): Promise<void> => {
      await waitFor(() => expect(canvas).toHaveAttribute('data-nodes', String(nodes)))
      await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    }
    await stands(14)
    await waitFor(() => expect(storedPlaces()).toContain(ratings))
    const stored = storedPlaces()
    for (const [step, frame] of [without, whole, bookinfo(true), without, whole].entries()) {
      again({ graph: { ...frame, at: whole.at + step * 10_000 } })
      await stands(frame.nodes.length)
    }
    cleanup() // writes what it knows at once
    expect(storedPlaces()).toBe(stored)
  })

  it('gives everything its place again that was away together', async () => {
    const whole = bookinfo()
    const isAway = (id: string): boolean => /reviews|details|ratings/.test(id)
    const few = { ...whole, nodes: whole.nodes.filter(({ id }) => !isAway(id)) }
    const { canvas, again } = show(whole)
    await waitFor(() => expect(storedPlaces()).toContain('reviews'))
    const stored = storedPlaces()
    again({ graph: few })
    await waitFor(() => expect(canvas).toHaveAttribute('data-nodes', String(few.nodes.length)))
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    again({ graph: whole })
    await waitFor(() => expect(canvas).toHaveAttribute('data-nodes', '14'))
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    cleanup() // writes what it knows at once
    expect(storedPlaces()).toBe(stored)
  })

  describe('a node that is let go', () => {
    const dragged = async (canvas: HTMLElement): Promise<{ id: string; at: string }> => {
      await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
      canvas.focus()
      const user = userEvent.setup()
      await user.keyboard('{ArrowRight}{Shift>}{ArrowDown>12/}{/Shift}')
      await waitFor(() => expect(storedPlaces()).toContain('pin:'))
      const pin = /pin:([^ ,]+),(\S+)/.exec(storedPlaces())
      return { id: pin?.[1] ?? '', at: pin?.[2] ?? '' }
    }

    type Again = ReturnType<typeof show>['again']
    type Handled = (handle: GraphCanvasHandle | null, id: string) => void

    /** What is remembered in the end; `meanwhile` is done while a place is looked for. */
    async function places(act: Handled, meanwhile: (again: Again) => Promise<void> | void) {
      localStorage.clear()
      const ref = createRef<GraphCanvasHandle>()
      const { canvas, again } = show(bookinfo(), { ref })
      const { id, at } = await dragged(canvas)
      act(ref.current, id)
      await meanwhile((changed) => again({ ref, ...changed }))
      await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
      await waitFor(() => expect(storedPlaces()).not.toContain('pin:'))
      await waitFor(() => expect(storedPlaces()).not.toContain(`${id},${at}`))
      cleanup() // writes what it knows at once
      return storedPlaces()
    }

    const letGo = (meanwhile: (again: Again) => Promise<void> | void): Promise<string> =>
      places((handle, id) => handle?.togglePin(id), meanwhile)

    const withoutRatings = (): Graph => {
      const { nodes, ...rest } = bookinfo()
      return { ...rest, nodes: nodes.filter(({ id }) => id !== 'app:main/bookinfo/ratings@v1') }
    }

    function wishForStillness(matches: boolean): void {
      Object.assign(window, { matchMedia: () => ({ matches }) })
      onTestFinished(() => void Reflect.deleteProperty(window, 'matchMedia'))
    }

    it.each([
      { readers: 'without motion', matches: true },
      { readers: 'with motion', matches: false },
    ])('is remembered where it went, for readers $readers', async ({ matches }) => {
      wishForStillness(matches)
      const undisturbed = await letGo(() => undefined)
      const other = { ...bookinfo(), edges: bookinfo().edges.slice(1) }
      expect(await letGo((again) => again({ graph: other }))).toBe(undisturbed)
    })

    it('is let go, and all is tidied up, though a refresh brings other nodes meanwhile', async () => {
      wishForStillness(true)
      const refresh = (again: Again): void => again({ graph: withoutRatings() })
      await letGo(refresh)
      await places((handle) => handle?.tidyUp(), refresh)
    })

    it('arrives though a refresh comes while it glides', async () => {
      wishForStillness(false)
      const undisturbed = await letGo(() => undefined)
      const frames: FrameRequestCallback[] = []
      const asked = vi.spyOn(window, 'requestAnimationFrame')
      onTestFinished(() => asked.mockRestore())
      asked.mockImplementation((frame) => frames.push(frame))
      const disturbed = await letGo(async (again) => {
        await waitFor(() => expect(frames).not.toEqual([]))
        for (const ms of [1000, 1100]) for (const frame of frames.splice(0)) frame(ms) // on its way
        again({ graph: bookinfo(true) })
      })
      expect(disturbed).toBe(undisturbed)
    })
  })

  it('stands at once after a refresh that changed nothing, and draws what the next one changes', async () => {
    const graph = bookinfo()
    const { canvas, again } = show(graph)
    await waitFor(() => expect(canvas).toHaveAttribute('data-settled', 'true'))
    again({ graph: { ...graph, at: graph.at + 15 } })
    expect(canvas.dataset).toMatchObject({ graphAt: String(graph.at + 15), settled: 'true' })
    again({ graph: { ...graph, at: graph.at + 30, edges: graph.edges.slice(1) } })
    await waitFor(() => expect(canvas.dataset).toMatchObject({ edges: '13', settled: 'true' }))
  })

  it('draws an empty graph, and hands out a picture as SVG', async () => {
    const ref = createRef<GraphCanvasHandle>()
    const { canvas, again } = show({ ...bookinfo(), nodes: [], edges: [], boxes: [] }, { ref })
    await waitFor(() => expect(canvas).toHaveAttribute('data-nodes', '0'))
    expect(ref.current?.exportSvg()).toBeNull()
    again({ graph: bookinfo(), ref })
    await waitFor(() => expect(canvas).toHaveAttribute('data-nodes', '14'))
    expect(ref.current?.exportSvg()?.type).toBe('image/svg+xml')
  })
})
