import { describe, expect, it } from 'vitest'
import { toElements } from '../elements.ts'
import { meshOf } from '../fixtures/mesh.ts'
import { pointAlong } from '../curves.ts'
import { layoutGraph } from '../layout/layout-graph.ts'
import { layoutRequest } from '../layout-request.ts'
import { stylesheet } from '../style.ts'
import { themes } from '../theme.ts'
import { createCy } from './create-cy.ts'
import { edgeAt } from './edge-at.ts'
import { markElements, noMarks } from './marks.ts'
import { Picture } from './picture.ts'

function largePicture(): Picture {
  const picture = new Picture(createCy(null, stylesheet(themes.light)))
  const graph = meshOf({ namespaces: 12, perNamespace: 10, open: 12, edgesPerNode: 4 })
  const drawn = toElements(graph, { labels: [], badges: [] })
  const wish = { name: 'layered', aspect: 1.6, known: {} } as const
  picture.show(drawn, layoutGraph(layoutRequest(drawn, wish)))
  return picture
}

describe('edgeAt', () => {
  it('finds each line of a picture whose lines are our own, and none beside it', () => {
    const picture = largePicture()
    expect(picture.hasOwnLines).toBe(true)
    expect(picture.cy.edges().length).toBe(0)
    for (const edge of [...picture.drawn.edgesById.values()].slice(0, 40)) {
      const at = pointAlong(picture.pathOf(edge), 0.37)
      // So near that hardly another line is as near; where one is, both are found in turn.
      const hit = edgeAt(picture, at, 1000)
      expect(hit).not.toBeNull()
      const path = picture.pathOf(picture.drawn.edgesById.get(hit ?? '') ?? edge)
      const onIt = [0.2, 0.5, 0.8].map((share) => edgeAt(picture, pointAlong(path, share), 1000))
      expect(onIt).toContain(hit)
    }
    expect(edgeAt(picture, { x: -5000, y: -5000 }, 1)).toBeNull()
  })

  it('finds no line that is not drawn', () => {
    const picture = largePicture()
    const [edge] = picture.drawn.edgesById.values()
    if (edge === undefined) throw new Error('The picture has no edges')
    const at = pointAlong(picture.pathOf(edge), 0.5)
    expect(edgeAt(picture, at, 1)).not.toBeNull()
    picture.mark(markElements(picture.drawn, { ...noMarks, edgesShown: 'none' }))
    expect(edgeAt(picture, at, 1)).toBeNull()
  })
})
