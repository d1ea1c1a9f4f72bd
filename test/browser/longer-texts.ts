import type { Page } from 'playwright-core'
import { z } from '#contract/setup.ts'

const clippedSchema = z.array(z.string())

/**
 * Makes every text of the page a third longer, as other languages would, and resolves with those
 * that are cut off then. What is meant to be shortened with dots, and what scrolls, is not.
 */
export async function clippedWhenLonger(page: Page): Promise<string[]> {
  const clipped: unknown = await page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const isVisible = (element) => element.checkVisibility({ visibilityProperty: true })
    const isShown = (node) => node.parentElement !== null && isVisible(node.parentElement)
    const texts = []
    while (walker.nextNode()) texts.push(walker.currentNode)
    for (const node of texts) {
      const text = node.data.trim()
      if (!/[a-z]{2}/i.test(text) || !isShown(node)) continue
      const more = 'eaiou neaiou '.repeat(40).slice(0, Math.ceil(text.length / 3)).trim()
      node.data = node.data.trimEnd() + more
    }
    const found = []
    for (const element of document.body.querySelectorAll('*')) {
      const style = getComputedStyle(element)
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '')
      if (!hasText || !isVisible(element)) continue
      if (element.closest('.pf-v6-screen-reader, svg, canvas, datalist') !== null) continue
      const cuts = /hidden|clip/.test(style.overflowX)
      const isCut = element.scrollWidth > element.clientWidth + 1 && cuts
      if (isCut && style.textOverflow !== 'ellipsis') found.push(element.textContent)
      const box = element.getBoundingClientRect()
      const scroller = element.closest('.al-table, .al-panel-body, [role=menu], .al-copy')
      if (scroller === null && box.width > 0 && box.right > innerWidth + 1)
        found.push('beyond the page: ' + element.textContent)
    }
    return found
  })()`)
  return clippedSchema.parse(clipped)
}
