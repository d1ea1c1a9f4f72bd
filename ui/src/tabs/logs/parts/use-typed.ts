import { useEffect, useState } from 'react'

const typingMs = 350

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
  useEffect(() => {
    if (typed === text) return undefined
    const timer = setTimeout(() => onChange(typed), typingMs)
    return () => clearTimeout(timer)
  })
  return [typed, setTyped]
}
