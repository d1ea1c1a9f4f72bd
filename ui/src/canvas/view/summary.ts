import type { Core } from 'cytoscape'
import type { Graph } from '#contract/graph.ts'
import type { DrawnGraph } from '../elements.ts'

/**
 * Writes onto the container what browser tests and the bench wait for: how much is drawn, whether
 * it stands, and how long that took.
 *
 * data-camera: zoom, and where the model's 0, 0 is, in CSS pixels of the canvas · data-render-ms: from the graph's arrival to the first frame that shows it · data-apply-ms: script
 * of the last refresh · data-layout-ms: until positions were there.
 */
export class Summary {
  readonly #container: HTMLElement
  readonly #cy: Core
  #startedAt = 0
  #layoutMs = 0
  #busyUntil = 0

  constructor(container: HTMLElement, cy: Core) {
    this.#container = container
    this.#cy = cy
    cy.on('viewport', () => {
      const { x, y } = cy.pan()
      container.dataset['camera'] = [cy.zoom(), x, y].join(' ')
    })
  }

  begin(graph: Graph): void {
    this.#startedAt = performance.now()
    this.#busyUntil = this.#startedAt
    this.#layoutMs = 0
    this.#container.dataset['settled'] = 'false'
    this.#container.dataset['graphAt'] = String(graph.at)
  }

  laidOut(): void {
    this.#busyUntil = performance.now()
    this.#layoutMs = this.#busyUntil - this.#startedAt
  }

  finish(drawn: DrawnGraph, isChanged: boolean): void {
    const { dataset } = this.#container
    dataset['nodes'] = String(drawn.nodesById.size)
    dataset['edges'] = String(drawn.edgesById.size)
    dataset['boxes'] = String(drawn.boxesById.size)
    dataset['layoutMs'] = this.#layoutMs.toFixed(1)
    dataset['applyMs'] = (performance.now() - this.#busyUntil).toFixed(1)
    const settle = (): void => {
      dataset['renderMs'] = (performance.now() - this.#startedAt).toFixed(1)
      dataset['settled'] = 'true'
    }
    if (isChanged && this.#cy.container() !== null) this.#cy.one('render', settle)
    else settle()
  }
}
