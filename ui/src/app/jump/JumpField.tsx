import { SearchIcon } from '@patternfly/react-icons/dist/esm/icons/search-icon'
import { lazy, Suspense, useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import type { Offers } from './build-sections.ts'
import './jump.css'
import { modifierKey } from './key-words.ts'

const JumpDialog = lazy(() =>
  import('./JumpDialog.tsx').then(({ JumpDialog }) => ({ default: JumpDialog })),
)

const shortcuts = ['Control+K', 'Meta+K']

/** Opens the box that finds everything, by a press or by its keys. */
export function JumpField({ offers }: { offers: Offers }): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isOurs = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
    if (!isOurs || event.altKey || event.shiftKey || event.defaultPrevented) return
    // Another dialog has the floor, unless it is the box itself.
    if (!isOpen && document.querySelector('[aria-modal="true"]') !== null) return
    event.preventDefault()
    setIsOpen(!isOpen)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <button
        type="button"
        className="al-jump-field"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-keyshortcuts={shortcuts.join(' ')}
        aria-label={t('Search or jump to')}
        onClick={() => setIsOpen(true)}
      >
        <SearchIcon />
        <span className="al-jump-word">{t('Search or jump to')}…</span>
        <kbd>{modifierKey} K</kbd>
      </button>
      <Suspense fallback={null}>
        {isOpen && <JumpDialog offers={offers} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  )
}
