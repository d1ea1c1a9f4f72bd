import { SearchInput } from '@patternfly/react-core'
import { useEffect, useState, type ReactNode } from 'react'
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
  const { onChange, text } = props
  useEffect(() => {
    if (typed === text) return undefined
    const timer = setTimeout(() => onChange(typed), typingMs)
    return () => clearTimeout(timer)
  })
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
