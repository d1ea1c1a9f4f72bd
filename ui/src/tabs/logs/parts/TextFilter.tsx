import { SearchInput } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useTyped } from './use-typed.ts'

export interface TextFilterProps {
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
}

/** Goes to the server when the typing pauses, or at once with Enter: what does not fit never travels. */
export function TextFilter({ label, text, onChange }: TextFilterProps): ReactNode {
  const [typed, setTyped] = useTyped(text, onChange)
  return (
    <SearchInput
      className="al-logs-filter"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(_, value) => setTyped(value)}
      onKeyDown={({ key }) => key === 'Enter' && typed !== text && onChange(typed)}
      onClear={() => setTyped('')}
    />
  )
}
