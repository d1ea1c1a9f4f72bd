import type { Description } from './describe.ts'

/** One element beside the pointer, filled with text only. */
export class Tooltip {
  readonly #element: HTMLDivElement
  readonly #container: HTMLElement

  constructor(container: HTMLElement) {
    this.#container = container
    this.#element = document.createElement('div')
    this.#element.className = 'graph-canvas-tooltip'
    this.#element.hidden = true
    this.#element.setAttribute('role', 'tooltip')
    container.append(this.#element)
  }

  /** @param at CSS pixels from the container's upper left corner */
  show({ title, lines }: Description, at: { x: number; y: number }): void {
    const head = document.createElement('strong')
    head.textContent = title
    const rest = lines.map((line) => {
      const element = document.createElement('div')
      element.textContent = line
      return element
    })
    this.#element.replaceChildren(head, ...rest)
    this.#element.hidden = false
    this.#place(at)
  }

  #place(at: { x: number; y: number }): void {
    const { offsetWidth, offsetHeight } = this.#element
    const { clientWidth, clientHeight } = this.#container
    const x = at.x + 18 + offsetWidth > clientWidth ? at.x - offsetWidth - 12 : at.x + 18
    const y = Math.min(at.y + 14, clientHeight - offsetHeight - 8)
    this.#element.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`
  }

  hide(): void {
    this.#element.hidden = true
  }

  remove(): void {
    this.#element.remove()
  }
}
