import cytoscape from 'cytoscape'

/** What Cytoscape's canvas renderer is to its render loop, which it calls at every frame. */
interface Renderer {
  readonly cy: { readonly batching: () => boolean }
  readonly destroyed?: boolean
  readonly beforeRenderCallbacks: readonly {
    readonly fn: (willDraw: boolean, nowMs: number) => void
  }[]
  readonly renderOptions?: object
  readonly render: (options: object | undefined) => void
  requestedFrame?: boolean
  skipFrame?: boolean
  averageRedrawTime?: number // ms, as are the others; it chooses by them what a frame has time for
  lastRedrawTime?: number
  lastDrawTime?: number
  redrawCount?: number
  redrawTotalTime?: number
}

interface RendererMethods {
  startRenderLoop: (this: Renderer) => void
  redraw: (this: Renderer, options?: object) => void
}

/** As long as anything that is drawn bit by bit, such as its textures, goes on after the last frame. */
const idleFramesBeforeRest = 30

const loops = new WeakMap<Renderer, { idleFrames: number; isRunning: boolean }>()

/**
 * Cytoscape asks for a frame sixty times a second for as long as it lives, a tenth of a processor
 * for a picture that stands still. With this the loop of every canvas ends half a second after the
 * last frame that was drawn, and begins again when something asks to be drawn: all that does calls
 * `redraw`, but for Cytoscape's own animations, which are not used here.
 */
export function restWhenIdle(): void {
  const methods = methodsOf(cytoscape('renderer', 'canvas'))
  if (methods === null) return
  const { redraw } = methods
  methods.startRenderLoop = function startRenderLoop() {
    if (!loops.has(this)) wake(this)
  }
  methods.redraw = function redrawAwake(options) {
    redraw.call(this, options)
    wake(this)
  }
}

function methodsOf(renderer: unknown): RendererMethods | null {
  if (typeof renderer !== 'function') return null
  const prototype: unknown = renderer.prototype
  return hasMethods(prototype) ? prototype : null
}

function hasMethods(prototype: unknown): prototype is RendererMethods {
  const isObject = typeof prototype === 'object' && prototype !== null
  return isObject && 'startRenderLoop' in prototype && 'redraw' in prototype
}

function wake(renderer: Renderer): void {
  const loop = loops.get(renderer) ?? { idleFrames: 0, isRunning: false }
  loops.set(renderer, loop)
  loop.idleFrames = 0
  if (loop.isRunning) return
  loop.isRunning = true
  requestAnimationFrame(function step(nowMs) {
    if (renderer.destroyed === true) return
    loop.idleFrames += 1
    takeFrame(renderer, nowMs)
    const mayRest = renderer.requestedFrame !== true && loop.idleFrames > idleFramesBeforeRest
    if (mayRest) loop.isRunning = false
    else requestAnimationFrame(step)
  })
}

/** One frame, as Cytoscape's own loop takes it. */
function takeFrame(renderer: Renderer, nowMs: number): void {
  if (renderer.cy.batching()) {
    renderer.skipFrame = false
    return
  }
  const willDraw = renderer.requestedFrame === true && renderer.skipFrame !== true
  for (const { fn } of renderer.beforeRenderCallbacks) fn(willDraw, nowMs)
  if (willDraw) draw(renderer)
  renderer.skipFrame = false
}

function draw(renderer: Renderer): void {
  const startedAt = performance.now()
  renderer.render(renderer.renderOptions)
  const endedAt = performance.now()
  const tookMs = endedAt - startedAt
  renderer.lastDrawTime = endedAt
  renderer.lastRedrawTime = tookMs
  renderer.redrawCount = (renderer.redrawCount ?? 0) + 1
  renderer.redrawTotalTime = (renderer.redrawTotalTime ?? 0) + tookMs
  // The newest counts half, so that one slow frame changes little.
  renderer.averageRedrawTime = ((renderer.averageRedrawTime ?? tookMs) + tookMs) / 2
  renderer.requestedFrame = false
}
