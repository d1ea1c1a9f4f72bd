import { useEffect, useRef, type ReactNode } from 'react'
import { t } from '../../../../i18n/t.ts'
import type { Suggestion } from '../../../../lib/graph-language/suggestions.ts'

export interface SuggestionListProps {
  readonly id: string
  readonly word: string
  readonly suggestions: readonly Suggestion[]
  readonly active: number | null
  readonly onTake: (index: number) => void
}

/** What Tab would write; the field keeps the focus. */
export function SuggestionList(props: SuggestionListProps): ReactNode {
  const { id, word, suggestions, active, onTake } = props
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (active === null) return
    const option = list.current?.children[active]
    if (option !== undefined && 'scrollIntoView' in option) {
      option.scrollIntoView({ block: 'nearest' })
    }
  }, [active])
  return (
    <ul
      ref={list}
      id={id}
      className="al-find-list"
      role="listbox"
      aria-label={t('{{word}}: suggestions', { word })}
    >
      {suggestions.map(({ label, meaning }, index) => (
        <li
          key={label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // A press would take the focus from the field before the click is heard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(index)}
        >
          <code>{label}</code>
          <span className="al-quiet">{meaning}</span>
        </li>
      ))}
    </ul>
  )
}
