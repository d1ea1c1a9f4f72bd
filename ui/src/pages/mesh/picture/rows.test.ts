import { describe, expect, it } from 'vitest'
import {
  aControlPlane,
  aDataPlane,
  aGateway,
  aMeshState,
  aStore,
} from '../../../../test-support/mesh-builders.ts'
import { overlaps } from '../../../../test-support/overlaps.ts'
import { drawRows } from './rows.ts'

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
