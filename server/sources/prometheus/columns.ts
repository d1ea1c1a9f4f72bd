import type { LabelledVector } from '../../seams/vector.ts'
import { Dictionary } from './dictionary.ts'

/** Builds a LabelledVector row by row. Rows are written by code; columns appear as they are met. */
export class Columns {
  readonly names = new Dictionary() // code n is column n - 1
  readonly values = new Dictionary()
  #codes = new Uint32Array(1 << 12)
  #numbers = new Float64Array(1 << 8)
  #stride = 16
  #base = 0
  #rows = 0

  get rows(): number {
    return this.#rows
  }

  /** Sets one label of the row that is being written. */
  set(nameCode: number, valueCode: number): void {
    if (nameCode > this.#stride) this.#widen(nameCode)
    this.#codes[this.#base + nameCode - 1] = valueCode
  }

  /** Ends the row. */
  commit(value: number): void {
    this.#numbers[this.#rows] = value
    this.#rows += 1
    this.#base += this.#stride
    if (this.#base + this.#stride > this.#codes.length) {
      const codes = new Uint32Array(this.#codes.length * 2)
      codes.set(this.#codes)
      this.#codes = codes
    }
    if (this.#rows === this.#numbers.length) {
      const numbers = new Float64Array(this.#rows * 2)
      numbers.set(this.#numbers)
      this.#numbers = numbers
    }
  }

  /** Takes back what was written of the row. */
  rollback(): void {
    this.#codes.fill(0, this.#base, this.#base + this.#stride)
  }

  /** A whole row from plain texts. */
  add(labels: Iterable<readonly [string, string]>, value: number): void {
    for (const [name, text] of labels) {
      // A label without a name cannot be: Prometheus refuses it on the way in.
      if (name !== '') this.set(this.names.codeOfText(name), this.values.codeOfText(text))
    }
    this.commit(value)
  }

  /** The vector; its two arrays own their memory and may be transferred. */
  build(): LabelledVector {
    const labelNames = this.names.texts().slice(1)
    const width = labelNames.length
    const codes = new Uint32Array(this.#rows * width)
    for (let row = 0; row < this.#rows; row += 1) {
      const base = row * this.#stride
      codes.set(this.#codes.subarray(base, base + width), row * width)
    }
    return {
      labelNames,
      strings: this.values.texts(),
      codes,
      values: this.#numbers.slice(0, this.#rows),
    }
  }

  #widen(columns: number): void {
    const stride = Math.max(columns, this.#stride * 2)
    const codes = new Uint32Array(Math.max(this.#codes.length, (this.#rows + 2) * stride * 2))
    for (let row = 0; row <= this.#rows; row += 1) {
      const base = row * this.#stride
      codes.set(this.#codes.subarray(base, base + this.#stride), row * stride)
    }
    this.#codes = codes
    this.#stride = stride
    this.#base = this.#rows * stride
  }
}
