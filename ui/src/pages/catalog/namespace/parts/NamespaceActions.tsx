import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { useHref, useNavigate } from 'react-router'
import { thingFolders } from '#contract/catalog.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { folderTitles } from '../../../../components/subject-words.ts'
import { t } from '../../../../i18n/t.ts'

interface Place {
  readonly word: string
  readonly pathname: string
  readonly parameters: Readonly<Record<string, string>>
}

const placesOf = (namespace: string): readonly Place[] => {
  const parameters = { namespaces: namespace }
  return [
    { word: t('Graph'), pathname: '/graph', parameters },
    ...thingFolders.map((folder) => ({
      ...{ word: folderTitles[folder], pathname: `/${folder}`, parameters },
    })),
    { word: t('Configuration'), pathname: '/config', parameters },
  ]
}

/** Where else one can look at this namespace. */
export function NamespaceActions({ name }: { readonly name: string }): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Dropdown
      className="al-head-actions"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle ref={ref} size="sm" isExpanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t('Open in')}
        </MenuToggle>
      )}
    >
      <DropdownList>
        {placesOf(name).map((place) => (
          <PlaceItem key={place.word} place={place} />
        ))}
      </DropdownList>
    </Dropdown>
  )
}

function PlaceItem({ place: { word, pathname, parameters } }: { place: Place }): ReactNode {
  const navigate = useNavigate()
  const search = new URLSearchParams(useContextSearch())
  for (const [name, value] of Object.entries(parameters)) search.set(name, value)
  const to = { pathname, search: search.toString() }
  return (
    <DropdownItem
      to={useHref(to)}
      onClick={(event: { preventDefault: () => void }) => {
        event.preventDefault()
        void navigate(to)
      }}
    >
      {word}
    </DropdownItem>
  )
}
