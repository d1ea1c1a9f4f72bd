import { SearchInput } from '@patternfly/react-core'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import './components.css'

export interface TextFilterProps {
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
}

const typingMs = 250

/** Asks when the typing pauses, and follows the address when that changes by itself. */
export function TextFilter(props: TextFilterProps): ReactNode {
  const [typed, setTyped] = useState(props.text)
  const [followed, setFollowed] = useState(props.text)
  if (followed !== props.text) {
    setFollowed(props.text)
    setTyped(props.text)
  }
  const { text } = props
  const ask = useEffectEvent(props.onChange)
  useEffect(() => {
    if (typed === text) return undefined
    // What is drawn anew meanwhile, as lines come in, does not make anybody wait longer.
    const timer = setTimeout(() => ask(typed), typingMs)
    return () => clearTimeout(timer)
  }, [typed, text])
  return (
    <SearchInput
      className="al-text-filter"
      aria-label={props.label}
      placeholder={props.label}
      value={typed}
      onChange={(_, value) => setTyped(value)}
      onClear={() => setTyped('')}
    />
  )
}
