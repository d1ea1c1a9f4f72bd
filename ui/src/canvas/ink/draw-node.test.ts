import { expect, it } from 'vitest'
import { toElements } from '../elements.ts'
import { aGraph, aNode } from '../fixtures/parts.ts'
import { themes } from '../theme.ts'
import { detailAt } from './detail.ts'
import { drawNode } from './draw-node.ts'
import { createSvgPen } from './svg-pen.ts'

const node = aNode('cart', { id: 'cart', version: 'v1' })
const choice = { labels: [], badges: [], ranks: new Map([['cart', 7]]) }
const drawn = toElements(aGraph({ nodes: [node, aNode('web', { namespace: 'shop' })] }), choice)

function writtenAt(zoom: number): string {
  const cart = drawn.nodesById.get('cart')
  if (cart === undefined) throw new Error('It is not drawn')
  const pen = createSvgPen()
  const ink = { node: cart, center: { x: 0, y: 0 }, isStrong: false, isPinned: false, step: null }
  drawNode(ink, { pen, theme: themes.light, detail: detailAt(zoom, 0) })
  return pen.markup()
}

it('GR-18: writes ranks wherever names are, other captions only where they can be read', () => {
  expect(writtenAt(1)).toContain('rank 7')
  expect(writtenAt(1)).toContain('bookinfo')
  expect(writtenAt(0.6)).toContain('rank 7')
  expect(writtenAt(0.6)).not.toContain('bookinfo')
  expect(writtenAt(0.3)).not.toContain('rank 7')
})
