import {
  Badge,
  MenuSearch,
  MenuSearchInput,
  MenuToggle,
  SearchInput,
  Select,
  SelectList,
  SelectOption,
} from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { inSentence, t } from '../i18n/t.ts'
import './components.css'

/** Values with how many would be left of each. */
export type Facet = readonly { readonly value: string; readonly count: number }[]

export interface FacetMenuProps {
  readonly label: string // Kinds
  readonly facet: Facet
  readonly chosen: readonly string[]
  /** How a value is said; its own text where absent. */
  readonly sayValue?: (value: string) => string
  readonly describe?: (value: string) => string | undefined
  readonly onChange: (chosen: readonly string[]) => void
}

const fewChoices = 10
const asItIs = (value: string): string => value

/** Several of many, each with how many objects it would leave. */
export function FacetMenu(props: FacetMenuProps): ReactNode {
  const { label, facet, chosen, sayValue = asItIs, describe, onChange } = props
  const [isOpen, setIsOpen] = useState(false)
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  // What is chosen stays in sight when nothing is left of it, so that it can be given up.
  const gone = chosen.filter((value) => !facet.some((one) => one.value === value))
  const all = [...gone.map((value) => ({ value, count: 0 })), ...facet]
  const shown = all.filter(({ value }) =>
    `${value} ${sayValue(value)} ${describe?.(value) ?? ''}`.toLowerCase().includes(wanted),
  )

  function change(open: boolean): void {
    setIsOpen(open)
    setText('')
  }

  return (
    <Select
      role="menu"
      isOpen={isOpen}
      onOpenChange={change}
      onSelect={(_, value) => {
        const name = String(value)
        onChange(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
      }}
      popperProps={{ minWidth: '16rem', maxWidth: 'min(32rem, 92vw)' }}
      maxMenuHeight="24rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={isOpen}
          onClick={() => change(!isOpen)}
          aria-label={t('{{label}}: {{chosen}}', {
            label,
            chosen: chosen.length === 0 ? t('all') : chosen.map(sayValue).join(', '),
          })}
          badge={chosen.length === 0 ? undefined : <Badge isRead>{chosen.length}</Badge>}
        >
          {label}
        </MenuToggle>
      )}
    >
      {all.length > fewChoices && (
        <MenuSearch>
          <MenuSearchInput>
            <SearchInput
              aria-label={t('Search {{label}}', { label: inSentence(label) })}
              value={text}
              onChange={(_, value) => setText(value)}
              onClear={() => setText('')}
            />
          </MenuSearchInput>
        </MenuSearch>
      )}
      <SelectList aria-label={label}>
        {shown.map(({ value, count }) => (
          <SelectOption
            key={value}
            value={value}
            hasCheckbox
            isSelected={chosen.includes(value)}
            description={describe?.(value)}
          >
            <span className="al-facet-choice">
              <span>{sayValue(value)}</span>
              <span className="al-quiet">{count}</span>
            </span>
          </SelectOption>
        ))}
        {shown.length === 0 && <SelectOption isDisabled>{t('None of that name')}</SelectOption>}
      </SelectList>
    </Select>
  )
}
