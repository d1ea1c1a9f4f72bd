import { useEffect, useRef, useState, type RefObject } from 'react'

const widthBefore = 480

/** The width inside of an element in whole pixels, followed as it changes. */
export function useWidth<Element extends HTMLElement>(): {
  readonly ref: RefObject<Element | null>
  readonly width: number
} {
  const ref = useRef<Element>(null)
  const [width, setWidth] = useState(widthBefore)
  useEffect(() => {
    const element = ref.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver((entries) => {
      const inside = Math.floor(entries.at(-1)?.contentRect.width ?? 0)
      if (inside > 0) setWidth(inside)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, width }
}

const margin = '200px'

/** Whether an element is on the screen, or about to be; always where nobody can tell. */
export function useOnScreen(ref: RefObject<HTMLElement | null>): boolean {
  const canTell = typeof IntersectionObserver !== 'undefined'
  const [isOn, setIsOn] = useState(!canTell)
  useEffect(() => {
    const element = ref.current
    if (element === null || !canTell) return undefined
    const observer = new IntersectionObserver(
      (entries) => setIsOn(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: margin },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, canTell])
  return isOn
}
