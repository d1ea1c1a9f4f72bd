import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { LanguageIcon } from '@patternfly/react-icons/dist/esm/icons/language-icon'
import { useState, type ReactNode } from 'react'
import { languages, type Language } from '../i18n/language.ts'
import { t } from '../i18n/t.ts'

/** Each in its own words, so that who speaks no other finds it. */
const names = { en: 'English', de: 'Deutsch' } as const satisfies Record<Language, string>

export interface LanguageSwitchProps {
  readonly language: Language
  readonly onChoose: (language: Language) => void
}

export function LanguageSwitch({ language, onChoose }: LanguageSwitchProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  return (
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
          aria-label={t('Language: {{name}}', { name: names[language] })}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          icon={<LanguageIcon />}
        />
      )}
    >
      <DropdownList>
        {languages.map((name) => (
          <DropdownItem
            key={name}
            lang={name}
            isSelected={name === language}
            onClick={() => {
              if (name !== language) onChoose(name)
            }}
          >
            {names[name]}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  )
}
