import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { UserIcon } from '@patternfly/react-icons/dist/esm/icons/user-icon'
import { useState, type ReactNode } from 'react'
import type { Session } from '#contract/status.ts'
import { useClient } from '../api/client-context.ts'
import { t } from '../i18n/t.ts'

export function UserMenu({ session }: { session: Session }): ReactNode {
  const { access } = useClient()
  const [isOpen, setIsOpen] = useState(false)
  if (session.auth === 'anonymous') return null
  const name = session.user ?? t('Signed in')
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      popperProps={{ position: 'end' }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plainText"
          size="sm"
          icon={<UserIcon />}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span className="al-user-name">{name}</span>
        </MenuToggle>
      )}
    >
      <DropdownList>
        <DropdownItem isDisabled description={session.seesAllNamespaces ? undefined : seesSome}>
          {name}
        </DropdownItem>
        <DropdownItem onClick={() => access.signOut()}>{t('Sign out')}</DropdownItem>
      </DropdownList>
    </Dropdown>
  )
}

const seesSome = t('Sees some namespaces; traffic of the others is drawn as restricted')
