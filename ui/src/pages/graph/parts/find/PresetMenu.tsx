import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { Preset } from '#contract/status.ts'
import { inSentence, t } from '../../../../i18n/t.ts'

export interface PresetMenuProps {
  readonly word: string
  readonly presets: readonly Preset[]
  readonly onChoose: (expression: string) => void
  readonly onHelp: () => void
}

/** Expressions that need not be written, and the way to those that must. */
export function PresetMenu({ word, presets, onChoose, onHelp }: PresetMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          size="sm"
          isExpanded={isOpen}
          aria-label={t('Presets to {{word}}', { word: inSentence(word) })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span aria-hidden="true">▾</span>
        </MenuToggle>
      )}
    >
      <DropdownList>
        {presets.map(({ description, expression }) => (
          <DropdownItem
            key={expression}
            description={expression}
            onClick={() => onChoose(expression)}
          >
            {description}
          </DropdownItem>
        ))}
        <Divider component="li" />
        <DropdownItem onClick={onHelp}>{t('How to write your own')}</DropdownItem>
      </DropdownList>
    </Dropdown>
  )
}
