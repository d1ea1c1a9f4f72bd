import { Button, Popover } from '@patternfly/react-core'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import type { TourStep } from './help-words.ts'
import './tour.css'

/** Goes through the page, a few words at each stop. Arrow keys go on and back, Escape ends it. */
export function Tour({
  stops,
  onEnd,
}: {
  readonly stops: readonly TourStep[]
  readonly onEnd: () => void
}): ReactNode {
  // Decided once: what comes or goes meanwhile must not change how many stops are left.
  const [steps] = useState(() => stops.filter(({ at }) => document.querySelector(at) !== null))
  const [index, setIndex] = useState(0)
  const step = steps[index]
  useEffect(() => {
    if (step === undefined) onEnd()
  }, [step, onEnd])
  if (step === undefined) return null
  const place = { index, count: steps.length }
  return <Stop key={index} step={step} place={place} onGo={setIndex} onEnd={onEnd} />
}

interface StopProps {
  readonly step: TourStep
  readonly place: { readonly index: number; readonly count: number }
  readonly onGo: (index: number) => void
  readonly onEnd: () => void
}

function Stop({ step, place, onGo, onEnd }: StopProps): ReactNode {
  const ring = useRef<HTMLDivElement>(null)
  const anchor = useRef<HTMLDivElement>(null)
  useRing(ring, step.at)
  const { index, count } = place
  const isLast = index === count - 1

  function press(event: KeyboardEvent): void {
    if (event.key === 'ArrowRight' && !isLast) onGo(index + 1)
    else if (event.key === 'ArrowLeft' && index > 0) onGo(index - 1)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div ref={ring} className="al-tour-ring" aria-hidden="true">
        <div ref={anchor} />
      </div>
      <Popover
        isVisible
        triggerRef={anchor}
        appendTo={() => document.body}
        animationDuration={0}
        distance={12}
        maxWidth="340px"
        hideOnOutsideClick={false}
        elementToFocus="#al-tour-next"
        shouldClose={onEnd}
        showClose
        closeBtnAriaLabel={t('End the tour')}
        headerContent={step.title}
        bodyContent={step.text}
        footerContent={
          <div className="al-tour-foot" onKeyDown={press}>
            <span>{t('{{place}} of {{amount}}', { place: index + 1, amount: count })}</span>
            {index > 0 && (
              <Button variant="link" size="sm" onClick={() => onGo(index - 1)}>
                {t('Back')}
              </Button>
            )}
            <Button
              id="al-tour-next"
              size="sm"
              onClick={() => (isLast ? onEnd() : onGo(index + 1))}
            >
              {isLast ? t('Done') : t('Next')}
            </Button>
          </div>
        }
      />
    </>
  )
}

/** Beside things larger than this there is no room for words: these stand in the middle of it. */
const mostHeight = 300

function useRing(ring: { readonly current: HTMLElement | null }, at: string): void {
  useEffect(() => {
    const place = (): void => {
      const thing = document.querySelector(at)
      const element = ring.current
      if (thing === null || element === null) return
      const { left, top, width, height } = thing.getBoundingClientRect()
      const isLarge = height > mostHeight
      element.classList.toggle('al-tour-ring-large', isLarge)
      const by = isLarge ? -3 : 4
      const rect = {
        left: left - by,
        top: top - by,
        width: width + 2 * by,
        height: height + 2 * by,
      }
      for (const [name, value] of Object.entries(rect))
        element.style.setProperty(name, `${Math.round(value)}px`)
    }
    place()
    window.addEventListener('resize', place)
    return () => window.removeEventListener('resize', place)
  }, [ring, at])
}
