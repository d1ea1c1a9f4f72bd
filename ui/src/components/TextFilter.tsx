import { SearchInput } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import './components.css'
import { useTyped } from './use-typed.ts'

export interface TextFilterProps {
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
}

/** Asks when the typing pauses, or at once with Enter, and follows the address when that changes. */
export function TextFilter({ label, text, onChange }: TextFilterProps): ReactNode {
  const [typed, setTyped] = useTyped(text, onChange)
  return (
    <SearchInput
      className="al-text-filter"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(_, value) => setTyped(value)}
      onKeyDown={({ key }) => key === 'Enter' && typed !== text && onChange(typed)}
      onClear={() => setTyped('')}
    />
  )
}
