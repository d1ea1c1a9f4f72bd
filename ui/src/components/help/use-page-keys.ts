import { useEffect, useEffectEvent } from 'react'

export type PageKey = '?' | '/' | 'f' | '+' | '-' | 'l' | ',' | '.'

/** Other keys of the same meaning: + is on the same key as = on many keyboards. */
const pageKeys: Readonly<Record<string, PageKey>> = {
  '?': '?',
  '/': '/',
  f: 'f',
  F: 'f',
  '+': '+',
  '=': '+',
  '-': '-',
  '−': '-',
  l: 'l',
  L: 'l',
  ',': ',',
  '.': '.',
}

/** Keys that act wherever on the page they are pressed. What `actions` leaves out is let through. */
export function usePageKeys(actions: Partial<Record<PageKey, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const name = pageKeys[event.key]
    const act = name === undefined ? undefined : actions[name]
    if (act === undefined || event.defaultPrevented || isMeantForOthers(event)) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Where letters are text, or choose among options. */
const typing =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], ' +
  '[role="listbox"], [role="menu"], [role="dialog"]'

function isMeantForOthers(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const { target } = event
  if (target instanceof Element && target.closest(typing) !== null) return true
  return document.querySelector('[aria-modal="true"]') !== null
}

/** The field of the page that finds: it says so itself. */
export function focusFind(): void {
  const field = document.querySelector<HTMLElement>(
    'input[data-find], [data-find] input, .al-find input',
  )
  field?.focus()
}
