import { layoutGraph } from './layout-graph.ts'
import type { LayoutInput, Positions } from './layout-input.ts'
import type { LayoutCache } from './lay-out-anew.ts'

export interface LayoutAnswer {
  readonly positions: Positions
  readonly tookMs: number
}

const cache: LayoutCache = new Map()

/** One question, one answer, in order: whoever loses interest ends the worker. */
self.addEventListener('message', (event: MessageEvent<LayoutInput>) => {
  const startedAt = performance.now()
  const positions = layoutGraph(event.data, cache)
  const answer: LayoutAnswer = { positions, tookMs: performance.now() - startedAt }
  self.postMessage(answer)
})
