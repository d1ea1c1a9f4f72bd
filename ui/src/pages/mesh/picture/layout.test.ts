import { describe, expect, it } from 'vitest'
import type { MeshLink, MeshPart } from '#contract/mesh.ts'
import {
  aControlPlane,
  aDataPlane,
  aGateway,
  aMeshState,
} from '../../../../test-support/mesh-builders.ts'
import { overlaps } from '../../../../test-support/overlaps.ts'
import { drawMesh } from './layout.ts'

const { parts, links } = aMeshState()
const draw = (some: {
  readonly parts?: readonly MeshPart[]
  readonly links?: readonly MeshLink[]
  readonly width?: number
  readonly closed?: readonly string[]
}): ReturnType<typeof drawMesh> => drawMesh({ parts, links, width: 1200, closed: [], ...some })

const linkTo = (part: MeshPart): MeshLink => ({
  ...{ source: aControlPlane().id, target: part.id, what: 'configures', status: 'healthy' },
})

describe('the picture of a mesh', () => {
  it.each([400, 760, 1200, 2400])('lays no box over another at a width of %i', (width) => {
    const boxes = draw({ width }).parts
    expect(boxes).toHaveLength(parts.length)
    expect(overlaps(boxes)).toEqual([])
  })

  it('fits into the width there is, down to a tablet', () => {
    for (const width of [760, 1200, 2400]) expect(draw({ width }).width).toBeLessThanOrEqual(width)
  })

  it('draws the worst of a kind where there are too many, and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      aGateway(`gateway-${index}`, index === 29 ? { status: 'failure' } : {}),
    )
    const drawing = draw({ parts: many })
    expect(drawing.parts).toHaveLength(12)
    expect(drawing.parts[0]?.part.name).toBe('gateway-29')
    expect(drawing.groups.map(({ notDrawn }) => notDrawn)).toEqual([18])
  })

  it('ends lines at the heading of a kind that is closed', () => {
    const gateways = [aGateway('front'), aGateway('back')]
    const some = {
      parts: [aControlPlane(), aDataPlane(), ...gateways],
      links: gateways.map(linkTo),
    }
    expect(draw(some).links).toHaveLength(2)
    const closed = draw({ ...some, closed: ['gateway'] })
    expect(closed.links).toHaveLength(1)
    expect(closed.parts.map(({ part }) => part.kind)).not.toContain('gateway')
  })
})
