import { Divider, Menu, MenuContent, MenuItem, MenuList } from '@patternfly/react-core'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { useExplanation, type ExplainSubject } from '../../../api/queries.ts'
import type { ContextMenuAsk } from '../../../canvas/canvas-props.ts'
import { t } from '../../../i18n/t.ts'
import { copyText } from '../../../lib/copy-text.ts'
import { linkWith } from '../copy-link.ts'
import { focusRefusal } from '../focus-refusal.ts'
import { findSelected, namespaceKeyOf, nodeName, type Selected } from '../names.ts'
import { askOf, type GraphView } from '../url.ts'

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
  const { ask, graph, onClose } = props
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
  return (
    <div
      ref={menu}
      className="al-context-menu"
      style={{ left: ask.x, top: ask.y }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <Menu onSelect={onClose}>
        <MenuContent>
          <MenuList aria-label={t('Actions on {{name}}', { name: nameOf(selected) })}>
            <Actions {...props} selected={selected} />
          </MenuList>
        </MenuContent>
      </Menu>
    </div>
  )
}

type ActionsProps = ContextMenuProps & { readonly selected: Selected }

function Actions(props: ActionsProps): ReactNode {
  const { ask, selected, onChange, onCenter, onTogglePin } = props
  const { id } = ask
  const subject = subjectOf(selected)
  return (
    <>
      <MenuItem onClick={() => onChange({ selection: id })}>
        {t('Details of {{name}}', { name: nameOf(selected) })}
      </MenuItem>
      <MenuItem onClick={() => onCenter(id)}>{t('Bring it into the middle')}</MenuItem>
      {selected.kind === 'node' && <NodeGraph {...props} node={selected.node} />}
      <NamespaceActions {...props} />
      {selected.kind === 'node' && (
        <MenuItem onClick={() => onTogglePin(id)}>
          {ask.isPinned ? t('Let it go where it belongs') : t('Pin it where it is')}
        </MenuItem>
      )}
      <Divider component="li" />
      {subject !== null && <Traces {...props} subject={subject} />}
      <MenuItem onClick={() => void copyText(linkWith(location.href, { select: id }))}>
        {t('Copy a link to it')}
      </MenuItem>
    </>
  )
}

/** The neighbourhood of a node alone, or in words why there is none. */
function NodeGraph({
  node,
  view,
  onChange,
}: ActionsProps & { node: Graph['nodes'][number] }): ReactNode {
  if (view.focus === node.id)
    return (
      <MenuItem onClick={() => onChange({ focus: null, depth: 1, selection: node.id })}>
        {t('Whole graph')}
      </MenuItem>
    )
  const refusal = focusRefusal(node)
  return (
    <MenuItem
      isAriaDisabled={refusal !== null}
      description={refusal}
      onClick={() => {
        if (refusal === null) onChange({ focus: node.id, depth: 1 })
      }}
    >
      {t('Only its neighbours')}
    </MenuItem>
  )
}

function NamespaceActions(props: ActionsProps): ReactNode {
  const { ask, graph, view, selected, onChange, onToggleNamespace } = props
  const key = namespaceKeyOf(graph, ask.id)
  const isNamespace =
    selected.kind === 'box' || (selected.kind === 'node' && selected.node.kind === 'namespace')
  const name = namespaceOf(selected)
  const isOnly = view.namespaces.length === 1 && view.namespaces[0] === name
  return (
    <>
      {isNamespace && key !== null && (
        <MenuItem onClick={() => onToggleNamespace(ask.id)}>
          {graph.open.namespaces.includes(key) ? t('Close the namespace') : t('Open the namespace')}
        </MenuItem>
      )}
      {name !== null && !isOnly && (
        <MenuItem onClick={() => onChange({ namespaces: [name], focus: null, depth: 1 })}>
          {t('Only namespace {{name}}', { name })}
        </MenuItem>
      )}
    </>
  )
}

function Traces({ view, subject }: ActionsProps & { subject: ExplainSubject }): ReactNode {
  const { data, error } = useExplanation(askOf(view), subject)
  const url = data?.tracesUrl ?? null
  if (url !== null)
    return (
      <MenuItem to={url} target="_blank" rel="noreferrer">
        {t('Its traces')}
      </MenuItem>
    )
  const reason = error?.message ?? data?.tracesReason ?? t('Asking the trace store …')
  return (
    <MenuItem isAriaDisabled description={reason}>
      {t('Its traces')}
    </MenuItem>
  )
}

function subjectOf(selected: Selected): ExplainSubject | null {
  if (selected.kind === 'edge')
    return { source: selected.edge.source, target: selected.edge.target }
  return selected.kind === 'node' ? { node: selected.node.id } : null
}

function namespaceOf(selected: Selected): string | null {
  if (selected.kind === 'edge') return null
  return selected.kind === 'node' ? selected.node.namespace : selected.box.namespace
}

function nameOf(selected: Selected): string {
  if (selected.kind === 'node') return nodeName(selected.node)
  return selected.kind === 'box' ? selected.box.name : t('the edge')
}
