import { describe, expect, it } from 'vitest'
import { badgeKinds } from '../canvas-props.ts'
import { toElements } from '../elements.ts'
import { bookinfo } from '../fixtures/bookinfo.ts'
import { meshOf } from '../fixtures/mesh.ts'
import type { Graph } from '#contract/graph.ts'
import { contains } from '../geometry.ts'
import { layoutGraph } from '../layout/layout-graph.ts'
import { layoutRequest } from '../layout-request.ts'
import { stylesheet } from '../style.ts'
import { themes } from '../theme.ts'
import { createCy } from './create-cy.ts'
import { exportSvg } from './export-picture.ts'
import { markElements, noMarks } from './marks.ts'
import { Picture } from './picture.ts'

const choice = { labels: ['rate'], badges: badgeKinds } as const

function pictureOf(graph: Graph): Picture {
  const picture = new Picture(createCy(null, stylesheet(themes.light)))
  const drawn = toElements(graph, choice)
  const wish = { name: 'layered', aspect: 1.6, known: {} } as const
  picture.show(drawn, layoutGraph(layoutRequest(drawn, wish)))
  return picture
}

const ratings = 'app:main/bookinfo/ratings@v1'

describe('Picture', () => {
  it('has an element for each node, edge and box', () => {
    const { cy } = pictureOf(bookinfo())
    expect(cy.nodes('.node').length).toBe(14)
    expect(cy.nodes('.box').length).toBe(2)
    expect(cy.edges().length).toBe(14)
  })

  it('draws boxes around their members, one in the other', () => {
    const { boxRects } = pictureOf(bookinfo())
    const namespace = boxRects.get('box:namespace/main/bookinfo')
    const app = boxRects.get('box:app/main/bookinfo/reviews')
    expect(namespace && app && contains(namespace, app)).toBe(true)
  })

  it('touches nothing when nothing looks different', () => {
    const graph = meshOf({ namespaces: 6, perNamespace: 10, open: 6 })
    const picture = pictureOf(graph)
    let events = 0
    picture.cy.on('data position style add remove', () => (events += 1))
    expect(picture.show(toElements(structuredClone(graph), choice), {})).toBe(false)
    expect(events).toBe(0)
  })

  it('changes what looks different, and moves nothing', () => {
    const picture = pictureOf(bookinfo())
    const before = new Map(picture.centers)
    picture.show(toElements(bookinfo(true), choice), {})
    expect(picture.cy.getElementById(ratings).hasClass('health-failure')).toBe(true)
    expect(new Map(picture.centers)).toEqual(before)
  })

  it('removes what is gone and leaves the others alone', () => {
    const picture = pictureOf(bookinfo())
    const before = new Map(picture.centers)
    const graph = bookinfo()
    const nodes = graph.nodes.filter(({ id }) => id !== ratings)
    picture.show(toElements({ ...graph, nodes }, choice), {})
    expect(picture.cy.getElementById(ratings).empty()).toBe(true)
    before.delete(ratings)
    expect(new Map(picture.centers)).toEqual(before)
  })

  it('lets a box follow a member that is dragged', () => {
    const picture = pictureOf(bookinfo())
    picture.followDrag(ratings, { x: 4000, y: 3000 })
    const box = picture.boxRects.get('box:namespace/main/bookinfo')
    expect(box?.x2).toBeGreaterThan(4000)
    expect(picture.cy.getElementById('box:namespace/main/bookinfo').data('width')).toBeGreaterThan(
      3000,
    )
  })

  it('dims what is on no path through the node that is hovered', () => {
    const picture = pictureOf(bookinfo())
    picture.mark(markElements(picture.drawn, { ...noMarks, hover: ratings }))
    const dimmed = picture.cy.nodes('.dim').map((node) => node.id())
    expect(dimmed).toContain('app:main/bookinfo/reviews@v1')
    expect(dimmed).not.toContain('app:main/bookinfo/reviews@v2')
  })

  it('takes thousands of nodes', () => {
    const graph = meshOf({ namespaces: 100, perNamespace: 30, open: 100, edgesPerNode: 4 })
    const picture = new Picture(createCy(null, stylesheet(themes.dark)))
    const at = graph.nodes.map(({ id }, index) => [id, { x: (index % 60) * 90, y: index }] as const)
    picture.show(toElements(graph, choice), Object.fromEntries(at))
    expect(picture.cy.nodes('.node').length).toBe(3000)
  })
})

describe('exportSvg', () => {
  it('writes shapes, lines and labels of the whole picture', async () => {
    const text = await exportSvg(pictureOf(bookinfo(true)), themes.light)?.text()
    const svg = new DOMParser().parseFromString(text ?? '', 'image/svg+xml')
    expect(svg.querySelector('parsererror')).toBeNull()
    const words = [...svg.querySelectorAll('text')].map((element) => element.textContent)
    expect(words).toEqual(expect.arrayContaining(['bookinfo', 'ratings', '78.8 rps', '42%']))
    expect(svg.querySelectorAll('path title').length).toBe(14)
  })

  it('writes beside what is hovered who calls it and what it needs, and no edges that are hidden', async () => {
    const picture = pictureOf(bookinfo())
    const markup = async (): Promise<string> =>
      (await exportSvg(picture, themes.light)?.text()) ?? ''
    const before = await markup()
    picture.mark(markElements(picture.drawn, { ...noMarks, hover: ratings, edgesShown: 'none' }))
    const after = await markup()
    expect(before).not.toContain('caller')
    expect(after).toContain('>caller →<')
    expect(after).toContain('>caller · 2 →<')
    expect(after.length).toBeLessThan(before.length)
  })

  it('has nothing to write before anything is drawn', () => {
    const picture = new Picture(createCy(null, stylesheet(themes.light)))
    expect(exportSvg(picture, themes.light)).toBeNull()
  })
})
