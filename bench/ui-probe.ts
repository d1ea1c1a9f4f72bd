import type { CDPSession } from 'playwright-core'

/** What the page's script has taken so far, once `Performance.enable` was sent. */
export async function readScriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
}

/**
 * Runs in the page, as text, before its own script: frames while something moves, and the time from
 * a click to the frame that shows the panel of what was hit.
 */
export const probe = `
window.benchProbe = {
  first: null,
  frames: [],
  clickMs: null,
  /** Keeps the figures of the first picture: the next refresh writes its own over them. */
  watchFirst() {
    new MutationObserver((_, observer) => {
      const stage = document.querySelector('.graph-canvas-stage')
      if (stage?.dataset.settled !== 'true') return
      observer.disconnect()
      const { nodes, edges, layoutMs, applyMs, renderMs } = stage.dataset
      this.first = [nodes, edges, layoutMs, applyMs, renderMs, performance.now()].map(Number)
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-settled'] })
  },
  /** Resolves when the graph of another instant stands. */
  nextGraph() {
    const { dataset } = document.querySelector('.graph-canvas-stage')
    const before = dataset.graphAt
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (dataset.graphAt === before || dataset.settled !== 'true') return
        observer.disconnect()
        resolve()
      })
      const attributeFilter = ['data-settled']
      observer.observe(document, { subtree: true, attributes: true, attributeFilter })
    })
  },
  watchFrames() {
    this.frames = []
    let last = performance.now()
    this.isWatching = true
    const step = (now) => {
      this.frames.push(now - last)
      last = now
      if (this.isWatching) requestAnimationFrame(step)
    }
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(step) })
  },
  stopWatching() {
    this.isWatching = false
    return this.frames
  },
  watchClick() {
    this.clickMs = null
    addEventListener('pointerup', ({ timeStamp }) => {
      const look = (now) => {
        const isShown = document.querySelector('[aria-label="Clear the selection"]') !== null
        if (!isShown) requestAnimationFrame(look)
        // The frame after the one that found it is the one that has painted it.
        else requestAnimationFrame((at) => { this.clickMs = at - timeStamp })
      }
      requestAnimationFrame(look)
    }, { capture: true, once: true })
  },
}
benchProbe.watchFirst()
`

/** Of the last refresh: script of the canvas, and the instant of its numbers. */
export const readRefresh = `(() => {
  const { applyMs, graphAt } = document.querySelector('.graph-canvas-stage').dataset
  return [applyMs, graphAt].map(Number)
})()`

/** Bytes of script as they came over the wire, and MB of heap; the worker's script apart. */
export const readSizes = `(() => {
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
  const sum = (list) => list.reduce((all, { encodedBodySize }) => all + encodedBodySize, 0)
  const isLate = ({ name }) => name.includes('layout-')
  return [
    sum(scripts.filter((one) => !isLate(one))),
    sum(scripts.filter(isLate)),
    performance.memory.usedJSHeapSize / 1e6,
  ]
})()`
