import {
  Divider,
  MenuSearch,
  MenuSearchInput,
  MenuToggle,
  SearchInput,
  Select,
  SelectList,
  SelectOption,
} from '@patternfly/react-core'
import { ClusterIcon } from '@patternfly/react-icons/dist/esm/icons/cluster-icon'
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useContexts } from '../api/queries.ts'
import { contextParameter } from '../components/context-search.ts'
import { t } from '../i18n/t.ts'
import { describeContext } from './context-words.ts'
import { useChooseContext } from './use-choose-context.ts'

const fewContexts = 10

/** Chooses the cluster that is looked at; there is nothing to see where there is but one. */
export function ContextSwitch(): ReactNode {
  const { data: contexts = [], refetch } = useContexts()
  const [search] = useSearchParams()
  const choose = useChooseContext()
  const [isOpen, setIsOpen] = useState(false)
  const [text, setText] = useState('')
  if (contexts.length < 2) return null

  const chosen =
    search.get(contextParameter) ?? contexts.find(({ isDefault }) => isDefault)?.name ?? ''
  const shown = contexts.filter(({ name }) =>
    name.toLowerCase().includes(text.trim().toLowerCase()),
  )

  function change(open: boolean): void {
    if (open) void refetch() // which are open changes with each choice
    setIsOpen(open)
    setText('')
  }

  return (
    <Select
      isOpen={isOpen}
      selected={chosen}
      onOpenChange={change}
      onSelect={(_, name) => {
        change(false)
        if (name !== chosen) choose(String(name))
      }}
      popperProps={{ minWidth: '18rem', maxWidth: 'min(34rem, 92vw)', position: 'end' }}
      className="al-contexts"
      maxMenuHeight="24rem"
      isScrollable
      shouldFocusToggleOnSelect
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          className="al-context"
          icon={<ClusterIcon />}
          isExpanded={isOpen}
          onClick={() => change(!isOpen)}
          aria-label={t('Context: {{chosen}}', { chosen })}
        >
          <span className="al-context-name" title={chosen}>
            {chosen}
          </span>
        </MenuToggle>
      )}
    >
      {contexts.length > fewContexts && (
        <>
          <MenuSearch>
            <MenuSearchInput>
              <SearchInput
                aria-label={t('Search contexts')}
                value={text}
                onChange={(_, value) => setText(value)}
                onClear={() => setText('')}
              />
            </MenuSearchInput>
          </MenuSearch>
          <Divider />
        </>
      )}
      <SelectList aria-label={t('Contexts')}>
        {shown.map((context) => (
          <SelectOption
            key={context.name}
            value={context.name}
            description={describeContext(context)}
          >
            {context.name}
          </SelectOption>
        ))}
        {shown.length === 0 && (
          <SelectOption isDisabled>{t('No context of that name')}</SelectOption>
        )}
      </SelectList>
    </Select>
  )
}
