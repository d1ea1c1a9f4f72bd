import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'

export interface ChoiceMenuProps {
  readonly label: string
  readonly value: string
  readonly choices: readonly (readonly [value: string, text: string])[]
  readonly onChange: (value: string) => void
}

/** One of several; the button says which. */
export function ChoiceMenu({ label, value, choices, onChange }: ChoiceMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const shown = choices.find(([one]) => one === value)?.[1] ?? value
  return (
    <Select
      isOpen={isOpen}
      selected={value}
      onOpenChange={setIsOpen}
      onSelect={(_, chosen) => {
        setIsOpen(false)
        onChange(String(chosen))
      }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={isOpen}
          aria-label={`${label}: ${shown}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span className="al-quiet">{label}</span> {shown}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={label}>
        {choices.map(([one, text]) => (
          <SelectOption key={one} value={one} isSelected={one === value}>
            {text}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
