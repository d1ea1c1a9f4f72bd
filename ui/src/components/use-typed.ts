import { useEffect, useEffectEvent, useState } from 'react'

const typingMs = 300

/** What is typed into a field: told when the typing pauses, and following what it is set to. */
export function useTyped(
  text: string,
  onChange: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(text)
  const [followed, setFollowed] = useState(text)
  if (followed !== text) {
    setFollowed(text)
    setTyped(text)
  }
  const tell = useEffectEvent(onChange)
  useEffect(() => {
    if (typed === text) return undefined
    // What is drawn anew meanwhile, as lines come in, makes nobody wait longer.
    const timer = setTimeout(() => tell(typed), typingMs)
    return () => clearTimeout(timer)
  }, [typed, text])
  return [typed, setTyped]
}
