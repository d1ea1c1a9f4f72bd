import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject, SyntheticEvent } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { LanguageError } from '#contract/graph-language/refusal.ts'
import { readWish } from '../../wish.ts'
import { useCompletion, type CompletionState } from './use-completion.ts'

export interface LineAsk {
  /** What is in force; null: nothing. */
  readonly applied: string | null
  readonly appliedError: LanguageError | null
  readonly graph: Graph
  readonly onApply: (text: string | null) => void
  /** Enter, with nothing changed since the last time. */
  readonly onAgain?: (() => void) | undefined
}

export interface Line {
  readonly input: RefObject<HTMLInputElement | null>
  readonly text: string
  readonly error: LanguageError | null
  readonly completion: CompletionState
  readonly submit: (text: string) => void
  readonly take: (index: number) => void
  readonly change: (text: string, event: SyntheticEvent<HTMLElement>) => void
  readonly press: (event: KeyboardEvent<HTMLInputElement>) => void
}

interface Draft {
  readonly text: string
  readonly error: LanguageError | null
}

/**
 * A line of the language as it is typed: Enter puts it in force, Tab completes, arrows choose,
 * Escape first closes the list and then clears. What is pasted, or filled in by the browser, is put
 * in force at once; what cannot be read is not.
 */
export function useLine({ applied, appliedError, graph, onApply, onAgain }: LineAsk): Line {
  const input = useRef<HTMLInputElement>(null)
  const cursorAfter = useRef<number | null>(null)
  const [seen, setSeen] = useState(applied)
  const [draft, setDraft] = useState<Draft>({ text: applied ?? '', error: appliedError })
  const completion = useCompletion(graph)
  if (seen !== applied) {
    // The address was changed, from here or from elsewhere: that is the text now.
    setSeen(applied)
    setDraft({ text: applied ?? '', error: appliedError })
  }

  useLayoutEffect(() => {
    if (cursorAfter.current === null) return
    input.current?.setSelectionRange(cursorAfter.current, cursorAfter.current)
    cursorAfter.current = null
  })

  function submit(text: string): void {
    completion.close()
    const wanted = text.trim() === '' ? null : text.trim()
    const { error } = readWish(wanted)
    setDraft({ text: wanted ?? '', error })
    if (error !== null) return
    if (wanted === applied) onAgain?.()
    else onApply(wanted)
  }

  function take(index: number): void {
    const next = completion.take(draft.text, index)
    if (next === null) return
    setDraft({ text: next.text, error: null })
    cursorAfter.current = next.cursor
    input.current?.focus()
    completion.open(next.text, next.cursor)
  }

  function change(text: string, event: SyntheticEvent<HTMLElement>): void {
    if (isFilledIn(event.nativeEvent)) {
      submit(text)
      return
    }
    setDraft({ text, error: null })
    completion.open(text, input.current?.selectionStart ?? text.length)
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const isOpen = completion.suggestions.length > 0
    const act = isOpen ? actInList(event) : actAlone(event)
    if (act === null) return
    event.preventDefault()
    act()
  }

  function actAlone({ key }: KeyboardEvent): Act {
    if (key === 'Enter') return () => submit(draft.text)
    if (key === 'Escape') return () => submit('')
    if (key !== 'ArrowDown') return null
    return () => completion.open(draft.text, input.current?.selectionStart ?? 0)
  }

  function actInList({ key, shiftKey }: KeyboardEvent): Act {
    const { active, move, close } = completion
    switch (key) {
      case 'ArrowDown':
        return () => move(1)
      case 'ArrowUp':
        return () => move(-1)
      case 'Escape':
        return close
      case 'Enter':
        return active === null ? () => submit(draft.text) : () => take(active)
      case 'Tab':
        // With nothing begun it leads on, as it does everywhere.
        return shiftKey || draft.text === '' ? null : () => take(active ?? 0)
      default:
        return null
    }
  }

  return { input, ...draft, completion, submit, take, change, press }
}

type Act = (() => void) | null

/** Whether a text came whole: out of the clipboard, or from the browser's memory. */
function isFilledIn(event: Event): boolean {
  if (!(event instanceof InputEvent)) return true
  return event.inputType === 'insertFromPaste' || event.inputType === 'insertReplacementText'
}
