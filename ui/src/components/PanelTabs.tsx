import { Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import './components.css'
import { moveAmongTabs } from './tab-keys.ts'

export interface PanelTab<Name extends string> {
  readonly name: Name
  readonly title: string
  readonly body: ReactNode
}

export interface PanelTabsProps<Name extends string> {
  readonly label: string // for screen readers
  readonly tabs: readonly PanelTab<Name>[]
  /** The one that is open first; the first of all when there is none of that name. */
  readonly first?: Name | undefined
  readonly onOpen?: ((name: Name) => void) | undefined
}

/** Several views of one thing in the same room; one alone needs no tab. */
export function PanelTabs<Name extends string>(props: PanelTabsProps<Name>): ReactNode {
  const { label, tabs, first, onOpen } = props
  const [open, setOpen] = useState<string | undefined>(first)
  const shown = tabs.find(({ name }) => name === open) ?? tabs[0]
  if (shown === undefined) return null
  if (tabs.length === 1) return shown.body
  return (
    <Tabs
      className="al-tabs"
      aria-label={label}
      onKeyDown={moveAmongTabs}
      isSubtab
      unmountOnExit
      mountOnEnter
      activeKey={shown.name}
      onSelect={(_, key) => {
        setOpen(String(key))
        const chosen = tabs.find(({ name }) => name === key)
        if (chosen !== undefined) onOpen?.(chosen.name)
      }}
    >
      {tabs.map(({ name, title, body }) => (
        <Tab key={name} eventKey={name} title={<TabTitleText>{title}</TabTitleText>}>
          {body}
        </Tab>
      ))}
    </Tabs>
  )
}
