import {
  Button,
  MenuSearch,
  MenuSearchInput,
  MenuToggle,
  SearchInput,
  Select,
  SelectList,
  SelectOption,
} from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { Facet } from '../../../components/FacetMenu.tsx'
import { t } from '../../../i18n/t.ts'

export interface FilterMenuProps {
  readonly label: string // FQDN
  readonly facet: Facet
  readonly value: string // '': all
  readonly onChange: (value: string) => void
}

/** One value of a column, or a part of it: what is typed chooses among those that there are. */
export function FilterMenu({ label, facet, value, onChange }: FilterMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const shown = facet.filter((one) => one.value.toLowerCase().includes(wanted))

  function change(open: boolean): void {
    setIsOpen(open)
    setTyped('')
  }
  function choose(chosen: string): void {
    change(false)
    onChange(chosen === value ? '' : chosen)
  }

  return (
    <Select
      isOpen={isOpen}
      selected={value}
      onOpenChange={change}
      onSelect={(_, chosen) => choose(String(chosen))}
      popperProps={{ minWidth: '16rem', maxWidth: 'min(34rem, 92vw)' }}
      maxMenuHeight="24rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={isOpen}
          onClick={() => change(!isOpen)}
          aria-label={t('{{label}}: {{value}}', { label, value: value === '' ? t('all') : value })}
          className="al-proxy-filter"
        >
          {value === '' ? label : t('{{label}}: {{value}}', { label, value })}
        </MenuToggle>
      )}
    >
      <MenuSearch>
        <MenuSearchInput>
          <SearchInput
            aria-label={t('Type to find in {{label}}', { label })}
            placeholder={t('Part of {{label}}', { label })}
            value={typed}
            onChange={(_, text) => setTyped(text)}
            onClear={() => setTyped('')}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || typed.trim() === '') return
              event.preventDefault()
              choose(typed.trim())
            }}
          />
        </MenuSearchInput>
      </MenuSearch>
      <SelectList aria-label={label}>
        {value !== '' && !shown.some((one) => one.value === value) && (
          <SelectOption value={value} isSelected>
            {value}
          </SelectOption>
        )}
        {shown.map((one) => (
          <SelectOption key={one.value} value={one.value} isSelected={one.value === value}>
            <span className="al-facet-choice">
              <span>{one.value}</span>
              <span className="al-quiet">{one.count}</span>
            </span>
          </SelectOption>
        ))}
        {typed.trim() !== '' && (
          <SelectOption value={typed.trim()}>
            {t('Whatever has “{{text}}”', { text: typed.trim() })}
          </SelectOption>
        )}
        {shown.length === 0 && typed.trim() === '' && value === '' && (
          <SelectOption isDisabled>{t('No values')}</SelectOption>
        )}
      </SelectList>
      {value !== '' && (
        <div className="al-proxy-filter-clear">
          <Button variant="link" size="sm" onClick={() => choose(value)}>
            {t('All')}
          </Button>
        </div>
      )}
    </Select>
  )
}
