import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { Graph, GraphNode } from '#contract/graph.ts'
import { bookinfo } from '../../../../test-support/bookinfo.ts'
import { anExplanation } from '../../../../test-support/builders.ts'
import { createFakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../test-support/render-console.tsx'
import { defaultView, type GraphView } from '../url.ts'
import { ContextMenu } from './ContextMenu.tsx'

const ratings = 'app:east/bookinfo/ratings@v1'

interface Showing {
  readonly graph?: Graph
  readonly view?: Partial<GraphView>
  readonly tracesUrl?: string | null
}

function show(id: string, { graph = bookinfo(), view = {}, tracesUrl = null }: Showing = {}) {
  const does = {
    onChange: vi.fn(),
    onToggleNamespace: vi.fn(),
    onCenter: vi.fn(),
    onTogglePin: vi.fn(),
    onClose: vi.fn(),
  }
  const api = createFakeApi({
    '/api/v1/graph/explain': anExplanation({ tracesUrl, tracesReason: 'No trace store.' }),
  })
  renderConsole(
    <ContextMenu
      ask={{ id, x: 1, y: 1, isPinned: false }}
      graph={graph}
      view={{ ...defaultView, ...view }}
      {...does}
    />,
    { api },
  )
  return does
}

const press = (name: string | RegExp): Promise<void> =>
  userEvent.click(screen.getByRole('menuitem', { name }))

function withNode(part: Partial<GraphNode>): Graph {
  const graph = bookinfo()
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === ratings ? { ...node, ...part } : node)),
  }
}

describe('the context menu', () => {
  it('leads to details, the middle, the neighbours and the namespace, and closes', async () => {
    const { onChange, onCenter, onTogglePin, onClose } = show(ratings)
    await press('Details of ratings v1')
    await press('Bring it into the middle')
    await press('Only its neighbours')
    await press('Only namespace bookinfo')
    await press(/^Pin it/)
    expect(onChange.mock.calls).toEqual([
      [{ selection: ratings }],
      [{ focus: ratings, depth: 1 }],
      [{ namespaces: ['bookinfo'], focus: null, depth: 1 }],
    ])
    expect(onCenter).toHaveBeenCalledWith(ratings)
    expect(onTogglePin).toHaveBeenCalledWith(ratings)
    expect(onClose).toHaveBeenCalledTimes(5)
  })

  it('goes back to the whole graph, with the node selected', async () => {
    const { onChange } = show(ratings, { view: { focus: ratings } })
    await press('Whole graph')
    expect(onChange).toHaveBeenCalledWith({ focus: null, depth: 1, selection: ratings })
  })

  it.each<{ desc: string; part: Partial<GraphNode>; says: RegExp }>([
    { desc: 'a closed namespace', part: { kind: 'namespace' }, says: /Open the namespace first/ },
    { desc: 'what is restricted', part: { kind: 'restricted' }, says: /you may not see/ },
    { desc: 'an idle node', part: { marks: ['idle'] }, says: /it would stand alone/ },
  ])('refuses the neighbours of $desc, and says why', async ({ part, says }) => {
    const { onChange } = show(ratings, { graph: withNode(part) })
    expect(screen.getByText(says)).toBeInTheDocument()
    await press(/^Only its neighbours/)
    expect(onChange).not.toHaveBeenCalled()
  })

  it('opens the traces, or says why it cannot', async () => {
    show(ratings, { tracesUrl: 'http://traces.test/search' })
    expect(await screen.findByRole('menuitem', { name: 'Its traces' })).toHaveAttribute(
      'href',
      'http://traces.test/search',
    )
  })

  it('says why there are no traces', async () => {
    show(ratings)
    expect(await screen.findByText('No trace store.')).toBeInTheDocument()
  })

  it('closes with Escape', async () => {
    const { onClose } = show(ratings)
    await userEvent.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledOnce()
  })
})
