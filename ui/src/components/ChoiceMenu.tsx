import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import './components.css'

export interface Choice<Value extends string | number> {
  readonly value: Value
  readonly word: string
  readonly description?: string | undefined
}

export interface ChoiceMenuProps<Value extends string | number> {
  readonly label: string // for screen readers, and before the value where `isLabelShown`
  readonly isLabelShown?: true
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChoose: (value: Value) => void
  readonly icon?: ReactNode
  readonly text?: string | undefined // instead of the chosen word
}

/** One of a few. */
export function ChoiceMenu<Value extends string | number>(
  props: ChoiceMenuProps<Value>,
): ReactNode {
  const { label, isLabelShown = false, value, choices, onChoose, icon, text } = props
  const [isOpen, setIsOpen] = useState(false)
  const word = text ?? choices.find((choice) => choice.value === value)?.word ?? String(value)
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      selected={value}
      onSelect={(_, chosen) => {
        setIsOpen(false)
        const choice = choices.find((one) => one.value === chosen)
        if (choice !== undefined && choice.value !== value) onChoose(choice.value)
      }}
      aria-label={label}
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          aria-label={`${label}: ${word}`}
          icon={icon}
        >
          {isLabelShown && <span className="al-quiet">{label} </span>}
          {word}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={label}>
        {choices.map((choice) => (
          <SelectOption key={choice.value} value={choice.value} description={choice.description}>
            {choice.word}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
