import type { SyntaxNode } from '@lezer/common'
import { QueryError } from './syntax.ts'

/** A node with the text that it stands in. */
export interface Place {
  readonly text: string
  readonly node: SyntaxNode
}

export function child(place: Place, name: string): Place | null {
  const node = place.node.getChild(name)
  return node === null ? null : { ...place, node }
}

export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const list: SyntaxNode[] = []
  for (let next = node.firstChild; next !== null; next = next.nextSibling) {
    if (next.name !== 'LineComment') list.push(next)
  }
  return list
}

export function textOf({ text, node }: Place): string {
  return text.slice(node.from, node.to)
}

export function refuseErrors(text: string, top: SyntaxNode): void {
  top.cursor().iterate((ref) => {
    if (!ref.type.isError) return
    const called = /([a-zA-Z_:][\w:]*)\s*$/.exec(text.slice(0, ref.from))
    if (text[ref.from] === '(' && called?.[1] !== undefined) {
      const place = position(text, called.index)
      throw new QueryError(`${place}: parse error: unknown function with name "${called[1]}"`)
    }
    const found =
      ref.from >= text.length
        ? 'unexpected end of input'
        : `unexpected ${JSON.stringify(text.slice(ref.from, Math.max(ref.to, ref.from + 1)))}`
    throw new QueryError(`${position(text, ref.from)}: parse error: ${found}`)
  })
}

export function at({ text, node }: Place, message: string): QueryError {
  return new QueryError(`${position(text, node.from)}: parse error: ${message}`)
}

export function unsupported({ text, node }: Place, what: string): QueryError {
  return new QueryError(`${position(text, node.from)}: not supported here: ${what}`)
}

/** Line and column as Prometheus counts them, from one. */
function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}
