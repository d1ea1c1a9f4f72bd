import { describe, expect, it } from 'vitest'
import type { MeshLink, MeshPart } from '#contract/mesh.ts'
import {
  aControlPlane,
  aDataPlane,
  aGateway,
  aMeshState,
  aStore,
} from '../../../../test-support/mesh-builders.ts'
import { overlaps } from '../../../../test-support/overlaps.ts'
import type { Rect } from './layout.ts'
import { drawRows } from './rows.ts'

/** From corner to corner, which its round bends stay within. */
function stretchesOf(path: string): Rect[] {
  const numbers = [...path.matchAll(/-?[\d.]+/g)].map(([text]) => Number(text))
  const corners = numbers.flatMap((x, index) =>
    index % 2 === 0 ? [[x, numbers[index + 1] ?? NaN] as const] : [],
  )
  return corners.slice(1).map(([x, y], index): Rect => {
    const [fromX, fromY] = corners[index] ?? [NaN, NaN]
    return {
      ...{ x: Math.min(x, fromX), y: Math.min(y, fromY) },
      ...{ width: Math.abs(x - fromX), height: Math.abs(y - fromY) },
    }
  })
}

/** Touching its side is not across it. */
const isAcross = (one: Rect, box: Rect): boolean =>
  one.x < box.x + box.width &&
  one.x + one.width > box.x &&
  one.y < box.y + box.height &&
  one.y + one.height > box.y

const state = aMeshState()
const gateways = Array.from({ length: 9 }, (_, index) => aGateway(`gateway-${index}`))
const parts = [...state.parts, ...gateways]
const draw = (width: number, closed: readonly string[] = []) =>
  drawRows({ ...{ parts, links: state.links }, width, closed })

describe('the mesh from above', () => {
  it.each([300, 760, 1200, 2400])('lays no card over another at a width of %i', (width) => {
    const { parts: cards, width: drawn } = draw(width)
    expect(cards).toHaveLength(parts.length)
    expect(overlaps(cards)).toEqual([])
    expect(drawn).toBeLessThanOrEqual(width)
  })

  it('stands what is configured below its control plane, inside of the box of its cluster', () => {
    const { parts: cards, clusters, links } = draw(1200)
    const yOf = (kind: string): number => cards.find(({ part }) => part.kind === kind)?.y ?? NaN
    expect(yOf('console')).toBeLessThan(yOf('metricStore'))
    expect(yOf('metricStore')).toBeLessThan(yOf('controlPlane'))
    expect(yOf('controlPlane')).toBeLessThan(yOf('dataPlane'))
    expect(yOf('dataPlane')).toBeLessThan(yOf('gateway'))
    const [box] = clusters
    if (box === undefined) throw new Error('no cluster is drawn')
    const inside = cards.filter(({ part }) => part.cluster === 'east')
    for (const { x, y, width, height } of inside) {
      expect([x >= box.x, x + width <= box.x + box.width]).toEqual([true, true])
      expect([y >= box.y, y + height <= box.y + box.height]).toEqual([true, true])
    }
    expect(links.map(({ path }) => path)).toEqual([expect.stringMatching(/^M\d/)])
  })

  it.each([300, 760, 1200, 2400])('draws no line behind a card or a heading at %i', (width) => {
    const reads = ['Prometheus', 'Jaeger', 'Grafana'].map((name) =>
      aStore({ id: `metricStore:${name}`, name }),
    )
    const planes = [aControlPlane(), aControlPlane({ id: 'controlPlane:east/system/green' })]
    const linked = (source: string, targets: readonly MeshPart[]): MeshLink[] =>
      targets.map(({ id }) => ({ source, target: id, what: 'reads', status: 'healthy' }))
    const [first, second] = planes.map(({ id }) => id)
    const drawing = drawRows({
      parts: [...state.parts, ...reads, ...planes.slice(1), ...gateways],
      links: [
        ...linked('console', reads),
        ...linked(first ?? '', [aDataPlane(), ...gateways.slice(0, 5)]),
        ...linked(second ?? '', gateways.slice(5)),
      ],
      ...{ width, closed: [] },
    })
    expect(drawing.links).toHaveLength(reads.length + 1 + gateways.length)
    const headings = drawing.groups.map(({ x, y }) => ({ x, y, width: 120, height: 22 }))
    const behind = drawing.links.flatMap(({ link, path }) =>
      stretchesOf(path).flatMap((stretch) =>
        [...drawing.parts, ...headings]
          .filter((box) => isAcross(stretch, box))
          .map(({ x, y }) => `${link.target} behind ${x} ${y}`),
      ),
    )
    expect(behind).toEqual([])
  })

  it('closes a kind, and counts what it does not draw', () => {
    const { groups, parts: cards } = draw(1200, ['gateway'])
    expect(cards.some(({ part }) => part.kind === 'gateway')).toBe(false)
    const many = Array.from({ length: 200 }, (_, index) => aGateway(`gateway-${index}`))
    const wide = drawRows({
      ...{ parts: [aControlPlane(), aDataPlane(), aStore(), ...many], links: [] },
      ...{ width: 1200, closed: [] },
    })
    const drawn = wide.parts.filter(({ part }) => part.kind === 'gateway').length
    const group = wide.groups.find(({ kind }) => kind === 'gateway')
    expect(drawn + (group?.notDrawn ?? 0)).toBe(200)
    expect(groups.find(({ kind }) => kind === 'gateway')?.isClosed).toBe(true)
  })
})
