import './toast-corner.css'

/**
 * The corner in which all that is said in passing stands, one above the other, whoever says it:
 * groups of toasts that each chose a place of their own would lie over each other.
 */
export function toastCorner(): HTMLElement {
  const there = document.querySelector<HTMLElement>('body > .al-toast-corner')
  if (there !== null) return there
  const made = document.createElement('div')
  made.className = 'al-toast-corner'
  document.body.append(made)
  return made
}
