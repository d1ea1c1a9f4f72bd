import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { leading, type Column } from './column.ts'

export interface ColumnMenuProps {
  readonly columns: readonly Column[]
  readonly shown: readonly Column[]
  /** In their order; empty: the usual ones. */
  readonly onChange: (names: readonly string[]) => void
}

/** Which columns are shown: the address and the browser keep them. The name stays. */
export function ColumnMenu({ columns, shown, onChange }: ColumnMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const isShown = (name: string): boolean => shown.some((one) => one.name === name)
  const toggle = (name: string): void => {
    const names = shown.map((one) => one.name)
    onChange(isShown(name) ? names.filter((one) => one !== name) : [...names, name])
  }
  return (
    <Select
      role="menu"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={(_, name) => (name === 'usual' ? onChange([]) : toggle(String(name)))}
      maxMenuHeight="26rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle ref={ref} size="sm" isExpanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t('Columns')}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t('Columns')}>
        {columns.map(({ name, word }) => (
          <SelectOption
            key={name}
            value={name}
            hasCheckbox
            isSelected={isShown(name)}
            isDisabled={name === leading}
          >
            {word}
          </SelectOption>
        ))}
        <SelectOption
          value="usual"
          description={t('Drag a heading to move it, or press Alt and an arrow on it.')}
        >
          {t('The usual ones')}
        </SelectOption>
      </SelectList>
    </Select>
  )
}
