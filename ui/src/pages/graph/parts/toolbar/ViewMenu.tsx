import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { EllipsisVIcon } from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon'
import { useState, type ReactNode } from 'react'
import { t } from '../../../../i18n/t.ts'
import { copyText } from '../../../../lib/copy-text.ts'
import { defaultView, writeView, type GraphView } from '../../url.ts'

export interface ViewMenuProps {
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** What can be done with the view as a whole. */
export function ViewMenu({ view, onChange }: ViewMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const [said, setSaid] = useState('')
  const isUsual = writeView(view).size === 0

  function copy(link: string): void {
    void copyText(link).then((isCopied) =>
      setSaid(isCopied ? t('Copied') : t('No clipboard here: take the link from the address bar')),
    )
  }

  return (
    <>
      <Dropdown
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onSelect={() => setIsOpen(false)}
        popperProps={{ position: 'end' }}
        toggle={(ref) => (
          <MenuToggle
            ref={ref}
            variant="plain"
            size="sm"
            aria-label={t('This view')}
            isExpanded={isOpen}
            icon={<EllipsisVIcon />}
            onClick={() => setIsOpen(!isOpen)}
          />
        )}
      >
        <DropdownList>
          <DropdownItem
            description={t('Whoever opens it sees what is so then')}
            onClick={() => copy(location.href)}
          >
            {t('Copy a link to this view')}
          </DropdownItem>
          <Divider component="li" />
          <DropdownItem
            description={t('All namespaces, usual display, live')}
            isDisabled={isUsual}
            onClick={() => onChange(defaultView)}
          >
            {t('Reset the view')}
          </DropdownItem>
        </DropdownList>
      </Dropdown>
      <span className="pf-v6-screen-reader" role="status">
        {said}
      </span>
    </>
  )
}
