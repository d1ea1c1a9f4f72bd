import { useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { findNames } from './find-names.ts'

export interface ChoosingAsk {
  readonly names: readonly string[]
  readonly value: string // empty: none
  readonly onChoose: (name: string) => void
}

export interface Choosing {
  readonly input: RefObject<HTMLInputElement | null>
  readonly isOpen: boolean
  readonly text: string // in the field
  /** What can be chosen; behind the known names the typed one, if it is none of them. */
  readonly options: readonly string[]
  readonly known: number // how many of them are known names
  readonly more: number // known names that are not shown
  readonly active: number // that Enter takes; -1: none
  readonly open: () => void
  readonly close: () => void
  readonly type: (text: string) => void
  readonly choose: (name: string) => void
  readonly press: (event: KeyboardEvent) => void
}

/** More are found by typing on: thousands of options take seconds to draw. */
const mostShown = 100

/** The state of a field that one of many names is chosen in: typing narrows, Enter takes. */
export function useChoosing({ names, value, onChoose }: ChoosingAsk): Choosing {
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null) // null: nothing since it was opened
  const [pointed, setPointed] = useState<number | null>(null) // null: nothing by arrow keys
  // What is chosen stays, also where nobody knows it any more.
  const all = value === '' || names.includes(value) ? names : [value, ...names]
  const { shown, more } = findNames(all, typed ?? '', mostShown)
  const own = typed?.trim() ?? ''
  const options = own === '' || all.includes(own) ? shown : [...shown, own]
  const active = pointed ?? firstActive(shown, { typed, own, value })

  function close(): void {
    setIsOpen(false)
    setTyped(null)
    setPointed(null)
  }
  function choose(name: string): void {
    close()
    input.current?.focus()
    if (name !== value) onChoose(name)
  }
  function step(by: 1 | -1): void {
    if (!isOpen) setIsOpen(true)
    else if (options.length > 0)
      setPointed(
        active < 0 && by < 0 ? options.length - 1 : (active + by + options.length) % options.length,
      )
  }
  function take(): void {
    const name = options[active]
    if (name !== undefined) choose(name)
    else if (typed !== null) choose('') // all was deleted
    else close()
  }
  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Tab') close()
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      ...(isOpen ? { Enter: take, Escape: close } : {}),
    }
    const act = keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return {
    ...{ input, isOpen, options, more, active, close, choose, press },
    text: typed ?? value,
    known: shown.length,
    open: () => setIsOpen(true),
    type: (text) => {
      setIsOpen(true)
      setTyped(text)
      setPointed(null)
    },
  }
}

/** The first that fits what is typed; the chosen one before anything is typed. */
function firstActive(
  shown: readonly string[],
  asked: { readonly typed: string | null; readonly own: string; readonly value: string },
): number {
  if (asked.own !== '') return 0
  return asked.typed === null ? shown.indexOf(asked.value) : -1
}
