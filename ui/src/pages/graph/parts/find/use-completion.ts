import { useState } from 'react'
import type { Graph } from '#contract/graph.ts'
import { complete, type Completion } from '../../../../lib/graph-language/complete.ts'
import type { Suggestion } from '../../../../lib/graph-language/suggestions.ts'

export interface CompletionState {
  readonly suggestions: readonly Suggestion[] // empty: the list is closed
  /** Index of the one that arrows have led to; null: none, and Enter submits. */
  readonly active: number | null
  /** After the text or the cursor changed by hand. */
  readonly open: (text: string, cursor: number) => void
  readonly close: () => void
  readonly move: (step: 1 | -1) => void
  /** The text with a suggestion taken, and where the cursor stands then. */
  readonly take: (text: string, index: number) => { text: string; cursor: number } | null
}

const closed: Completion = { from: 0, to: 0, suggestions: [] }

/** What may be written at the cursor, and which of it is chosen. */
export function useCompletion(graph: Graph): CompletionState {
  const [list, setList] = useState<Completion>(closed)
  const [active, setActive] = useState<number | null>(null)
  const { suggestions } = list

  function show(next: Completion): void {
    setList(next)
    setActive(null)
  }

  return {
    suggestions,
    active,
    open: (text, cursor) => show(complete(text, cursor, graph)),
    close: () => show(closed),
    move: (step) => {
      const count = suggestions.length
      if (count === 0) return
      const from = active ?? (step === 1 ? -1 : count)
      setActive((from + step + count) % count)
    },
    take: (text, index) => {
      const suggestion = suggestions[index]
      if (suggestion === undefined) return null
      const before = text.slice(0, list.from) + suggestion.text
      return { text: before + text.slice(list.to), cursor: before.length }
    },
  }
}
