import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { badgeKinds, layoutNames } from '../canvas-props.ts'
import { toElements } from '../elements.ts'
import { meshOf } from '../fixtures/mesh.ts'
import type { MeshShape } from '../fixtures/mesh.ts'
import type { Point, Rect } from '../geometry.ts'
import { contains, grow, overlaps } from '../geometry.ts'
import { layoutRequest, placeKey } from '../layout-request.ts'
import { boxRects, buildBoxTree, nodeRect, pathTo } from './box-tree.ts'
import { layoutGraph } from './layout-graph.ts'
import type { LayoutInput, Positions } from './layout-input.ts'

const choice = { labels: [], badges: badgeKinds }

function inputOf(shape: MeshShape, over: Partial<LayoutInput> = {}): LayoutInput {
  const wish = { name: 'layered', aspect: 1.6, known: {} } as const
  return { ...layoutRequest(toElements(meshOf(shape), choice), wish), ...over }
}

/** Rounding may cost a pixel. */
const slack = -1.5

function findOverlap(input: LayoutInput, positions: Positions): string | null {
  const tree = buildBoxTree(input)
  const boxes = boxRects(tree, positions)
  const rects = new Map<string, Rect>()
  for (const node of input.nodes) {
    const at = positions[node.id]
    if (at === undefined) return `${node.id} has no position`
    rects.set(node.id, grow(nodeRect(node, at), slack))
  }
  for (const [id, rect] of boxes) rects.set(id, grow(rect, slack))
  for (const [a, first] of rects) {
    for (const [b, second] of rects) {
      if (a >= b || !overlaps(first, second)) continue
      if (!pathTo(a, tree).includes(b) && !pathTo(b, tree).includes(a)) return `${a} on ${b}`
    }
  }
  return null
}

const shapes = fc.record({
  namespaces: fc.integer({ min: 1, max: 7 }),
  perNamespace: fc.integer({ min: 1, max: 9 }),
  open: fc.integer({ min: 0, max: 7 }),
  edgesPerNode: fc.constantFrom(0, 0.4, 1.5, 3),
  seed: fc.integer({ min: 1, max: 1000 }),
  isBoxed: fc.boolean(),
})

