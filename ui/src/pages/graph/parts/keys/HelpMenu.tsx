import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { QuestionCircleIcon } from '@patternfly/react-icons/dist/esm/icons/question-circle-icon'
import { useState, type ReactNode } from 'react'
import type { HelpName } from './use-help.ts'

export interface HelpMenuProps {
  /** The tour was never taken, nor turned down, in this browser. */
  readonly isNew: boolean
  readonly onShow: (name: HelpName) => void
}

/** The tour through the page, and its keys. */
export function HelpMenu({ isNew, onShow }: HelpMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const word = isNew ? 'Help: new here?' : 'Help'
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
        <DropdownItem description="Eight stops, a minute" onClick={() => onShow('tour')}>
          Tour of the page
        </DropdownItem>
        <DropdownItem description="Also at the key ?" onClick={() => onShow('keys')}>
          Keys
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  )
}
