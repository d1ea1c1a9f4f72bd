import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { DesktopIcon } from '@patternfly/react-icons/dist/esm/icons/desktop-icon'
import { MoonIcon } from '@patternfly/react-icons/dist/esm/icons/moon-icon'
import { SunIcon } from '@patternfly/react-icons/dist/esm/icons/sun-icon'
import { useState, type ComponentType, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import { themePreferences, type ThemePreference } from './theme.ts'

const looks = {
  system: { word: t('As the system'), Icon: DesktopIcon },
  light: { word: t('Light'), Icon: SunIcon },
  dark: { word: t('Dark'), Icon: MoonIcon },
} as const satisfies Record<ThemePreference, { word: string; Icon: ComponentType }>

export interface ThemeSwitchProps {
  readonly preference: ThemePreference
  readonly onChoose: (preference: ThemePreference) => void
}

export function ThemeSwitch({ preference, onChoose }: ThemeSwitchProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const { word, Icon } = looks[preference]
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
          aria-label={t('Theme: {{word}}', { word })}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          icon={<Icon />}
        />
      )}
    >
      <DropdownList>
        {themePreferences.map((name) => {
          const { word: label, Icon: ItemIcon } = looks[name]
          return (
            <DropdownItem
              key={name}
              icon={<ItemIcon />}
              isSelected={name === preference}
              onClick={() => onChoose(name)}
            >
              {label}
            </DropdownItem>
          )
        })}
      </DropdownList>
    </Dropdown>
  )
}
