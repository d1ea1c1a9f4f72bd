import type { KeyboardEvent } from 'react'

const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * Arrows go from tab to tab, Home and End to the first and the last, as people who use no mouse
 * expect of tabs; the one that has the focus is opened by Enter or the space bar.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function moveAmongTabs(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  const { target } = event
  if (step === undefined || !(target instanceof HTMLElement) || target.role !== 'tab') return
  const list = target.closest('[role="tablist"]')
  const tabs = [...(list?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])]
  const next = tabs[step(tabs.indexOf(target), tabs.length)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
