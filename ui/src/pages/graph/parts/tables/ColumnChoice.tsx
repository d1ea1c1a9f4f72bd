import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { t } from '../../../../i18n/t.ts'
import type { TableColumn } from './table-column.ts'

export interface ColumnChoiceProps<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly shown: readonly TableColumn<Row>[]
  /** Names, comma-separated; null: the usual ones. */
  readonly onChange: (names: string | null) => void
}

/** Which columns are shown; the last one stays. */
export function ColumnChoice<Row>(props: ColumnChoiceProps<Row>): ReactNode {
  const { columns, shown, onChange } = props
  const [isOpen, setIsOpen] = useState(false)
  const isShown = (name: string): boolean => shown.some((one) => one.name === name)
  const usual = columns.filter(({ isUsual }) => isUsual === true).map(({ name }) => name)

  function toggle(name: string): void {
    const next = columns
      .filter((column) => (column.name === name ? !isShown(name) : isShown(column.name)))
      .map((column) => column.name)
    if (next.length > 0) onChange(next.join() === usual.join() ? null : next.join())
  }

  return (
    <Select
      role="menu"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={(_, name) => toggle(String(name))}
      maxMenuHeight="24rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          variant="plainText"
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('Columns')}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t('Columns')}>
        {columns.map(({ name, word }) => (
          <SelectOption key={name} value={name} hasCheckbox isSelected={isShown(name)}>
            {word}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
