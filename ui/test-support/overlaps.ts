import type { DrawnPart } from '../src/pages/mesh/picture/layout.ts'

/** Pairs of drawn parts that lie over one another, by name; sides may touch. */
export function overlaps(drawn: readonly DrawnPart[]): string[] {
  return drawn.flatMap((one, index) =>
    drawn
      .slice(index + 1)
      .filter(
        (other) =>
          one.x + one.width > other.x &&
          other.x + other.width > one.x &&
          one.y + one.height > other.y &&
          other.y + other.height > one.y,
      )
      .map((other) => `${one.part.name} and ${other.part.name}`),
  )
}