describe('layoutGraph', () => {
  it.each(layoutNames)('%s: no node or box lies on a stranger', (name) => {
    fc.assert(
      fc.property(shapes, fc.constantFrom(0.6, 1.6, 2.5), (shape, aspect) => {
        const input = inputOf(shape, { name, aspect })
        expect(findOverlap(input, layoutGraph(input))).toBeNull()
      }),
      { numRuns: 25 },
    )
  })

  it('gives the same map for the same input', () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom(...layoutNames), (shape, name) => {
        const input = inputOf(shape, { name })
        expect(layoutGraph(structuredClone(input))).toEqual(layoutGraph(input))
      }),
      { numRuns: 20 },
    )
  })

  it('moves nobody for one new node, and puts it on nobody', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.constantFrom(...layoutNames), (shape, pick, name) => {
        const input = inputOf({ ...shape, isBoxed: false }, { name })
        const newcomer = input.nodes[pick % input.nodes.length]?.id ?? ''
        const others = { ...input, nodes: input.nodes.filter(({ id }) => id !== newcomer) }
        fc.pre(others.nodes.length > 0)
        const known = layoutGraph(others)
        const positions = layoutGraph({ ...input, known })
        const { [newcomer]: place, ...rest } = positions
        expect(place).toBeDefined()
        expect(rest).toEqual(known)
        expect(findOverlap(input, positions)).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  it('keeps boxes apart when a new node makes one grow', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.constantFrom(...layoutNames), (shape, pick, name) => {
        const input = inputOf({ ...shape, isBoxed: true }, { name })
        const newcomer = input.nodes[pick % input.nodes.length]?.id ?? ''
        const others = { ...input, nodes: input.nodes.filter(({ id }) => id !== newcomer) }
        fc.pre(others.nodes.length > 0)
        const positions = layoutGraph({ ...input, known: layoutGraph(others) })
        expect(findOverlap(input, positions)).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  it('moves nobody when nothing is new, or when something is gone', () => {
    const input = inputOf({ namespaces: 5, perNamespace: 6, open: 5 })
    const known = layoutGraph(input)
    expect(layoutGraph({ ...input, known })).toEqual(known)
    const [gone, ...nodes] = input.nodes
    const rest = Object.fromEntries(Object.entries(known).filter(([id]) => id !== gone?.id))
    expect(layoutGraph({ ...input, nodes, known: rest })).toEqual(rest)
  })

  it.each(layoutNames)('%s: opening a box keeps the order of the others', (name) => {
    fc.assert(
      fc.property(shapes, fc.nat(), (made, pick) => {
        const shape = { ...made, isBoxed: true }
        const open = pick % shape.namespaces
        const closed = inputOf({ ...shape, open }, { name })
        const before = layoutGraph(closed)
        const drawn = toElements(meshOf({ ...shape, open: open + 1 }), choice)
        const opening = [...drawn.boxesById.values()].at(-1)
        const old = closed.nodes.find(({ id }) => id === `namespace:east-0/${opening?.name ?? ''}`)
        const place = placeKey({ cluster: 'east-0', namespace: opening?.name ?? null })
        const known = { ...before, [place]: before[old?.id ?? ''] ?? { x: 0, y: 0 } }
        const input = layoutRequest(drawn, { name, aspect: 1.6, known })
        const after = layoutGraph(input)
        expect(findOverlap(input, after)).toBeNull()
        const others = closed.nodes.filter((node) => node !== old && isDrawnIn(node, input))
        expect(
          countSwaps(
            others.map(({ id }) => id),
            before,
            after,
          ),
        ).toBe(0)
      }),
      { numRuns: 30 },
    )
  })

  it('opens a namespace where it was, and keeps the others in order', () => {
    const closed = inputOf({ namespaces: 30, perNamespace: 9, open: 0, edgesPerNode: 2 })
    const before = layoutGraph(closed)
    const opening = 'namespace:east-0/storefront'
    const drawn = toElements(meshOf({ namespaces: 30, perNamespace: 9, open: 1 }), choice)
    const at = before[opening] ?? { x: 0, y: 0 }
    const place = placeKey({ cluster: 'east-0', namespace: 'storefront' })
    const known = { ...before, [place]: at }
    const input = layoutRequest(drawn, { name: 'layered', aspect: 1.6, known })
    const after = layoutGraph(input)
    expect(findOverlap(input, after)).toBeNull()
    const box = boxRects(buildBoxTree(input), after).get('box:namespace/east-0/storefront')
    expect(box !== undefined && contains(box, { x1: at.x, x2: at.x, y1: at.y, y2: at.y })).toBe(
      true,
    )
    const others = closed.nodes.filter(({ id }) => id !== opening).map(({ id }) => id)
    expect(countSwaps(others, before, after)).toBe(0)
  })

  it('runs requests from left to right', () => {
    const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ ...room, id }))
    const input = {
      ...empty,
      nodes,
      edges: [['a', 'b'] as const, ['b', 'c'] as const, ['c', 'd'] as const],
    }
    const xs = Object.values(layoutGraph(input)).map(({ x }) => x)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    expect(new Set(xs).size).toBe(4)
  })

  it('runs requests downwards when asked to', () => {
    const chain = [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
    ] as const
    const nodes = ['a', 'b', 'c'].map((id) => ({ ...room, id }))
    const positions = layoutGraph({ ...empty, name: 'topDown', nodes, edges: chain })
    const ys = ['a', 'b', 'c'].map((id) => positions[id]?.y ?? NaN)
    expect(ys).toEqual([...ys].sort((a, b) => a - b))
    expect(new Set(ys).size).toBe(3)
  })

  it('sets rows by the fewest calls from where traffic starts', () => {
    const calls = [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
      ['c', 'a2'],
    ] as const
    const nodes = ['c', 'a2', 'b', 'a', 'alone'].map((id) => ({ ...room, id }))
    const positions = layoutGraph({ ...empty, name: 'breadthFirst', nodes, edges: calls })
    const y = (id: string): number => positions[id]?.y ?? NaN
    expect(y('b')).toBe(y('c'))
    expect([y('a') < y('b'), y('b') < y('a2'), y('a2') < y('alone')]).toEqual([true, true, true])
  })

  it('lays out a graph too large for ranks in a bounded time', () => {
    const input = inputOf({
      namespaces: 1,
      perNamespace: 700,
      open: 1,
      edgesPerNode: 3,
      isBoxed: false,
    })
    const positions = layoutGraph(input)
    expect(findOverlap(input, positions)).toBeNull()
  }, 15_000)

  it('places a single node, and nothing', () => {
    expect(layoutGraph(empty)).toEqual({})
    expect(layoutGraph({ ...empty, nodes: [{ ...room, id: 'a' }] })).toEqual({
      a: { x: 30, y: 24 },
    })
  })
})

const room = { box: null, width: 60, height: 70, anchorY: 24 }
const empty: LayoutInput = {
  name: 'layered',
  nodes: [],
  boxes: [],
  edges: [],
  aspect: 1.6,
  known: {},
  origins: {},
}

function isDrawnIn({ id }: { id: string }, input: LayoutInput): boolean {
  return input.nodes.some((node) => node.id === id)
}

/** Pairs that were clearly left and right, or above and below, and are now the other way round. */
function countSwaps(ids: readonly string[], before: Positions, after: Positions): number {
  const at = (positions: Positions, id: string): Point => positions[id] ?? { x: 0, y: 0 }
  let swaps = 0
  for (const a of ids) {
    for (const b of ids) {
      const [old, now] = [at(before, a), at(after, a)]
      const [oldOther, nowOther] = [at(before, b), at(after, b)]
      const isRow = Math.abs(old.y - oldOther.y) < 20
      const isColumn = Math.abs(old.x - oldOther.x) < 20
      if (isRow && old.x < oldOther.x - 100 && now.x > nowOther.x) swaps += 1
      if (isColumn && old.y < oldOther.y - 60 && now.y > nowOther.y) swaps += 1
    }
  }
  return swaps
}
