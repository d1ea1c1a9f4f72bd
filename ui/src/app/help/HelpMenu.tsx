import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { QuestionCircleIcon } from '@patternfly/react-icons/dist/esm/icons/question-circle-icon'
import { useState, type ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import type { HelpDialogName } from './HelpDialogs.tsx'

export interface HelpMenuProps {
  readonly onShow: (name: HelpDialogName) => void
}

/** What helps wherever one is: the description of the API, what a report needs, who we are. */
export function HelpMenu({ onShow }: HelpMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      popperProps={{ position: 'end' }}
      shouldFocusToggleOnSelect
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          size="sm"
          aria-label={t('About the console')}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          icon={<QuestionCircleIcon />}
        />
      )}
    >
      <DropdownList>
        <DropdownItem to={apiAddress} isExternalLink>
          {t('Description of the API')}
        </DropdownItem>
        <Divider component="li" />
        <DropdownItem
          description={t('What a report of a fault needs')}
          onClick={() => onShow('debug')}
        >
          {t('Debug information')}
        </DropdownItem>
        <DropdownItem onClick={() => onShow('about')}>{t('About Alidade')}</DropdownItem>
      </DropdownList>
    </Dropdown>
  )
}

/** Below the base address of the page. */
export const apiAddress = new URL('api/v1/openapi.json', document.baseURI).href
