import { Fragment, useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { Link } from 'react-router'
import { KindBadge } from '../../components/KindBadge.tsx'
import { locale, t } from '../../i18n/t.ts'
import type { JumpItem, JumpSection, Mark } from './jump-item.ts'
import type { Address } from './place.ts'

export interface JumpListProps {
  readonly id: string
  readonly sections: readonly JumpSection[]
  readonly activeId: string | null
  readonly hrefOf: (address: Address) => { readonly pathname: string; readonly search: string }
  readonly onPoint: (id: string) => void
  readonly onChoose: (item: JumpItem) => void
}

/** What can be chosen; the field above keeps the focus. */
export function JumpList({ id, sections, ...props }: JumpListProps): ReactNode {
  return (
    <div id={id} role="listbox" aria-label={t('What was found')} className="al-jump-list">
      {sections.map((section) => (
        <div key={section.id} role="group" aria-labelledby={`${id}-${section.id}`}>
          <div className="al-jump-title" id={`${id}-${section.id}`} role="presentation">
            <span>{section.title}</span>
            {section.more > 0 && (
              <span className="al-quiet">
                {t('{{amount}} more', { amount: section.more.toLocaleString(locale) })}
              </span>
            )}
          </div>
          {section.items.map((item) => (
            <Option {...props} key={item.id} listId={id} item={item} />
          ))}
        </div>
      ))}
    </div>
  )
}

interface OptionProps extends Omit<JumpListProps, 'id' | 'sections'> {
  readonly listId: string
  readonly item: JumpItem
}

function Option({ item, activeId, listId, hrefOf, onPoint, onChoose }: OptionProps): ReactNode {
  const isActive = item.id === activeId
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = element
    if (isActive && current !== null && 'scrollIntoView' in current)
      current.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const shared = {
    id: optionId(listId, item.id),
    role: 'option',
    'aria-selected': isActive,
    tabIndex: -1,
    className: 'al-jump-option',
    // A press would take the focus from the field before the click is heard.
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onMouseMove: () => onPoint(item.id),
  }
  const body = (
    <>
      <KindBadge {...item.badge} />
      <span className="al-jump-name">{markText(item.title, item.marks)}</span>
      <span className="al-quiet al-jump-detail">{item.detail}</span>
    </>
  )
  if ('act' in item.goal)
    return (
      <div
        {...shared}
        ref={(node) => {
          element.current = node
        }}
        onClick={() => onChoose(item)}
      >
        {body}
      </div>
    )
  return (
    <Link
      {...shared}
      ref={(node) => {
        element.current = node
      }}
      to={hrefOf(item.goal)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return // a tab of its own
        event.preventDefault()
        onChoose(item)
      }}
    >
      {body}
    </Link>
  )
}

/** Ids of elements hold no spaces: they would be several. */
export const optionId = (listId: string, itemId: string): string =>
  `${listId}-${itemId.replaceAll(/[^\w.-]/g, '_')}`

function markText(text: string, marks: readonly Mark[]): ReactNode {
  let from = 0
  const parts: ReactNode[] = []
  for (const [start, end] of marks) {
    parts.push(
      <Fragment key={start}>
        {text.slice(from, start)}
        <mark>{text.slice(start, end)}</mark>
      </Fragment>,
    )
    from = end
  }
  return [...parts, text.slice(from)]
}
