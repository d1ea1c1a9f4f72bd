import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { QuestionCircleIcon } from '@patternfly/react-icons/dist/esm/icons/question-circle-icon'
import { useState, type ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import type { HelpName } from './use-help.ts'

export interface HelpMenuProps {
  /** The tour was never taken, nor turned down, in this browser. */
  readonly isNew: boolean
  /** How long the tour is, in words. */
  readonly length: string
  readonly onShow: (name: HelpName) => void
}

/** The tour through the page, and its keys. */
export function HelpMenu({ isNew, length, onShow }: HelpMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const word = isNew ? t('Help: new here?') : t('Help')
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      popperProps={{ position: 'end', enableFlip: true }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          size="sm"
          className={isNew ? 'al-help-new' : ''}
          aria-label={word}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          icon={<QuestionCircleIcon />}
        />
      )}
    >
      <DropdownList>
        <DropdownItem description={length} onClick={() => onShow('tour')}>
          {t('Tour of the page')}
        </DropdownItem>
        <DropdownItem description={t('Also at the key ?')} onClick={() => onShow('keys')}>
          {t('Keys')}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  )
}
