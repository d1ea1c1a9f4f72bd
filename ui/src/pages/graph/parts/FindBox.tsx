import { SearchInput } from '@patternfly/react-core'
import { useRef, type ReactNode } from 'react'

export interface FindBoxProps {
  readonly text: string | null
  readonly found: ReadonlySet<string> | null
  readonly onChange: (text: string | null) => void
  /** Brings one of those found into view; again and again goes through all. */
  readonly onGoTo: (id: string) => void
}

/** Finds in the picture: what is found stands out, the rest steps back. */
export function FindBox({ text, found, onChange, onGoTo }: FindBoxProps): ReactNode {
  const turn = useRef(0)

  function goToNext(): void {
    const ids = [...(found ?? [])]
    const id = ids[turn.current % ids.length]
    turn.current += 1
    if (id !== undefined) onGoTo(id)
  }

  return (
    <div className="al-find" role="search" data-over-picture>
      <SearchInput
        aria-label="Find in the picture"
        placeholder="Find"
        value={text ?? ''}
        resultsCount={found === null ? '' : String(found.size)}
        onChange={(_, value) => {
          turn.current = 0
          onChange(value === '' ? null : value)
        }}
        onClear={() => onChange(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') goToNext()
          if (event.key === 'Escape') onChange(null)
        }}
      />
    </div>
  )
}
