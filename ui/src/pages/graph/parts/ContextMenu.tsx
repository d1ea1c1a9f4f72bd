import { Divider, Menu, MenuContent, MenuItem, MenuList } from '@patternfly/react-core'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { ContextMenuAsk } from '../../../canvas/canvas-props.ts'
import { findSelected, namespaceKeyOf, nodeName } from '../names.ts'
import type { GraphView } from '../url.ts'

export interface ContextMenuProps {
  readonly ask: ContextMenuAsk
  readonly graph: Graph
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
  readonly onToggleNamespace: (id: string) => void
  readonly onCenter: (id: string) => void
  readonly onTogglePin: (id: string) => void
  readonly onClose: () => void
}

/** What can be done with what was pressed, where it was pressed. */
export function ContextMenu(props: ContextMenuProps): ReactNode {
  const { ask, graph, view, onChange, onToggleNamespace, onCenter, onClose } = props
  const { onTogglePin } = props
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    menu.current?.querySelector('button')?.focus()
    const closeOutside = (event: Event): void => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onClose()
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [onClose])

  const selected = findSelected(graph, ask.id)
  if (selected === null) return null
  const namespace = namespaceKeyOf(graph, ask.id)
  const isNamespace =
    selected.kind === 'box' || (selected.kind === 'node' && selected.node.kind === 'namespace')
  const isOpen = namespace !== null && graph.open.namespaces.includes(namespace)
  const isFocus = view.focus === ask.id
  const actions = {
    details: () => onChange({ selection: ask.id }),
    center: () => onCenter(ask.id),
    focus: () => onChange(isFocus ? { focus: null, depth: 1 } : { focus: ask.id, depth: 1 }),
    toggle: () => onToggleNamespace(ask.id),
    pin: () => onTogglePin(ask.id),
    copy: () => void copyLink(ask.id),
  }

  return (
    <div
      ref={menu}
      className="al-context-menu"
      style={{ left: ask.x, top: ask.y }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <Menu
        onSelect={(_, name) => {
          onClose()
          if (isActionName(name)) actions[name]()
        }}
      >
        <MenuContent>
          <MenuList aria-label={`Actions on ${nameOf(selected)}`}>
            <MenuItem itemId="details">Details of {nameOf(selected)}</MenuItem>
            <MenuItem itemId="center">Bring it into the middle</MenuItem>
            {selected.kind === 'node' && selected.node.kind !== 'namespace' && (
              <MenuItem itemId="focus">{isFocus ? 'Whole graph' : 'Only its neighbours'}</MenuItem>
            )}
            {isNamespace && namespace !== null && (
              <MenuItem itemId="toggle">{isOpen ? 'Close' : 'Open'} the namespace</MenuItem>
            )}
            {selected.kind === 'node' && <PinItem isPinned={ask.isPinned} />}
            <Divider component="li" />
            <MenuItem itemId="copy">Copy a link to it</MenuItem>
          </MenuList>
        </MenuContent>
      </Menu>
    </div>
  )
}

function PinItem({ isPinned }: { isPinned: boolean }): ReactNode {
  return (
    <MenuItem itemId="pin">
      {isPinned ? 'Let it go where it belongs' : 'Pin it where it is'}
    </MenuItem>
  )
}

const actionNames = ['details', 'center', 'focus', 'toggle', 'pin', 'copy'] as const

function isActionName(name: unknown): name is (typeof actionNames)[number] {
  return actionNames.some((one) => one === name)
}

function nameOf(selected: NonNullable<ReturnType<typeof findSelected>>): string {
  if (selected.kind === 'node') return nodeName(selected.node)
  return selected.kind === 'box' ? selected.box.name : 'the edge'
}

async function copyLink(id: string): Promise<void> {
  const link = new URL(location.href)
  link.searchParams.set('select', id)
  // Without https there is no clipboard.
  const clipboard = navigator.clipboard as Clipboard | undefined
  await clipboard?.writeText(link.href)
}
